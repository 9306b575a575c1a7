import { describe, expect, test } from 'vitest';
import { createMemoryTokenStore, createRoomClient } from '../../../src/shared/client/index.ts';
import { createFakeClientClock } from './fake-client-clock.ts';

const problem = (status: number, code: string) => ({
  ok: false,
  status,
  headers: { get: () => null },
  text: async () => JSON.stringify({ type: 'about:blank', title: code, status, detail: `Refused: ${code}.`, code }),
});

/** A client whose token has ended, and a room that answers the renewal like this. */
function withExpiredToken(renewal: () => ReturnType<typeof problem>) {
  const told: string[] = [];
  const { api } = createRoomClient({
    baseUrl: 'http://room',
    fetch: async (url) => (url.endsWith('/auth/refresh') ? renewal() : problem(401, 'token_expired')),
    tokens: createMemoryTokenStore({ token: 't', refreshToken: 'r', expiresAt: '2026-11-20T09:00:00.000Z' }),
    clock: createFakeClientClock(),
    onSignedOut: () => told.push('signed out'),
  });
  return { told, ask: () => api.call('me', {}).catch((error: { code?: string }) => error.code) };
}

describe('who is signed out', () => {
  test.each([
    [429, 'rate_limited'],
    [503, 'room_stopping'],
    [503, 'store_unavailable'],
    [500, 'internal'],
  ])('ID2 nobody, because a room that answers %i %s could not renew the token just now', async (status, code) => {
    const { told, ask } = withExpiredToken(() => problem(status, code));
    expect(await ask()).toBe('token_expired');
    expect(told).toEqual([]);
  });

  test('ID2 whoever is refused a renewal for good', async () => {
    const { told, ask } = withExpiredToken(() => problem(401, 'token_revoked'));
    expect(await ask()).toBe('token_expired');
    expect(told).toEqual(['signed out']);
  });
});
