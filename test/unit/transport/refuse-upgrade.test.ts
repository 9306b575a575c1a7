import { Writable } from 'node:stream';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { refuseUpgrade } from '../../../src/main/transport/refuse-upgrade.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A connection whose peer takes what it is sent, or nothing at all. */
function connection(takes: boolean) {
  let sent = '';
  const socket = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      sent += chunk.toString();
      if (takes) done();
    },
  });
  return { socket, sent: () => sent };
}
const refuse = (socket: Writable): void =>
  refuseUpgrade(socket as never, 503, { code: 'too_many_connections', message: 'Too many connections are open.' });

it('protocol 1 an upgrade that is not granted is answered in plain HTTP, with when to try again', async () => {
  const { socket, sent } = connection(true);
  refuse(socket);
  await vi.waitFor(() => expect(socket.destroyed).toBe(true));
  expect(sent()).toMatch(/^HTTP\/1\.1 503 [^\r]+\r\nRetry-After: 1\r\nContent-Type: application\/problem\+json\r\n/);
  expect(sent()).toContain('"code":"too_many_connections"');
});

it('protocol 1 a peer that does not take its refusal is not waited for longer than a second', async () => {
  const { socket } = connection(false);
  refuse(socket);
  await vi.advanceTimersByTimeAsync(900);
  expect(socket.destroyed).toBe(false);
  await vi.advanceTimersByTimeAsync(200);
  expect(socket.destroyed).toBe(true);
});
