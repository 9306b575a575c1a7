import { describe, expect, test } from 'vitest';
import type { RoomUnreachable } from '../../../src/shared/client/index.ts';
import { RoomError } from '../../../src/shared/protocol/index.ts';
import { createLine, names } from './connection-line.ts';

describe('the connection to the room', () => {
  test('UI1 nothing starts by itself; start connects and its answer stops', async () => {
    const { clock, network, connection, states } = createLine();
    await clock.advance(1_000);
    expect(network.tokens).toEqual([]);
    expect(connection.state).toEqual({ state: 'stopped' });
    const stop = connection.start();
    connection.start();
    await clock.advance(100);
    expect(names(states)).toEqual(['connecting', 'connected']);
    expect(network.tokens).toEqual(['first']);
    stop();
    await clock.advance(60_000);
    expect(names(states)).toEqual(['connecting', 'connected', 'stopped']);
    expect(network.isConnected()).toBe(false);
    expect(clock.timers()).toBe(0);
  });

  test('UI1 a lost connection is tried again after 0.5 s growing to 30 s, without ever giving up', async () => {
    const { clock, network, connection, states } = createLine();
    connection.start();
    await clock.advance(10_000);
    network.cut();
    await clock.advance(20 * 60_000);
    const waits: number[] = [];
    let begun = 0;
    connection.onState((state) => {
      if (state.state === 'waiting') waits.push(state.retryAt - clock.now());
      if (state.state === 'connecting') begun += 1;
    });
    const before = states.filter(({ state }) => state === 'waiting');
    expect(before.length).toBeGreaterThan(40);
    const first = before.slice(0, 7).map((state) => state.state === 'waiting' && state.attempt);
    expect(first).toEqual([1, 2, 3, 4, 5, 6, 7]);
    await clock.advance(60_000);
    expect(begun).toBeGreaterThan(1);
    expect(Math.max(...waits)).toBeLessThanOrEqual(30_000);
    network.mend();
    await clock.advance(31_000);
    expect(connection.state.state).toBe('connected');
  });

  test.each([
    [0, 500, 15_000],
    [0.999_999, 1_000, 30_000],
  ])('UI1 with jitter %d the waits lie between %d and %d ms', async (jitter, first, last) => {
    const { clock, network, connection, states } = createLine({ random: () => jitter });
    network.refuseWith = '';
    connection.start();
    await clock.advance(10 * 60_000);
    const starts: number[] = [];
    const waits: number[] = [];
    for (const state of states) if (state.state === 'waiting') starts.push(state.retryAt);
    for (let index = 1; index < starts.length; index++) waits.push((starts[index] ?? 0) - (starts[index - 1] ?? 0));
    expect(waits[0]).toBeGreaterThanOrEqual(first * 2);
    expect(Math.abs((waits.at(-1) ?? 0) - last)).toBeLessThan(20);
  });

  test('UI1 the waiting can be cut short by hand', async () => {
    const { clock, network, connection } = createLine();
    network.cut();
    connection.start();
    await clock.advance(60_000);
    network.mend();
    connection.retryNow();
    await clock.advance(20);
    expect(connection.state.state).toBe('connected');
    connection.retryNow();
    expect(connection.state.state).toBe('connected');
  });

  test('UI1 a listener may stop the connection it hears of', async () => {
    const { clock, network, connection } = createLine();
    connection.onState(({ state }) => state === 'connecting' && connection.stop());
    connection.start();
    await clock.advance(60_000);
    expect(network.tokens).toEqual([]);
    expect(clock.timers()).toBe(0);
  });

  test('UI1 a room that accepts and drops at once is not hammered', async () => {
    const { clock, network, connection } = createLine();
    connection.onState(({ state }) => state === 'connected' && clock.after(100, network.kick));
    connection.start();
    await clock.advance(5 * 60_000);
    expect(network.tokens.length).toBeLessThan(25);
  });

  test.each(['token_revoked', 'user_inactive', 'role_forbidden'])(
    'ID2 %s cannot heal: refused, with its code, and no further attempt',
    async (code) => {
      const { clock, network, connection } = createLine();
      network.refuseWith = code;
      connection.start();
      await clock.advance(10 * 60_000);
      expect(connection.state).toMatchObject({ state: 'refused', code });
      expect(network.tokens).toHaveLength(1);
      network.refuseWith = undefined;
      connection.start();
      await clock.advance(100);
      expect(connection.state.state).toBe('connected');
    },
  );

  test('ID2 a session ended by the room is told at once, with its reason', async () => {
    const { clock, network, connection } = createLine();
    connection.start();
    await clock.advance(100);
    network.send('error', { code: 'token_revoked', message: 'A proctor ended this session.' });
    await clock.advance(5);
    expect(connection.state).toEqual({ state: 'refused', code: 'token_revoked', message: 'A proctor ended this session.' });
    await clock.advance(60_000);
    expect(network.tokens).toHaveLength(1);
  });

  test.each(['rate_limited', 'too_many_connections', 'origin_forbidden'])('UI1 %s may pass: tried again', async (code) => {
    const { clock, network, connection } = createLine();
    network.refuseWith = code;
    connection.start();
    await clock.advance(3_000);
    network.refuseWith = undefined;
    await clock.advance(10_000);
    expect(connection.state.state).toBe('connected');
  });

  test('UI1 a room that stops answering is given up after 15 s and looked for anew', async () => {
    let isDeaf = false;
    const { clock, network, connection } = createLine({ answer: (name) => (isDeaf && name === 'heartbeat' ? null : undefined) });
    connection.start();
    await clock.advance(5_000);
    isDeaf = true;
    network.latencyMs = 1_000_000;
    await clock.advance(14_000);
    expect(connection.state.state).toBe('connected');
    await clock.advance(3_000);
    expect(connection.state.state).not.toBe('connected');
    expect(network.tokens.length).toBeGreaterThan(0);
  });

  test('UI1 a page whose timers the browser held back has not lost its room', async () => {
    const { clock, connection, states } = createLine();
    connection.start();
    await clock.advance(5_000);
    clock.sleep(60 * 60_000);
    await clock.advance(5_000);
    expect(names(states)).toEqual(['connecting', 'connected']);
  });

  test('UI1 a heartbeat goes out every second with both clocks', async () => {
    const { clock, network, connection } = createLine();
    connection.start();
    await clock.advance(10_100);
    const beats = network.heard
      .filter(({ name }) => name === 'heartbeat')
      .map(({ payload }) => payload as { clientTime: string; monotonicMs: number });
    expect(beats.length).toBe(11);
    expect((beats[10]?.monotonicMs ?? 0) - (beats[0]?.monotonicMs ?? 0)).toBe(10_000);
    expect(Date.parse(beats[0]?.clientTime ?? '')).toBeGreaterThan(0);
  });
});

