import { describe, expect, test } from 'vitest';
import { StoredSeat } from '../../../src/main/electron/seat/seat-files.ts';
import { createCredentials, createMemoryTokenStore, RoomUnreachable } from '../../../src/shared/client/index.ts';
import { RoomError } from '../../../src/shared/protocol/index.ts';
import { createLine, names } from './connection-line.ts';

describe('the life of a token', () => {
  const pair = (name: string, expiresAt: number) => ({
    token: name,
    refreshToken: `refresh-${name}`,
    expiresAt: new Date(expiresAt).toISOString(),
  });

  function createSignedIn(lifeMs: number) {
    const calls: string[] = [];
    let refusal: Error | undefined;
    const store = createMemoryTokenStore(pair('first', 0));
    const credentials = createCredentials({
      store,
      api: {
        async call(_command: string, input: unknown) {
          calls.push((input as { refreshToken: string }).refreshToken);
          if (refusal) throw refusal;
          return { ...pair(`renewed-${calls.length}`, line.roomNow() + lifeMs), user: {} } as never;
        },
      },
    });
    const line = createLine({
      token: () => credentials.token(),
      credentials,
      answer: (name) => (name === 'auth_refresh' ? { ok: true, expiresAt: 'x' } : undefined),
    });
    store.save(pair('first', line.roomNow() + lifeMs));
    return {
      ...line,
      credentials,
      store,
      calls,
      refuse(error: Error | undefined) {
        refusal = error;
      },
    };
  }

  test('ID2 the token is renewed shortly before its end and given to the open socket', async () => {
    const { clock, network, connection, states, calls } = createSignedIn(8 * 60 * 60_000);
    connection.start();
    await clock.advance(7 * 60 * 60_000);
    expect(calls).toEqual([]);
    await clock.advance(60 * 60_000);
    expect(calls).toEqual(['refresh-first']);
    expect(network.heard.filter(({ name }) => name === 'auth_refresh').map(({ payload }) => payload)).toEqual([
      { token: 'renewed-1' },
    ]);
    expect(names(states)).toEqual(['connecting', 'connected']);
    await clock.advance(8 * 60 * 60_000);
    expect(calls).toEqual(['refresh-first', 'refresh-renewed-1']);
  });

  test('ID2 a token that ended while away is renewed and the connection made with the new one', async () => {
    const { clock, network, connection, calls } = createSignedIn(60 * 60_000);
    network.refuseWith = 'token_expired';
    connection.start();
    await clock.advance(50);
    network.refuseWith = undefined;
    await clock.advance(2_000);
    expect(calls).toEqual(['refresh-first']);
    expect(network.tokens).toEqual(['first', 'renewed-1']);
    expect(connection.state.state).toBe('connected');
  });

  test('ID2 a session that has ended is refused, not tried for ever', async () => {
    const { clock, network, connection, refuse } = createSignedIn(60 * 60_000);
    network.refuseWith = 'token_expired';
    refuse(new RoomError('token_revoked', 'Signed out elsewhere.'));
    connection.start();
    await clock.advance(60_000);
    expect(connection.state).toEqual({ state: 'refused', code: 'token_revoked', message: 'Signed out elsewhere.' });
    expect(network.tokens).toHaveLength(1);
  });

  test('ID2 renewing waits for a room that cannot be reached', async () => {
    const { clock, connection, calls, refuse, credentials } = createSignedIn(60 * 60_000);
    connection.start();
    refuse(new RoomUnreachable('network', 'cut'));
    await clock.advance(56 * 60_000);
    expect(calls.length).toBeGreaterThan(1);
    refuse(undefined);
    await clock.advance(60_000);
    expect(credentials.token()).toMatch(/^renewed-/);
    expect(connection.state.state).toBe('connected');
  });

  test('ID2 renewals asked for at once share one, so that no refresh token is used twice', async () => {
    const { credentials, calls } = createSignedIn(60_000);
    const [a, b] = await Promise.all([credentials.refresh(), credentials.refresh()]);
    expect(a).toBe(b);
    expect(calls).toEqual(['refresh-first']);
  });

  test('ID2 a pair another page renewed meanwhile is used instead of renewing twice', async () => {
    const kept = createMemoryTokenStore(pair('first', 0));
    const asked: unknown[] = [];
    let enter = () => {};
    const turn = new Promise<void>((resolve) => {
      enter = resolve;
    });
    const credentials = createCredentials({
      store: kept,
      api: { call: async (...call: unknown[]) => asked.push(call) as never },
      exclusive: async (work) => {
        await turn;
        return work();
      },
    });
    const renewed = credentials.refresh();
    kept.save(pair('by the other page', 1));
    enter();
    expect(await renewed).toBe('by the other page');
    expect(asked).toEqual([]);
  });

  test('ID2 without a token there is nothing to connect with', async () => {
    const { clock, connection, network } = createLine({ token: () => undefined });
    connection.start();
    await clock.advance(1_000);
    expect(connection.state).toMatchObject({ state: 'refused', code: 'token_missing' });
    expect(network.tokens).toEqual([]);
  });

  test('ID2 a renewal whose answer was lost is asked for again under its own id, the next one under another', async () => {
    const asked: unknown[] = [];
    let made = 0;
    let isCut = true;
    const store = createMemoryTokenStore({ token: 'a', refreshToken: 'refresh-a', expiresAt: new Date(0).toISOString() });
    const credentials = createCredentials({
      store,
      newId: () => `id-${++made}`,
      api: {
        async call(_command: string, input: unknown) {
          asked.push(input);
          if (isCut) throw new RoomUnreachable('network', 'The cable is out.');
          return { token: 'b', refreshToken: 'refresh-b', expiresAt: new Date(0).toISOString(), user: {} } as never;
        },
      },
    });
    await expect(credentials.refresh()).rejects.toThrow(RoomUnreachable);
    isCut = false;
    await credentials.refresh();
    await credentials.refresh();
    expect(asked).toEqual([
      { refreshToken: 'refresh-a', id: 'id-1' },
      { refreshToken: 'refresh-a', id: 'id-1' },
      { refreshToken: 'refresh-b', id: 'id-2' },
    ]);
  });

  test('ID2 a page that was closed while its renewal was on the way asks again under the same id when it is opened', async () => {
    const asked: unknown[] = [];
    let made = 0;
    let isCut = true;
    const seat = {
      facts: { sessionId: 's', attemptId: 'a', examId: 'e', examTitle: 't', candidateNumber: '1', displayName: 'n' },
    };
    const first = { token: 'a', refreshToken: 'refresh-a', expiresAt: new Date(0).toISOString() };
    let file = JSON.stringify({ ...seat, origin: 'http://127.0.0.1', ...first });
    const open = () =>
      createCredentials({
        store: {
          load: () => StoredSeat.parse(JSON.parse(file)),
          save: (tokens) => {
            file = JSON.stringify({ ...JSON.parse(file), ...tokens });
          },
        },
        newId: () => `id-${++made}`,
        api: {
          async call(_command: string, input: unknown) {
            asked.push(input);
            if (isCut) throw new RoomUnreachable('network', 'The cable is out.');
            return { token: 'b', refreshToken: 'refresh-b', expiresAt: new Date(0).toISOString(), user: {} } as never;
          },
        },
      });
    await expect(open().refresh()).rejects.toThrow(RoomUnreachable);
    isCut = false;
    await open().refresh();
    await open().refresh();
    expect(asked).toEqual([
      { refreshToken: 'refresh-a', id: 'id-1' },
      { refreshToken: 'refresh-a', id: 'id-1' },
      { refreshToken: 'refresh-b', id: 'id-2' },
    ]);
  });
});
