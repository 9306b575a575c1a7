import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CandidateDoor, JoinRequest } from '../../src/renderer/link/candidate-door.ts';
import type { RecoveryLink } from '../../src/renderer/link/recovery-link.ts';
import type { SeatFacts } from '../../src/shared/ipc.ts';
import type { RecoveryRequestId } from '../../src/shared/model/recovery.ts';
import type { RecoveryStatusEvent } from '../../src/shared/protocol/index.ts';
import { at, type ExamDay, newId, only, prepareExam } from '../support/exam-day.ts';
import { seatPrograms } from '../support/seat-programs.ts';
import { testRooms } from '../support/start-test-room.ts';
import { tempDirs } from '../support/temp-dir.ts';

const startTestRoom = testRooms();
const tempDir = tempDirs();
const startProgram = seatPrograms();

async function openDay(): Promise<ExamDay> {
  const day = await prepareExam(await startTestRoom(), { candidates: 1, until: 'draft' });
  await day.staff.rest.call('exam_open', { examId: day.examId });
  await day.staff.rest.call('exam_start', { examId: day.examId });
  return day;
}

async function joinAs(
  door: CandidateDoor,
  { room, examId, roster }: ExamDay,
  extra: Partial<JoinRequest> = {},
): Promise<SeatFacts> {
  const address = room.url.replace('http://', '');
  const { consent } = await door.lookUp(address, room.joinCode);
  const { candidateNumber } = at(roster, 0);
  const agreed = { consent: true, consentVersion: consent.version };
  return door.join(address, { code: room.joinCode, examId, candidateNumber, ...agreed, ...extra });
}

/** The id a refused join leaves the page with. */
async function refusedId(joining: Promise<unknown>): Promise<string> {
  const refusal = (await joining.then(
    () => undefined,
    (error: unknown) => error,
  )) as { code?: string; data?: object } | undefined;
  expect(refusal).toMatchObject({ code: 'attempt_in_use' });
  expect(Object.keys(refusal?.data ?? {})).toEqual(['requestId']);
  return String((refusal?.data as { requestId?: string } | undefined)?.requestId);
}

function listen(link: RecoveryLink) {
  const heard: RecoveryStatusEvent[] = [];
  link.onStatus((status) => heard.push(status));
  return { heard, stop: link.start() };
}

const connected = (link: RecoveryLink) => expect.poll(() => link.state.state, { timeout: 10_000 }).toBe('connected');

describe('ID6 a second computer with the desktop app', () => {
  it('ID6 SEC6 asks for the place, hears the decision and takes it over; the page sees no token of it', async () => {
    const day = await openDay();
    const facts = await joinAs((await startProgram(tempDir())).door, day);
    const folder = tempDir();
    const { door, crossed, desk } = await startProgram(folder);
    const requestId = await refusedId(joinAs(door, day));
    const link = door.openRecovery({ requestId });
    const { heard, stop } = listen(link);
    await connected(link);
    const asked = await link.ask({ id: newId(), method: 'proctor_approval', reason: 'My machine died.' });
    expect(asked).toMatchObject({ requestId, state: 'pending', remainingApprovals: 1 });
    await expect.poll(() => heard.map(({ type }) => type), { timeout: 5_000 }).toEqual(['pending']);
    // Not decided yet: the request alone opens nothing, and goes on under its own id.
    expect(await refusedId(joinAs(door, day, { requestId: requestId as never }))).toBe(requestId);
    const again = door.openRecovery({ requestId });
    const later = listen(again);
    await connected(again);
    const open = only((await day.staff.rest.call('recovery_open', {})).requests);
    expect(open).toMatchObject({ requestId, device: { deviceType: 'desktop' }, reason: 'My machine died.' });
    await day.staff.rest.call('recovery_decide', { id: newId(), requestId: requestId as RecoveryRequestId, action: 'approve' });
    await expect.poll(() => later.heard.at(-1)?.type, { timeout: 5_000 }).toBe('approved');
    const joined = await joinAs(door, day, { requestId: requestId as never });
    expect(joined.attemptId).toBe(facts.attemptId);
    expect(joined.sessionId).not.toBe(facts.sessionId);
    expect(crossed.join('\n')).not.toMatch(/recoveryToken|eyJ/);
    expect(JSON.stringify(JSON.parse(readFileSync(join(folder, 'seat.json'), 'utf8')))).not.toMatch(/recovery/);
    stop();
    later.stop();
    await desk.close('test_over');
  });

  it('ID6 a denial is heard, and an approval for one computer opens nothing to another', async () => {
    const day = await openDay();
    await joinAs((await startProgram(tempDir())).door, day);
    const { door } = await startProgram(tempDir());
    const requestId = await refusedId(joinAs(door, day));
    const link = door.openRecovery({ requestId });
    const { heard, stop } = listen(link);
    await connected(link);
    await link.ask({ id: newId(), method: 'proctor_approval' });
    await day.staff.rest.call('recovery_decide', { id: newId(), requestId: requestId as RecoveryRequestId, action: 'deny' });
    await expect.poll(() => heard.at(-1)?.type, { timeout: 5_000 }).toBe('denied');
    stop();

    const next = await refusedId(joinAs(door, day));
    expect(next).not.toBe(requestId);
    const second = door.openRecovery({ requestId: next });
    const listening = listen(second);
    await connected(second);
    await second.ask({ id: newId(), method: 'proctor_approval' });
    await day.staff.rest.call('recovery_decide', { id: newId(), requestId: next as RecoveryRequestId, action: 'approve' });
    listening.stop();
    const stranger = (await startProgram(tempDir())).door;
    await refusedId(joinAs(stranger, day, { requestId: next as never }));
    const stolen = stranger.openRecovery({ requestId: next });
    const unheard = listen(stolen);
    await expect.poll(() => stolen.state.state).toBe('refused');
    expect(unheard.heard).toEqual([]);
    unheard.stop();
    expect(await joinAs(door, day, { requestId: next as never })).toMatchObject({ examId: day.examId });
  });
});
