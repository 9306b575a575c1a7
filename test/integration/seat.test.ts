import { readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openBridgedDoor } from '../../src/renderer/link/bridged-door.ts';
import type { CandidateDoor, JoinRequest } from '../../src/renderer/link/candidate-door.ts';
import type { CandidateLink } from '../../src/renderer/link/candidate-link.ts';
import type { SeatFacts } from '../../src/shared/ipc.ts';
import type { CommandOutput } from '../../src/shared/protocol/index.ts';
import { at, type ExamDay, newId, prepareExam } from '../support/exam-day.ts';
import { seatPrograms } from '../support/seat-programs.ts';
import { type TestRoom, testRooms } from '../support/start-test-room.ts';
import { tempDirs } from '../support/temp-dir.ts';

const startTestRoom = testRooms();
const tempDir = tempDirs();
const startProgram = seatPrograms();

const addressOf = (room: TestRoom): string => room.url.replace('http://', '');

/** What the candidate does at the entrance. */
async function joinAs(
  door: CandidateDoor,
  { room, examId, roster }: ExamDay,
  extra: Partial<JoinRequest> = {},
): Promise<SeatFacts> {
  const { consent } = await door.lookUp(addressOf(room), room.joinCode);
  const line = at(roster, 0);
  return door.join(addressOf(room), {
    code: room.joinCode,
    examId,
    candidateNumber: line.candidateNumber,
    consent: true,
    consentVersion: consent.version,
    ...(line.accessCode ? { accessCode: line.accessCode } : {}),
    ...extra,
  });
}

async function openDay(): Promise<ExamDay> {
  const room = await startTestRoom();
  // Nobody has joined yet: the seat does.
  const day = await prepareExam(room, { candidates: 1, until: 'draft' });
  await day.staff.rest.call('exam_open', { examId: day.examId });
  await day.staff.rest.call('exam_start', { examId: day.examId });
  return day;
}

const connected = (link: CandidateLink): Promise<void> =>
  expect.poll(() => link.connection.state.state, { timeout: 15_000 }).toBe('connected');

async function sitDown(door: CandidateDoor, facts: SeatFacts): Promise<CandidateLink> {
  const link = await door.openLink(facts);
  link.start();
  await connected(link);
  await link.client.loadAttempt();
  return link;
}

const detailOf = ({ staff }: ExamDay, { attemptId }: SeatFacts): Promise<CommandOutput<'attempt_detail'>> =>
  staff.rest.call('attempt_detail', { attemptId: attemptId });
const eventsOf = async (day: ExamDay, facts: SeatFacts): Promise<string[]> =>
  (await detailOf(day, facts)).timeline.flatMap((entry) => (entry.kind === 'event' ? [entry.type] : []));

