import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { openBridgedDoor } from '../../src/renderer/link/bridged-door.ts';
import type { CandidateLink } from '../../src/renderer/link/candidate-link.ts';
import { createLinkApi } from '../../src/renderer/link/link-api.ts';
import { createMemoryOutbox, createMemoryTokenStore, createSeatLink } from '../../src/shared/client/index.ts';
import { type ExamDay, only, prepareExam } from '../support/exam-day.ts';
import { createSeatBridge } from '../support/seat-bridge.ts';
import { testRooms } from '../support/start-test-room.ts';
import { queryStore } from '../support/store-file.ts';
import { tempDirs } from '../support/temp-dir.ts';

const startTestRoom = testRooms();
const tempDir = tempDirs();
const closings: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closings.splice(0).reverse()) await close();
});

async function examDay(): Promise<ExamDay> {
  const day = await prepareExam(await startTestRoom(), { candidates: 1, until: 'draft' });
  await day.staff.rest.call('exam_open', { examId: day.examId });
  await day.staff.rest.call('exam_start', { examId: day.examId });
  return day;
}

/** Over the network, as a browser's page has it: what a browser adds is where the outbox is kept. */
async function networkLink(day: ExamDay): Promise<CandidateLink> {
  const { joined } = await day.join(only(day.roster));
  const link = await createSeatLink({
    baseUrl: day.room.url,
    fetch,
    tokens: createMemoryTokenStore(joined),
    outbox: createMemoryOutbox(),
    sessionId: joined.session.id,
    newId: randomUUID,
    random: () => 0,
  });
  return {
    world: 'browser',
    ...link,
    api: createLinkApi(link.api),
    outbox: { keeping: () => 'page', onKeeping: () => () => {} },
  };
}

/** Over the bridge, as the desktop app's page has it. */
async function bridgedLink(day: ExamDay): Promise<CandidateLink> {
  const { shell, desk } = createSeatBridge({ folder: tempDir() });
  closings.push(() => desk.close('test_over'));
  const door = await openBridgedDoor(shell);
  const { candidateNumber, accessCode } = only(day.roster);
  const address = day.room.url.replace('http://', '');
  const facts = await door.join(address, {
    code: day.room.joinCode,
    examId: day.examId,
    candidateNumber,
    consent: true,
    ...(accessCode ? { accessCode } : {}),
  });
  return door.openLink(facts);
}

async function connect(link: CandidateLink): Promise<void> {
  closings.push(link.start());
  await expect.poll(() => link.connection.state.state, { timeout: 10_000 }).toBe('connected');
}

