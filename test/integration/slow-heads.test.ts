import { afterEach, expect, it } from 'vitest';
import { getRequest, openPeer, type RawPeer } from '../support/raw-peers.ts';
import { testRooms } from '../support/start-test-room.ts';

const startTestRoom = testRooms();
const peers: RawPeer[] = [];
afterEach(() => {
  for (const { socket } of peers.splice(0)) socket.destroy();
});

/** Strangers may wait for ever here: what ends a connection is the limit of a request's head and nothing else. */
const ONLY_HEADS = { requestHeadMs: 100, unauthenticatedMs: 600_000 };

const halfOf = (request: string): string => request.slice(0, request.length / 2);

it('protocol 1 security-19 the head of a request does not come for ever, from a stranger and on a connection somebody has signed in on', async () => {
  const room = await startTestRoom({ config: ONLY_HEADS });
  const admin = await room.signIn();
  const stranger = await openPeer(room.url, halfOf(getRequest(room.url, '/healthz')));
  const known = await openPeer(
    room.url,
    getRequest(room.url, '/api/v1/exams', { Authorization: `Bearer ${admin.token}`, Connection: 'keep-alive' }),
  );
  peers.push(stranger, known);
  await known.hears('200 OK');
  known.socket.write(halfOf(getRequest(room.url, '/healthz')));
  await Promise.all([stranger.ended, known.ended]);
  expect(stranger.received()).toContain('408 Request Timeout');
  expect(known.received()).toContain('408 Request Timeout');
});
