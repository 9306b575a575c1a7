import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { serveProcesses } from '../support/serve-process.ts';
import { tempDirs } from '../support/temp-dir.ts';

const makeDir = tempDirs();
const startServe = serveProcesses();
const open: Socket[] = [];

afterEach(() => {
  for (const socket of open.splice(0)) socket.destroy();
});

const upgrade = (path: string, host: string): string =>
  `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
  'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n';

function dial(url: URL): Socket {
  const socket = connect(Number(url.port), url.hostname);
  socket.on('error', () => {});
  open.push(socket);
  return socket;
}

/** A string of a token's shape, so that it is really checked. */
const FORGED = `eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.${'a'.repeat(80)}.${'b'.repeat(42)}A`;

describe('R10 peers that do not behave', () => {
  it('R10 a reset in the middle of an upgrade does not end the room', { timeout: 60_000 }, async () => {
    const room = startServe(['--port', '0', '--data-dir', makeDir()]);
    const url = new URL((await room.ready).url);
    for (let round = 0; round < 60; round++) {
      const socket = dial(url);
      await new Promise((resolve) => socket.once('connect', resolve));
      socket.write(upgrade(`/ws/security/alerts?token=${FORGED}`, url.host));
      await pause(round % 4);
      socket.resetAndDestroy();
    }
    expect((await fetch(new URL('/healthz', url))).status).toBe(200);
  });

  it('R21 a client that froze does not keep the room from closing in time', { timeout: 60_000 }, async () => {
    const room = startServe(['--port', '0', '--data-dir', makeDir()]);
    const url = new URL((await room.ready).url);
    const frozen = dial(url);
    const accepted = new Promise((resolve) => frozen.once('data', resolve));
    frozen.write(upgrade('/socket.io/?EIO=4&transport=websocket', url.host));
    await accepted;
    frozen.pause();
    const from = performance.now();
    room.kill('SIGTERM');
    const { code } = await room.exit;
    expect(code).toBe(0);
    expect(performance.now() - from).toBeLessThan(5_000);
  });

  it('R10 a refused upgrade leaves no connection behind', { timeout: 60_000 }, async () => {
    const room = startServe(['--port', '0', '--data-dir', makeDir()]);
    const url = new URL((await room.ready).url);
    const closed = Array.from({ length: 50 }, () => {
      const socket = dial(url);
      socket.on('data', () => {});
      socket.write(upgrade('/nope', url.host));
      return new Promise((resolve) => socket.once('close', resolve));
    });
    await Promise.all(closed);
    expect(closed).toHaveLength(50);
  });
});