describe('requests over the connection', () => {
  test('EV1 a success ack is the answer, a refusal is a RoomError with its code and field', async () => {
    const { clock, connection } = createLine({
      answer: (name) =>
        name === 'join_exam'
          ? { ok: true }
          : name === 'sync'
            ? { ok: false, error: { code: 'invalid_input', message: 'No.', field: 'limit' } }
            : undefined,
    });
    connection.start();
    await clock.advance(100);
    const joined = connection.request('join_exam', { examId: 'x' as never });
    const refused = connection.request('sync', { afterSeq: 0 }).catch((error: unknown) => error);
    await clock.advance(100);
    expect(await joined).toEqual({ ok: true });
    expect(await refused).toBeInstanceOf(RoomError);
    expect(await refused).toMatchObject({ code: 'invalid_input', field: 'limit', message: 'No.' });
  });

  test('EV1 no ack in time, a lost connection and no connection are RoomUnreachable, each with its reason', async () => {
    const { clock, network, connection } = createLine();
    const reasonOf = (asked: Promise<unknown>) =>
      asked.then(
        () => 'answered',
        (error: RoomUnreachable) => error.reason,
      );
    expect(await reasonOf(connection.request('leave_exam', { examId: 'x' as never }))).toBe('disconnected');
    connection.start();
    await clock.advance(100);
    const slow = reasonOf(connection.request('leave_exam', { examId: 'x' as never }));
    await clock.advance(10_000);
    expect(await slow).toBe('timeout');
    const cut = reasonOf(connection.request('leave_exam', { examId: 'x' as never }));
    network.cut();
    expect(await cut).toBe('disconnected');
    await clock.settle();
  });

  test('EV1 an answer that makes no sense is an internal error, one with additional fields is an answer', async () => {
    const { clock, connection } = createLine({
      answer: (name) =>
        name === 'join_exam' ? { ok: true, since: 'a newer room' } : name === 'sync' ? { ok: true, alerts: 'none' } : undefined,
    });
    connection.start();
    await clock.advance(100);
    const joined = connection.request('join_exam', { examId: 'x' as never });
    const odd = connection.request('sync', { afterSeq: 0 }).catch((error: RoomError) => error.code);
    await clock.advance(100);
    expect(await joined).toMatchObject({ ok: true });
    expect(await odd).toBe('internal');
  });

  test('EV1 events are checked before anybody hears them; unknown and unreadable ones are reported', async () => {
    const { clock, network, connection, problems } = createLine();
    const heard: unknown[] = [];
    connection.on('exam-state', () => {
      throw new Error('a careless listener');
    });
    const stop = connection.on('exam-state', (event) => heard.push(event));
    connection.start();
    await clock.advance(100);
    const state = {
      examId: '00000000-0000-4000-8000-000000000001',
      sittingId: '00000000-0000-4000-8000-000000000002',
      state: 'running',
      serverTime: '2026-11-20T09:00:00.000Z',
    };
    network.send('exam-state', state);
    network.send('exam-state', { ...state, state: 'exploded' });
    network.send('weather', {});
    await clock.advance(100);
    expect(heard).toEqual([state]);
    expect(problems).toEqual([
      'a careless listener',
      expect.stringContaining('unreadable event exam-state'),
      'unknown event weather',
    ]);
    stop();
    network.send('exam-state', state);
    await clock.advance(100);
    expect(heard).toHaveLength(1);
  });
});
