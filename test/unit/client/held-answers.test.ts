import { describe, expect, test } from 'vitest';
import type { QuestionId } from '../../../src/shared/model/ids.ts';
import { createSeat, LATER_SESSION, SESSION } from './candidate-seat.ts';

const q = (name: string) => name as QuestionId;
const attemptState = (state: string, sessionId = SESSION) => ({
  attemptId: '00000000-0000-4000-9000-0000000000aa',
  sessionId,
  state,
  monitoring: 'normal',
  connected: true,
  progress: { answered: 0, total: 2 },
});
const sentAnswers = (seat: ReturnType<typeof createSeat>) =>
  seat.network.heard
    .filter(({ name }) => name === 'answer_save')
    .map(({ payload }) => payload as { id: string; questionId: string; value: unknown; revision: number });

describe('answers the room keeps apart', () => {
  test.each(['paused', 'suspended'] as const)(
    'EX6 what was held while %s goes again under a new revision and id once the attempt is at work again',
    async (reason) => {
      const seat = createSeat();
      const { client } = await seat.openConnected();
      seat.room.held = reason;
      client.saveAnswer(q('q1'), 'first');
      await seat.clock.advance(50);
      client.saveAnswer(q('q1'), 'last');
      client.saveAnswer(q('q2'), true);
      await seat.clock.advance(50);
      seat.room.held = undefined;
      seat.network.send('attempt-state', attemptState(reason));
      seat.network.send('attempt-state', attemptState('in_progress', LATER_SESSION));
      await seat.clock.advance(50);
      expect(client.saveState('q1')).toEqual({ state: 'held', revision: 2, reason });
      seat.network.send('attempt-state', attemptState('in_progress'));
      seat.network.send('attempt-state', attemptState('in_progress'));
      await seat.clock.advance(50);
      expect(seat.room.commits).toMatchObject([
        { questionId: 'q1', value: 'last', revision: 3 },
        { questionId: 'q2', value: true, revision: 2 },
      ]);
      expect(client.saveState('q1')).toMatchObject({ state: 'saved', revision: 3 });
      expect(new Set(sentAnswers(seat).map(({ id }) => id)).size).toBe(5);
      expect(await seat.disk.all()).toEqual([]);
    },
  );

  test.each(['while it lasts', 'when it is over'] as const)(
    'EX6 what was held goes again also from a page that was loaded anew %s',
    async (when) => {
      const seat = createSeat();
      const before = await seat.openConnected();
      seat.room.held = 'suspended';
      before.client.saveAnswer(q('q1'), 'first');
      await seat.clock.advance(50);
      before.client.saveAnswer(q('q1'), 'last');
      await seat.clock.advance(50);
      expect(await seat.disk.all()).toMatchObject([{ questionId: 'q1', value: 'last', revision: 2 }]);
      before.cutPower();
      if (when === 'when it is over') seat.room.held = undefined;
      const { client } = await seat.openConnected(LATER_SESSION);
      seat.network.send('attempt-state', attemptState(when === 'when it is over' ? 'in_progress' : 'suspended', LATER_SESSION));
      await seat.clock.advance(50);
      if (when === 'while it lasts') {
        expect(client.saveState('q1')).toMatchObject({ state: 'held', revision: 2 });
        expect(client.snapshot()).toMatchObject({ pending: 0 });
      }
      seat.room.held = undefined;
      seat.network.send('attempt-state', attemptState('in_progress', LATER_SESSION));
      await seat.clock.advance(50);
      expect(client.saveState('q1')).toMatchObject({ state: 'saved', revision: 3 });
      expect(seat.room.commits).toMatchObject([{ questionId: 'q1', value: 'last', revision: 3 }]);
      expect(await seat.disk.all()).toEqual([]);
    },
  );

  test('EX6 what came too late stays late: only a proctor can let it count', async () => {
    const seat = createSeat();
    const { client } = await seat.openConnected();
    seat.room.held = 'late';
    client.saveAnswer(q('q1'), 'x');
    await seat.clock.advance(50);
    seat.network.send('attempt-state', attemptState('in_progress'));
    await seat.clock.advance(50);
    expect(sentAnswers(seat)).toHaveLength(1);
    expect(client.saveState('q1')).toMatchObject({ state: 'held', reason: 'late' });
  });

  test('EX6 an ack of being held that the end of the pause overtook does not strand the answer', async () => {
    const seat = createSeat();
    const { client } = await seat.openConnected();
    seat.room.held = 'paused';
    seat.network.send('attempt-state', attemptState('in_progress'));
    client.saveAnswer(q('q1'), 'x');
    await seat.clock.advance(3);
    seat.room.held = undefined;
    await seat.clock.advance(50);
    expect(client.saveState('q1')).toMatchObject({ state: 'saved', revision: 2 });
  });

  test('EX6 held, the ack lost and the pause over meanwhile: the answer counts after the connection is back', async () => {
    const seat = createSeat();
    const { client } = await seat.openConnected();
    seat.room.held = 'suspended';
    seat.network.loseAcks = 1;
    client.saveAnswer(q('q1'), 'x');
    await seat.clock.advance(10);
    seat.network.cut();
    seat.room.held = undefined;
    seat.network.mend();
    await seat.clock.advance(5_000);
    seat.network.send('attempt-state', attemptState('in_progress'));
    await seat.clock.advance(50);
    expect(client.saveState('q1')).toMatchObject({ state: 'saved', revision: 2 });
    expect(seat.room.commits).toHaveLength(1);
  });

  test('EX6 a room that goes on holding is not asked without end', async () => {
    const seat = createSeat();
    const { client } = await seat.openConnected();
    seat.room.held = 'paused';
    seat.network.send('attempt-state', attemptState('in_progress'));
    await seat.clock.advance(10);
    client.saveAnswer(q('q1'), 'x');
    await seat.clock.advance(30_000);
    expect(sentAnswers(seat)).toHaveLength(2);
    expect(client.saveState('q1')).toMatchObject({ state: 'held', revision: 2 });
  });
});
