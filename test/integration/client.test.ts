import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createMemoryOutbox } from '../../src/shared/client/index.ts';
import { becomes, clientDesk } from '../support/client-desk.ts';
import { only, prepareExam } from '../support/exam-day.ts';
import { testRooms } from '../support/start-test-room.ts';

const startTestRoom = testRooms();
const { sitDown, cableTo } = clientDesk();

describe('the RoomClient of a candidate against the real room', () => {
  it('EX6 EX7 saves, reports, hands in, and the room has exactly that', async () => {
    const room = await startTestRoom();
    const day = await prepareExam(room);
    const candidate = only(day.candidates);
    const { client, connection, problems } = await sitDown(room, candidate);
    await becomes(connection, 'connected');
    const attempt = await client.loadAttempt();
    expect(attempt.questions?.length).toBe(day.questions.length);
    await client.ready({ posture: { grade: 'C', measures: [] } });
    client.report({ type: 'client_started' });
    client.saveAnswer(day.question('true_false').id, true);
    client.saveAnswer(day.question('essay').id, 'first');
    client.saveAnswer(day.question('essay').id, 'first thoughts');
    client.report({ type: 'window_blur', details: { forMs: 300 } });
    await client.drained();
    expect(client.saveState(day.question('essay').id)).toMatchObject({ state: 'saved' });
    expect(await client.submit()).toMatchObject({ state: 'submitted' });

    const { answers, lastSeq } = await candidate.rest.call('attempt_get', {});
    expect(answers.map(({ value }) => value).sort()).toEqual(['first thoughts', true]);
    expect(lastSeq).toBe(2);
    expect(problems).toEqual([]);
  });

  it('EX6 EV5 over a cable pulled again and again nothing is lost, doubled or out of order', async () => {
    const room = await startTestRoom();
    const day = await prepareExam(room);
    const candidate = only(day.candidates);
    const cable = await cableTo(room);
    const { client, connection, problems } = await sitDown(room, candidate, { url: cable.url });
    await becomes(connection, 'connected');
    await client.loadAttempt();
    const essay = day.question('essay').id;
    const numerical = day.question('numerical').id;
    for (let round = 1; round <= 6; round++) {
      for (let change = 1; change <= 5; change++) {
        client.saveAnswer(essay, `round ${round}, change ${change}`);
        client.saveAnswer(numerical, String(round * 10 + change));
        client.report({ type: 'focus_lost', details: { round, change } });
        if (change % 2 === 0) await new Promise((resolve) => setImmediate(resolve));
      }
      if (round % 2 === 1) {
        cable.pull();
        await becomes(connection, 'waiting');
        cable.plugIn();
        connection.retryNow();
        await becomes(connection, 'connected');
      }
    }
    await client.drained();
    const { answers, lastSeq } = await candidate.rest.call('attempt_get', {});
    expect(new Map(answers.map(({ questionId, value }) => [questionId, value]))).toEqual(
      new Map([
        [essay, 'round 6, change 5'],
        [numerical, '65'],
      ]),
    );
    expect(lastSeq).toBe(30);
    const { timeline } = await day.staff.rest.call('attempt_detail', { attemptId: candidate.attemptId });
    const reported = timeline.flatMap((entry) => (entry.kind === 'event' ? [entry.details] : []));
    expect(reported).toHaveLength(30);
    expect(new Set(reported.map((details) => JSON.stringify(details))).size).toBe(30);
    expect(problems).toEqual([]);
  });

  it('EX6 work made while the room is down goes out to the restarted one, and a reloaded page continues', async () => {
    const first = await startTestRoom();
    const day = await prepareExam(first);
    const candidate = only(day.candidates);
    const outbox = createMemoryOutbox();
    const seat = await sitDown(first, candidate, { outbox });
    await becomes(seat.connection, 'connected');
    await seat.client.loadAttempt();
    const essay = day.question('essay').id;
    seat.client.saveAnswer(essay, 'before');
    seat.client.report({ type: 'client_started' });
    await seat.client.drained();
    const port = Number(new URL(first.url).port);
    await first.stop();
    await becomes(seat.connection, 'waiting');
    seat.client.saveAnswer(essay, 'while the room was down');
    seat.client.report({ type: 'network_changed' });
    expect(seat.client.saveState(essay)).toMatchObject({ state: 'offline' });
    await new Promise((resolve) => setImmediate(resolve));
    seat.leave();

    const second = await startTestRoom({ dataDir: first.dataDir, config: { port } });
    const again = await sitDown(second, candidate, { outbox });
    expect(again.client.snapshot()).toMatchObject({ pending: 2 });
    await again.client.drained();
    const { answers, lastSeq } = await again.client.loadAttempt();
    expect(answers).toEqual([expect.objectContaining({ questionId: essay, value: 'while the room was down', revision: 2 })]);
    expect(lastSeq).toBe(2);
  });

  it('EX6 an answer given while suspended is shown as held, and counts after the suspension', async () => {
    const room = await startTestRoom();
    const day = await prepareExam(room);
    const candidate = only(day.candidates);
    const { client, connection } = await sitDown(room, candidate);
    await becomes(connection, 'connected');
    await client.loadAttempt();
    await day.staff.rest.call('proctor_action', {
      id: randomUUID(),
      attemptId: candidate.attemptId,
      action: 'suspend',
      reason: 'talks',
    });
    client.saveAnswer(day.question('true_false').id, false);
    await client.drained();
    expect(client.saveState(day.question('true_false').id)).toEqual({ state: 'held', revision: 1, reason: 'suspended' });
    await day.staff.rest.call('proctor_action', { id: randomUUID(), attemptId: candidate.attemptId, action: 'resume' });
    await expect.poll(() => client.saveState(day.question('true_false').id)).toMatchObject({ state: 'saved', revision: 2 });
    await client.submit();
    expect((await candidate.rest.call('attempt_get', {})).answers).toMatchObject([{ value: false, revision: 2 }]);
    const detail = await day.staff.rest.call('attempt_detail', { attemptId: candidate.attemptId });
    expect(detail).toMatchObject({ heldAnswers: 0, state: 'submitted' });
  });

  it('NT3 the same client works over polling alone', async () => {
    const room = await startTestRoom();
    const day = await prepareExam(room);
    const { client, connection } = await sitDown(room, only(day.candidates), { transports: ['polling'] });
    await becomes(connection, 'connected');
    await client.loadAttempt();
    client.saveAnswer(day.question('true_false').id, true);
    await client.drained();
    expect(client.saveState(day.question('true_false').id)).toMatchObject({ state: 'saved' });
  });

  it('EX9 serverNow is the time of the room', async () => {
    const room = await startTestRoom();
    const day = await prepareExam(room);
    const { connection } = await sitDown(room, only(day.candidates));
    await becomes(connection, 'connected');
    await expect.poll(() => connection.serverTimeUncertainty()).toBeDefined();
    const { serverTime } = await day.staff.rest.call('room_info', {});
    expect(Math.abs(connection.serverNow() - Date.parse(serverTime))).toBeLessThan(500);
  });
});
