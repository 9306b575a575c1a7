import type { IncomingMessage, ServerResponse } from 'node:http';
import { expect, it } from 'vitest';
import { createLobby } from '../../../src/main/transport/guards/lobby.ts';
import { createUnclaimedSessions } from '../../../src/main/transport/guards/unclaimed-sessions.ts';

const MOST = 50;
const HANDSHAKE = 'EIO=4&transport=polling';

/** An engine that notes the sessions it begins, and answers that go nowhere. */
function engineUnderTest() {
  const begun: string[] = [];
  let ids = 0;
  const engine = {
    generateId: () => `id-${++ids}`,
    promiseOf: (sid: string) => `0{"sid":"${sid}"}`,
    begin: (sid: string) => void begun.push(sid),
    session: () => undefined,
  };
  const callers = createLobby(
    { most: MOST, stayMs: 5_000, servedMs: 5_000 },
    () => 0,
    () => () => {},
  );
  const unclaimed = createUnclaimedSessions(engine, { callers, addressOf: () => ({ ip: '10.0.0.1', isLocal: false }) });
  const request = (method = 'GET') => ({ method, headers: {} }) as IncomingMessage;
  const response = { writeHead: () => response, end: () => response } as unknown as ServerResponse;
  const promise = (query = HANDSHAKE, method = 'GET'): boolean =>
    unclaimed.promise(request(method), response, new URLSearchParams(query));
  return { begun, callers, promise, claim: (sid: string) => unclaimed.claim(sid, request()) };
}

it('protocol 1 security-17 of twenty thousand handshakes nobody follows up, no session begins, and so many ids are remembered as may wait', () => {
  const { begun, callers, promise, claim } = engineUnderTest();
  for (let count = 0; count < 20_000; count++) expect(promise()).toBe(true);
  expect(begun).toEqual([]);
  expect(callers.size).toBe(MOST);
  claim('id-1');
  expect(begun).toEqual([]);
  claim('id-20000');
  claim('id-20000');
  expect(begun).toEqual(['id-20000']);
  expect(callers.size).toBe(MOST - 1);
});

it.each([
  { what: 'more shown than any token is long', query: `${HANDSHAKE}&token=${'x'.repeat(5_000)}` },
  { what: 'a session that exists already', query: `${HANDSHAKE}&sid=abc` },
  { what: 'an older protocol', query: 'EIO=3&transport=polling' },
  { what: 'another transport', query: 'EIO=4&transport=websocket' },
  { what: 'another method', query: HANDSHAKE, method: 'POST' },
])('protocol 1 $what is no handshake that is kept waiting', ({ query, method }) => {
  const { callers, promise } = engineUnderTest();
  expect(promise(query, method)).toBe(false);
  expect(callers.size).toBe(0);
});