describe('the seat in the main process', () => {
  it('EX5 EX6 EX7 joins, answers and hands in, the room has exactly that, and the certificate is on the own disk', async () => {
    const day = await openDay();
    const folder = tempDir();
    const place = join(folder, 'mine.pdf');
    const saving = {
      choosePlace: async () => place,
      write: async (path: string, bytes: Uint8Array) => writeFileSync(path, bytes),
    };
    const { door, reported, desk } = await startProgram(folder, { saving });
    expect(desk.isBusy()).toBe(false);
    const facts = await joinAs(door, day);
    const link = await sitDown(door, facts);
    expect(desk.isBusy()).toBe(true);
    const essay = day.question('essay').id;
    link.client.saveAnswer(essay, 'first');
    expect(link.client.snapshot().answers.get(essay)).toBe('first');
    link.client.saveAnswer(essay, 'first thoughts');
    link.client.saveAnswer(day.question('true_false').id, true);
    link.client.report({ type: 'focus_lost', details: { forMs: 300 } });
    await expect.poll(() => link.client.saveState(essay)).toMatchObject({ state: 'saved' });
    expect(await link.api.saveCertificate(), 'no dialog over an exam').toBe('locked');
    expect(await link.client.submit()).toMatchObject({ state: 'submitted' });
    expect(link.client.snapshot()).toMatchObject({ pending: 0, submit: { state: 'submitted' } });
    const detail = await detailOf(day, facts);
    expect(detail.state).toBe('submitted');
    expect(await eventsOf(day, facts)).toEqual(expect.arrayContaining(['client_started', 'focus_lost']));
    const { answers } = await link.client.loadAttempt();
    expect(answers.map(({ value }) => value).sort()).toEqual(['first thoughts', true]);

    await expect(link.api.saveCertificate(), 'before it is published').rejects.toMatchObject({ code: 'not_found' });
    const { rest } = day.staff;
    await rest.call('exam_end', { examId: day.examId });
    await rest.call('grading_set', { examId: day.examId, passPercent: 0 });
    await rest.call('results_publish', { examId: day.examId, waiveUnmarked: true });
    await expect.poll(async () => (await rest.call('certificates_list', { examId: day.examId })).certificates.length).toBe(1);
    expect(await link.api.saveCertificate()).toBe('saved');
    expect(readFileSync(place).subarray(0, 5).toString()).toBe('%PDF-');
    expect(reported).toEqual([]);
  });

  it('SEC6 shows the page no token and no proof, and keeps them in private files', async () => {
    const day = await openDay();
    const folder = tempDir();
    const { door, crossed } = await startProgram(folder);
    const link = await sitDown(door, await joinAs(door, day));
    link.client.saveAnswer(day.question('true_false').id, true);
    await expect.poll(() => link.client.snapshot().pending).toBe(0);
    const kept = JSON.parse(readFileSync(join(folder, 'seat.json'), 'utf8')) as Record<string, string>;
    const proof = JSON.parse(readFileSync(join(folder, 'resume.json'), 'utf8')) as Record<string, string>;
    const secrets = [kept.token, kept.refreshToken, proof.resumeToken];
    expect(secrets.every((secret) => typeof secret === 'string' && secret.length > 20)).toBe(true);
    for (const secret of secrets) expect(crossed.join('\n')).not.toContain(secret);
    expect(crossed.join('\n')).not.toMatch(/refreshToken|resumeToken/);
    if (process.platform !== 'win32')
      for (const name of readdirSync(folder)) expect([name, statSync(join(folder, name)).mode & 0o777]).toEqual([name, 0o600]);
  });

  it('LD6 security-23 says honestly that this app locks nothing: a desktop, its installation, reduced integrity', async () => {
    const day = await openDay();
    const folder = tempDir();
    const first = await startProgram(folder);
    const facts = await joinAs(first.door, day);
    const link = await sitDown(first.door, facts);
    await link.client.ready({ posture: { grade: 'C', measures: [{ id: 'lockdown', state: 'unavailable' }] } });
    expect(await detailOf(day, facts)).toMatchObject({ reducedIntegrity: true });
    const { sessions } = await day.staff.rest.call('sessions_list', {});
    expect(sessions.map(({ device }) => device)).toContainEqual(
      expect.objectContaining({ deviceType: 'desktop', os: 'Test 1', app: 'Invigil 0.0.0 (desktop, not locked down)' }),
    );
    const { deviceId } = JSON.parse(readFileSync(join(folder, 'installation.json'), 'utf8')) as { deviceId: string };
    expect(deviceId).toMatch(/^[0-9a-f-]{36}$/);
    first.door.forgetEverything(facts);
    await expect.poll(() => readdirSync(folder)).toEqual(['installation.json']);
  });

  it('EX6 work made while the room is down goes to the restarted room once and in order, and the page hears how it stands', async () => {
    const day = await openDay();
    const { door } = await startProgram(tempDir());
    const facts = await joinAs(door, day);
    const link = await sitDown(door, facts);
    const essay = day.question('essay').id;
    const states: string[] = [];
    link.connection.onState(({ state }) => states.push(state));
    const port = Number(new URL(day.room.url).port);
    await day.room.stop();
    await expect.poll(() => link.connection.state.state).toBe('waiting');
    for (const word of ['w', 'wh', 'while it was down']) link.client.saveAnswer(essay, word);
    link.client.report({ type: 'window_blur' });
    await expect.poll(() => link.client.saveState(essay)).toMatchObject({ state: 'offline' });
    expect(link.outbox.keeping()).toBe('durable');
    const again = await startTestRoom({ dataDir: day.room.dataDir, config: { port } });
    link.connection.retryNow();
    await connected(link);
    await expect.poll(() => link.client.snapshot().pending, { timeout: 15_000 }).toBe(0);
    expect(states).toContain('waiting');
    const staff = await again.signIn();
    const { answers } = await link.client.loadAttempt();
    expect(answers).toEqual([expect.objectContaining({ questionId: essay, value: 'while it was down' })]);
    const { timeline } = await staff.rest.call('attempt_detail', { attemptId: facts.attemptId });
    expect(timeline.filter((entry) => entry.kind === 'event' && entry.type === 'window_blur')).toHaveLength(1);
  });

  it('EX6 R6 a restarted program offers the same seat, and what was not sent goes out from it', async () => {
    const day = await openDay();
    const folder = tempDir();
    const first = await startProgram(folder);
    const facts = await joinAs(first.door, day);
    const link = await sitDown(first.door, facts);
    const essay = day.question('essay').id;
    link.client.saveAnswer(essay, 'the room has this');
    await expect.poll(() => link.client.snapshot().pending).toBe(0);
    const port = Number(new URL(day.room.url).port);
    await day.room.stop();
    await expect.poll(() => link.connection.state.state).toBe('waiting');
    link.client.saveAnswer(essay, 'only this computer has this');
    await expect.poll(() => link.client.saveState(essay)).toMatchObject({ state: 'offline' });
    await first.desk.close('program_ended');

    await startTestRoom({ dataDir: day.room.dataDir, config: { port } });
    const second = await startProgram(folder);
    expect(second.door.kept()).toMatchObject({ facts, isOpen: false });
    expect(second.door.address).toBe(addressOf(day.room));
    const resumed = await second.door.openLink(facts);
    expect(resumed.client.snapshot().answers.get(essay)).toBe('only this computer has this');
    resumed.start();
    await connected(resumed);
    await resumed.client.loadAttempt();
    await expect.poll(() => resumed.client.snapshot().pending, { timeout: 15_000 }).toBe(0);
    expect((await resumed.client.loadAttempt()).answers).toEqual([
      expect.objectContaining({ value: 'only this computer has this' }),
    ]);
  });

  it('EV5 tells the room when the program starts, when its page dies and when it ends', async () => {
    const day = await openDay();
    const { door, desk } = await startProgram(tempDir());
    const facts = await joinAs(door, day);
    await sitDown(door, facts);
    desk.pageCrashed({ reason: 'killed', exitCode: 9 });
    await desk.close('window_closed');
    await expect
      .poll(() => eventsOf(day, facts))
      .toEqual(expect.arrayContaining(['client_started', 'renderer_crashed', 'client_exited']));
    const { timeline } = await detailOf(day, facts);
    const details = timeline.flatMap((entry) => (entry.kind === 'event' ? [entry.details] : []));
    expect(details).toEqual(
      expect.arrayContaining([
        { mode: 'desktop', app: 'Invigil 0.0.0 (desktop, not locked down)', lockdown: false },
        { reason: 'killed', exitCode: 9 },
        { why: 'window_closed' },
      ]),
    );
  });

  it('EX6 a page loaded again finds its seat at work, its answers, and what was said to the candidate meanwhile', async () => {
    const day = await openDay();
    const { door, desk, shell } = await startProgram(tempDir());
    const facts = await joinAs(door, day);
    const first = await sitDown(door, facts);
    const essay = day.question('essay').id;
    first.client.saveAnswer(essay, 'before the crash');
    await expect.poll(() => first.client.snapshot().pending).toBe(0);
    desk.pageCrashed({ reason: 'crashed', exitCode: 11 });
    const console = await day.staff.socket();
    const message = { examId: day.examId, title: 'Time', message: 'Ten minutes left', severity: 'low' } as const;
    await console.command('exam_broadcast', { ...message, id: newId() });
    await new Promise((resolve) => setTimeout(resolve, 300));

    const again = await openBridgedDoor(shell);
    expect(again.kept()).toMatchObject({ facts, isOpen: true });
    const link = await again.openLink(facts);
    const heard: string[] = [];
    link.connection.on('exam-message', ({ message }) => heard.push(message));
    link.start();
    expect(link.client.snapshot().answers.get(essay)).toBe('before the crash');
    expect(link.connection.state.state).toBe('connected');
    expect(heard).toEqual(['Ten minutes left']);
    const third = await again.openLink(facts);
    third.connection.on('exam-message', ({ message }) => heard.push(message));
    third.start();
    expect(heard).toEqual(['Ten minutes left']);
  });

  it('EX6 a window closed and opened again in the same moment waits for its file, and loses nothing', async () => {
    const day = await openDay();
    const { door, desk } = await startProgram(tempDir());
    const facts = await joinAs(door, day);
    const link = await sitDown(door, facts);
    const essay = day.question('essay').id;
    await day.room.stop();
    await expect.poll(() => link.connection.state.state).toBe('waiting');
    for (let word = 1; word <= 20; word += 1) link.client.saveAnswer(essay, `word ${word}`);
    const closing = desk.close('window_closed');
    const again = await door.openLink(facts);
    again.start();
    again.client.saveAnswer(day.question('true_false').id, true);
    await expect.poll(() => again.client.saveState(day.question('true_false').id)).toMatchObject({ state: 'offline' });
    await closing;
    await desk.close('window_closed');
    const last = await door.openLink(facts);
    expect(last.client.snapshot().answers).toEqual(
      new Map<string, unknown>([
        [essay, 'word 20'],
        [day.question('true_false').id, true],
      ]),
    );
  });

  it('PR1 what was left unsent on this computer is removed after two months', async () => {
    const folder = tempDir();
    const [old, recent] = [join(folder, `outbox-${'a'.repeat(32)}.jsonl`), join(folder, `outbox-${'b'.repeat(32)}.jsonl`)];
    for (const path of [old, recent]) writeFileSync(path, '');
    utimesSync(old, new Date(), new Date(Date.now() - 61 * 24 * 3_600_000));
    await startProgram(folder);
    expect(readdirSync(folder)).toEqual([`outbox-${'b'.repeat(32)}.jsonl`]);
  });

  it.each([
    ['the proof it kept', 'installation.json'],
    ['the name of its installation', 'resume.json'],
  ])('ID5 a seat the room still holds for a program that died comes back by %s, and to no other computer', async (_by, lost) => {
    const day = await openDay();
    const folder = tempDir();
    const { door } = await startProgram(folder);
    const facts = await joinAs(door, day);
    await sitDown(door, facts);
    const stranger = await startProgram(tempDir());
    await expect(joinAs(stranger.door, day)).rejects.toMatchObject({ code: 'attempt_in_use' });
    rmSync(join(folder, lost));
    const again = await startProgram(folder);
    const joined = await joinAs(again.door, day);
    expect(joined.attemptId).toBe(facts.attemptId);
    expect(joined.sessionId).not.toBe(facts.sessionId);
  });

  it('EX5 refuses in the words of the room what is wrong with code, number and consent', async () => {
    const day = await openDay();
    const { door } = await startProgram(tempDir());
    await expect(door.lookUp(addressOf(day.room), 'AAAA-AAAA-AAAA-A')).rejects.toMatchObject({
      name: 'RoomError',
      code: 'join_code_invalid',
    });
    await expect(joinAs(door, day, { candidateNumber: 'nobody' })).rejects.toMatchObject({ code: 'not_on_roster' });
    await expect(joinAs(door, day, { consent: false })).rejects.toMatchObject({ code: 'consent_refused' });
  });

  it('EX6 a damaged seat file counts as none', async () => {
    const folder = tempDir();
    writeFileSync(join(folder, 'seat.json'), '{"facts":');
    expect((await startProgram(folder)).door.kept()).toBeUndefined();
  });
});