describe.each([
  ['over the network', networkLink],
  ['over the bridge', bridgedLink],
])('a candidate link %s', (_name, open) => {
  it('EX6 shows a change at once, and as saved when the room has it', async () => {
    const day = await examDay();
    const link = await open(day);
    await connect(link);
    const view = await link.client.loadAttempt();
    expect(view.questions).toHaveLength(day.questions.length);
    const essay = day.question('essay').id;
    let told = 0;
    link.client.subscribe(() => {
      told += 1;
    });
    const before = link.client.snapshot();
    expect(link.client.snapshot()).toBe(before);
    link.client.saveAnswer(essay, 'thoughts');
    expect(told).toBeGreaterThan(0);
    expect(link.client.snapshot()).not.toBe(before);
    expect(link.client.snapshot().answers.get(essay)).toBe('thoughts');
    expect(link.client.snapshot().pendingAnswers).toBe(1);
    expect(link.client.saveState(essay)).toEqual({ state: 'saving', revision: 1 });
    await expect.poll(() => link.client.saveState(essay)).toMatchObject({ state: 'saved', revision: 1 });
    expect(link.client.snapshot()).toMatchObject({ pending: 0, pendingAnswers: 0, setAside: [] });
    expect((await link.client.loadAttempt()).answers).toEqual([{ questionId: essay, value: 'thoughts', revision: 1 }]);
  });

  it('EX6 hands in exactly what was answered before, though it is asked in the same moment', async () => {
    const day = await examDay();
    const link = await open(day);
    await connect(link);
    await link.client.loadAttempt();
    link.client.saveAnswer(day.question('essay').id, 'in the last moment');
    expect(await link.client.submit()).toMatchObject({ ok: true, state: 'submitted' });
    expect(link.client.snapshot().submit).toEqual({ state: 'submitted' });
    expect((await link.client.loadAttempt()).answers).toEqual([expect.objectContaining({ value: 'in the last moment' })]);
  });

  it('EX6 rejects as the room refuses, with its code', async () => {
    const day = await examDay();
    const link = await open(day);
    await connect(link);
    await link.client.loadAttempt();
    await link.client.submit();
    await expect(link.api.call('attempt_result', {})).rejects.toMatchObject({ name: 'RoomError', code: 'result_not_released' });
  });

  it('EX6 says that the room cannot be reached, and does not call that a refusal', async () => {
    const day = await examDay();
    const link = await open(day);
    await connect(link);
    await link.client.loadAttempt();
    await day.room.stop();
    await expect.poll(() => link.connection.state.state).toBe('waiting');
    await expect(link.connection.request('heartbeat', {})).rejects.toMatchObject({
      name: 'RoomUnreachable',
      reason: 'disconnected',
    });
    await expect(link.client.loadAttempt()).rejects.toMatchObject({ name: 'RoomUnreachable', reason: 'network' });
    const essay = day.question('essay').id;
    link.client.saveAnswer(essay, 'alone');
    await expect.poll(() => link.client.saveState(essay)).toMatchObject({ state: 'offline' });
  });

  it('NT1 hears notifications, says that they arrived, and marks them as read', async () => {
    const day = await examDay();
    const link = await open(day);
    const heard: string[] = [];
    link.connection.on('notification', ({ message }) => heard.push(message));
    await connect(link);
    const say = (message: string) =>
      day.staff.rest.call('notification_send', { to: { examId: day.examId }, type: 'exam_message', title: 'Hello', message });
    await say('one');
    await expect.poll(() => heard).toEqual(['one']);
    const rows = () =>
      queryStore(
        day.room.dataDir,
        'SELECT count(delivered_at) AS delivered, count(read_at) AS read FROM notification_recipients',
      );
    await expect.poll(rows).toEqual([{ delivered: 1, read: 0 }]);
    expect(await link.api.call('notifications_list', {})).toMatchObject({ unread: 1, notifications: [{ message: 'one' }] });
    expect(await link.api.call('notifications_read_all', {})).toEqual({ ok: true, read: 1 });
    await link.api.call('notification_test', {});
    await expect.poll(() => heard).toEqual(['one', 'Notifications reach you.']);
  });

  it('AL1 hears what the room says to the candidate, once', async () => {
    const day = await examDay();
    const link = await open(day);
    const heard: string[] = [];
    link.connection.on('attempt-state', ({ state }) => heard.push(state));
    const stop = link.connection.on('exam-message', () => heard.push('a message nobody listens to any more'));
    stop();
    await connect(link);
    const { attempt } = await link.client.loadAttempt();
    heard.length = 0;
    await day.staff.rest.call('proctor_action', { id: randomUUID(), attemptId: attempt.id, action: 'suspend', reason: 'talks' });
    await expect.poll(() => heard).toContain('suspended');
    await day.staff.rest.call('proctor_action', { id: randomUUID(), attemptId: attempt.id, action: 'resume' });
    await expect.poll(() => heard.at(-1)).toBe('in_progress');
    expect(heard.filter((state) => state === 'suspended')).toHaveLength(1);
  });

  it('EX9 tells the time of the room, and how sure that is', async () => {
    const day = await examDay();
    const link = await open(day);
    await connect(link);
    await expect.poll(() => link.connection.serverTimeUncertainty(), { timeout: 10_000 }).toBeDefined();
    expect(link.connection.serverTimeAge()).toBeDefined();
    const { serverTime } = await link.connection.request('heartbeat', {});
    expect(Math.abs(link.connection.serverNow() - Date.parse(serverTime))).toBeLessThan(250);
  });

  it('EV5 reports and tells the candidate what was reported', async () => {
    const day = await examDay();
    const link = await open(day);
    await connect(link);
    await link.client.loadAttempt();
    link.client.report({ type: 'paste', details: { length: 12 } });
    await expect.poll(async () => (await link.api.call('attempt_events', {})).events.map(({ type }) => type)).toContain('paste');
    await link.client.ready({ posture: { grade: 'C', measures: [] } });
    expect(await link.api.call('auth_logout', {})).toEqual({ ok: true });
  });
});
