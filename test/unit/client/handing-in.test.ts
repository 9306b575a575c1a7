import { describe, expect, test } from 'vitest';
import type { QuestionId } from '../../../src/shared/model/ids.ts';
import { createSeat } from './candidate-seat.ts';

const q = (name: string) => name as QuestionId;

describe('handing in', () => {
  test('EX7 submitting waits until everything is acknowledged and claims exactly that', async () => {
    const seat = createSeat();
    const { client } = await seat.openConnected();
    seat.network.cut();
    client.saveAnswer(q('q1'), 'a');
    const submitted = client.submit();
    await seat.clock.advance(5_000);
    expect(client.snapshot().submit).toEqual({ state: 'draining' });
    seat.network.mend();
    await seat.clock.advance(30_000);
    expect(await submitted).toMatchObject({ state: 'submitted' });
    expect(seat.room.submitted).toEqual({ q1: 1 });
    expect(client.snapshot().submit).toEqual({ state: 'submitted' });
  });

  test('EX7 an ack of the submission that got lost is asked for again under the same id', async () => {
    const seat = createSeat();
    const { client } = await seat.openConnected();
    seat.network.loseAcks = 1;
    const submitted = client.submit();
    await seat.clock.advance(30_000);
    expect(await submitted).toMatchObject({ state: 'submitted', duplicate: true });
    const ids = seat.network.heard
      .filter(({ name }) => name === 'exam_submit')
      .map(({ payload }) => (payload as { id: string }).id);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
  });

  test('EX7 answers the room turns out to miss are sent again before the work counts as handed in', async () => {
    const seat = createSeat();
    const { client } = await seat.openConnected();
    client.saveAnswer(q('q1'), 'a');
    client.saveAnswer(q('q2'), 'b');
    await seat.clock.advance(50);
    seat.room.lose('q1');
    const submitted = client.submit();
    await seat.clock.advance(1_000);
    expect(await submitted).toMatchObject({ state: 'submitted' });
    expect(seat.room.answers.get('q1')?.value).toBe('a');
    expect(seat.room.submitted).toEqual({ q1: 1, q2: 1 });
  });

  test('EX7 a refusal is told and a second try is possible', async () => {
    const seat = createSeat();
    const { client } = await seat.openConnected();
    seat.room.refusals = ['state_conflict'];
    const refused = client.submit().catch((error: { code: string }) => error.code);
    await seat.clock.advance(100);
    expect(await refused).toBe('state_conflict');
    expect(client.snapshot().submit).toMatchObject({ state: 'failed', code: 'state_conflict' });
    const second = client.submit();
    await seat.clock.advance(100);
    expect(await second).toMatchObject({ state: 'submitted' });
  });

  test('EX7 stopping ends a submission that waits for the room', async () => {
    const seat = createSeat();
    const page = await seat.openConnected();
    seat.network.cut();
    page.client.saveAnswer(q('q1'), 'a');
    const given = page.client.submit().catch((error: { reason: string }) => error.reason);
    await seat.clock.advance(100);
    page.cutPower();
    await seat.clock.settle();
    expect(await given).toBe('stopped');
  });

  test('EX11 a client is reported ready once, whatever happens to the acks', async () => {
    const seat = createSeat();
    const { client } = await seat.openConnected();
    seat.network.loseAcks = 1;
    const ready = client.ready();
    await seat.clock.advance(30_000);
    await ready;
    expect(new Set(seat.room.readyIds).size).toBe(1);
  });
});
