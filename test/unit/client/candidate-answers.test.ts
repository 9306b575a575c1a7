import { describe, expect, test } from 'vitest';
import type { QuestionId } from '../../../src/shared/model/ids.ts';
import { createSeat } from './candidate-seat.ts';

const q = (name: string) => name as QuestionId;

describe('answers of a candidate', () => {
  test('EX6 an answer is saved only once the room has acknowledged it', async () => {
    const seat = createSeat();
    const { client } = await seat.openConnected();
    client.saveAnswer(q('q1'), 'a');
    expect(client.saveState('q1')).toEqual({ state: 'saving', revision: 1 });
    await seat.clock.advance(3);
    expect(client.saveState('q1')?.state).toBe('saving');
    await seat.clock.advance(10);
    expect(client.saveState('q1')).toMatchObject({ state: 'saved', revision: 1 });
    expect(seat.room.answers.get('q1')).toMatchObject({ value: 'a', revision: 1 });
    expect(client.snapshot().pending).toBe(0);
    expect(await seat.disk.all()).toEqual([]);
  });

  test('EX6 without a connection an answer is offline, and saved after the room is back', async () => {
    const seat = createSeat();
    const { client } = await seat.openConnected();
    seat.network.cut();
    await seat.clock.advance(10);
    client.saveAnswer(q('q1'), true);
    await seat.clock.advance(60_000);
    expect(client.saveState('q1')?.state).toBe('offline');
    expect(client.snapshot()).toMatchObject({ pending: 1, pendingAnswers: 1 });
    expect(await seat.disk.all()).toHaveLength(1);
    seat.network.mend();
    await seat.clock.advance(35_000);
    expect(client.saveState('q1')?.state).toBe('saved');
  });

  test('R11 a room that cannot write is told apart from one that is away, until it takes something again', async () => {
    const seat = createSeat();
    const { client } = await seat.openConnected();
    const told: boolean[] = [];
    client.subscribe(() => told.push(client.snapshot().roomCannotSave));
    expect(client.snapshot().roomCannotSave).toBe(false);
    seat.room.refusals = ['rate_limited'];
    client.saveAnswer(q('q1'), 'a');
    await seat.clock.advance(60_000);
    expect(told).not.toContain(true);

    seat.room.refusals = Array(3).fill('store_unavailable');
    client.saveAnswer(q('q1'), 'ab');
    await seat.clock.advance(20);
    expect(client.snapshot()).toMatchObject({ roomCannotSave: true, pendingAnswers: 1 });
    expect(told.at(-1), 'the page hears of it').toBe(true);
    await seat.clock.advance(60_000);
    expect(client.snapshot()).toMatchObject({ roomCannotSave: false, pendingAnswers: 0 });
    expect(told.at(-1)).toBe(false);
    expect(client.saveState('q1')?.state).toBe('saved');
  });

  test('EX6 an ack lost on the way is asked for again under the same id, and the answer is stored once', async () => {
    const seat = createSeat();
    const { client } = await seat.openConnected();
    seat.network.loseAcks = 2;
    client.saveAnswer(q('q1'), 'x');
    await seat.clock.advance(60_000);
    expect(client.saveState('q1')?.state).toBe('saved');
    const sent = seat.network.heard
      .filter(({ name }) => name === 'answer_save')
      .map(({ payload }) => (payload as { id: string }).id);
    expect(sent).toHaveLength(3);
    expect(new Set(sent).size).toBe(1);
    expect(seat.room.commits).toHaveLength(1);
  });

  test('EX6 changes made offline to one question go out as their latest state only', async () => {
    const seat = createSeat();
    const { client } = await seat.openConnected();
    seat.network.cut();
    for (const text of ['d', 'dr', 'dra', 'draft']) client.saveAnswer(q('essay'), text);
    client.saveAnswer(q('q2'), false);
    seat.network.mend();
    await seat.clock.advance(60_000);
    expect(seat.room.commits.map(({ questionId, value }) => [questionId, value])).toEqual([
      ['essay', 'draft'],
      ['q2', false],
    ]);
    expect(await seat.disk.all()).toEqual([]);
  });

  test('EX6 revisions continue from what the room has', async () => {
    const seat = createSeat();
    seat.room.answers.set('q1', { id: 'earlier', value: 'old', revision: 7 });
    const { client } = await seat.openConnected();
    expect(client.snapshot().answers.get('q1')).toBe('old');
    expect(client.saveState('q1')).toBeUndefined();
    client.saveAnswer(q('q1'), 'new');
    await seat.clock.advance(50);
    expect(seat.room.answers.get('q1')).toMatchObject({ value: 'new', revision: 8 });
  });

  test('EX6 a change made before the room was asked still wins over the older one there', async () => {
    const seat = createSeat();
    seat.room.answers.set('q1', { id: 'earlier', value: 'old', revision: 7 });
    const { client } = await seat.open();
    client.saveAnswer(q('q1'), 'new');
    await seat.clock.advance(100);
    expect(seat.room.answers.get('q1')).toMatchObject({ value: 'new', revision: 8 });
    expect(client.saveState('q1')).toMatchObject({ state: 'saved', revision: 8 });
  });

  test('EX6 work kept from before a reload does not overwrite newer work from another machine', async () => {
    const seat = createSeat();
    const first = await seat.openConnected();
    seat.network.cut();
    first.client.saveAnswer(q('q1'), 'at the broken machine');
    await seat.clock.settle();
    first.cutPower();
    seat.room.answers.set('q1', { id: 'spare', value: 'at the spare machine', revision: 4 });
    seat.network.mend();
    const second = await seat.open();
    await seat.clock.advance(100);
    expect(second.client.saveState('q1')).toEqual({ state: 'superseded', revision: 4 });
    expect(seat.room.answers.get('q1')).toMatchObject({ value: 'at the spare machine' });
    await second.client.loadAttempt();
    expect(second.client.snapshot().answers.get('q1')).toBe('at the spare machine');
    expect(second.client.saveState('q1')).toBeUndefined();
  });

  test('EX6 what was not sent before a reload is there and goes out after it', async () => {
    const seat = createSeat();
    const first = await seat.openConnected();
    seat.network.cut();
    first.client.saveAnswer(q('q1'), ['c1', 'c3']);
    await seat.clock.settle();
    first.cutPower();
    const second = await seat.open();
    expect(second.client.snapshot().answers.get('q1')).toEqual(['c1', 'c3']);
    await seat.clock.advance(100);
    expect(second.client.saveState('q1')?.state).toBe('offline');
    seat.network.mend();
    await seat.clock.advance(30_000);
    expect(seat.room.answers.get('q1')?.value).toEqual(['c1', 'c3']);
    expect(second.client.saveState('q1')?.state).toBe('saved');
  });

  test('EX6 an answer the room keeps apart is shown as held with its reason, not as saved', async () => {
    const seat = createSeat();
    const { client } = await seat.openConnected();
    seat.room.held = 'suspended';
    client.saveAnswer(q('q1'), 'x');
    await seat.clock.advance(50);
    expect(client.saveState('q1')).toEqual({ state: 'held', revision: 1, reason: 'suspended' });
    expect(client.snapshot().pending).toBe(0);
  });

  test('EX6 an answer refused for good is kept aside and shown, and holds nothing back', async () => {
    const seat = createSeat();
    const { client } = await seat.openConnected();
    seat.room.refusedQuestions.set('q1', 'value_invalid');
    client.saveAnswer(q('q1'), 'bad');
    client.saveAnswer(q('q2'), 'good');
    await seat.clock.advance(50);
    expect(client.saveState('q1')).toMatchObject({ state: 'refused', code: 'value_invalid' });
    expect(client.saveState('q2')?.state).toBe('saved');
    expect(client.snapshot()).toMatchObject({ pending: 0, setAside: [{ kind: 'answer', subject: 'q1', code: 'value_invalid' }] });
    expect(await seat.disk.all()).toMatchObject([{ questionId: 'q1', refused: { code: 'value_invalid' } }]);
    expect(seat.problems).toEqual(['outbox: answer refused: value_invalid']);

    seat.room.refusedQuestions.clear();
    client.saveAnswer(q('q1'), 'better');
    await seat.clock.advance(50);
    expect(client.saveState('q1')?.state).toBe('saved');
    expect(client.snapshot().setAside).toEqual([]);
    expect(await seat.disk.all()).toEqual([]);
  });

  test('EX6 an answer larger than a frame may be is refused here, before the room would drop the connection', async () => {
    const seat = createSeat();
    const { client } = await seat.openConnected();
    client.saveAnswer(q('q1'), 'ก'.repeat(100_000));
    await seat.clock.advance(50);
    expect(client.saveState('q1')).toMatchObject({ state: 'refused', code: 'payload_too_large' });
    expect(seat.network.heard.some(({ name }) => name === 'answer_save')).toBe(false);
  });

  test.each(['rate_limited', 'store_unavailable', 'internal'])(
    'EX6 %s is no refusal: the answer goes again, later',
    async (code) => {
      const seat = createSeat();
      const { client } = await seat.openConnected();
      seat.room.refusals = [code, code, code];
      client.saveAnswer(q('q1'), 'x');
      await seat.clock.advance(400);
      expect(client.saveState('q1')?.state).toBe('saving');
      expect(seat.network.heard.filter(({ name }) => name === 'answer_save')).toHaveLength(1);
      await seat.clock.advance(20_000);
      expect(client.saveState('q1')?.state).toBe('saved');
      expect(seat.room.commits).toHaveLength(1);
    },
  );

  test('EX6 an item that makes the room fail every time is set aside in the end, and the others are saved meanwhile', async () => {
    const seat = createSeat();
    const { client } = await seat.openConnected();
    seat.room.refusedQuestions.set('q1', 'internal');
    client.saveAnswer(q('q1'), 'poison');
    client.saveAnswer(q('q2'), 'fine');
    await seat.clock.advance(1_000);
    expect(client.saveState('q2')?.state).toBe('saved');
    expect(client.saveState('q1')?.state).toBe('saving');
    await seat.clock.advance(10 * 60_000);
    expect(client.saveState('q1')).toMatchObject({ state: 'refused', code: 'internal' });
  });

  test('EX6 what the room acknowledged and then lost is sent again from memory', async () => {
    const seat = createSeat();
    const { client } = await seat.openConnected();
    client.saveAnswer(q('q1'), 'kept');
    client.saveAnswer(q('q2'), 'lost');
    await seat.clock.advance(50);
    seat.room.lose('q2');
    await client.loadAttempt();
    expect(client.saveState('q2')?.state).toBe('saving');
    await seat.clock.advance(50);
    expect(seat.room.answers.get('q2')).toMatchObject({ value: 'lost', revision: 1 });
    expect(client.saveState('q2')?.state).toBe('saved');
    expect(seat.room.commits.filter(({ questionId }) => questionId === 'q1')).toHaveLength(1);
  });

  test('EX6 a room that was set back while it was away gets back what it had acknowledged, without anybody asking', async () => {
    const seat = createSeat();
    const { client } = await seat.openConnected();
    client.saveAnswer(q('q1'), 'kept');
    client.saveAnswer(q('q2'), 'lost');
    await seat.clock.advance(50);
    seat.network.cut();
    seat.room.lose('q2');
    seat.room.isReachable = false;
    seat.network.mend();
    await seat.clock.advance(40_000);
    expect(seat.room.answers.has('q2')).toBe(false);
    seat.room.isReachable = true;
    await seat.clock.advance(40_000);
    expect(seat.room.answers.get('q2')).toMatchObject({ value: 'lost', revision: 1 });
    expect(client.saveState('q2')?.state).toBe('saved');
    expect(seat.room.commits.filter(({ questionId }) => questionId === 'q1')).toHaveLength(1);
  });

  test('ID4 a flood of changes stays below the limit of the room', async () => {
    const seat = createSeat();
    const { client } = await seat.openConnected();
    for (let change = 0; change < 600; change++) {
      client.saveAnswer(q(`q${change % 50}`), `text ${change}`);
      await seat.clock.advance(10);
    }
    await seat.clock.advance(20_000);
    const total = seat.network.heard.filter(({ name }) => name !== 'heartbeat').length;
    expect(total).toBeLessThanOrEqual(60 + 14 * 26);
    expect(client.snapshot().pending).toBe(0);
    expect(seat.room.answers.get('q49')?.value).toBe('text 599');
  });
});
