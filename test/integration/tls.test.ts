import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { connect as connectPlainly, createServer } from 'node:net';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { io } from 'socket.io-client';
import { describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { ADMIN_PASSWORD, testRooms } from '../support/start-test-room.ts';

const startTestRoom = testRooms();
const LAN = { config: { lan: true } } as const;

/** The loopback address of the port that the LAN reaches: plain HTTP stands on the one above it. */
async function secureRoom() {
  const room = await startTestRoom(LAN);
  const port = Number(new URL(room.url).port) - 1;
  const ca = readFileSync(join(room.dataDir, 'keys', 'room-cert.pem'), 'utf8');
  return { room, port, ca, authority: `127.0.0.1:${port}` };
}

function fetchOverTls(url: string, ca: string, method = 'GET', body?: unknown): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const request = httpsRequest(
      url,
      { ca, method, agent: false, headers: { 'content-type': 'application/json' } },
      (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => {
          text += chunk;
        });
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
      },
    );
    request.on('error', reject);
    request.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

describe('a room on the LAN', () => {
  it('OP2 speaks TLS there, on every transport, and plain HTTP on loopback only', async () => {
    const { room, ca, authority } = await secureRoom();
    expect((await fetchOverTls(`https://${authority}/healthz`, ca)).status).toBe(200);
    const login = await fetchOverTls(`https://${authority}/api/v1/auth/login`, ca, 'POST', {
      username: 'admin',
      password: ADMIN_PASSWORD,
    });
    const { token } = JSON.parse(login.text) as { token: string };

    const socket = io(`https://${authority}`, { auth: { token }, transports: ['polling', 'websocket'], ca, reconnection: false });
    await new Promise((resolve, reject) => {
      socket.once('connect', () => resolve(undefined));
      socket.once('connect_error', reject);
    });
    expect(await socket.emitWithAck('sync', { afterSeq: 0 })).toMatchObject({ ok: true });
    socket.disconnect();

    const raw = new WebSocket(`wss://${authority}/ws/security/alerts`, { ca, headers: { authorization: `Bearer ${token}` } });
    const [first] = (await once(raw, 'message')) as [Buffer];
    expect(JSON.parse(String(first))).toMatchObject({ type: 'connection' });
    raw.terminate();

    // The same room, by its console's own way in.
    expect((await room.rest(token).call('room_info', {})).certificateSha256).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);
    expect(room.url).toMatch(/^http:\/\/127\.0\.0\.1:/);
  });

  it('OP2 security-04 gives nothing to a client that speaks plain HTTP to the LAN port', async () => {
    const { port } = await secureRoom();
    const outcome = await new Promise<string>((resolve) => {
      const request = httpRequest({ host: '127.0.0.1', port, path: '/healthz', agent: false }, (response) =>
        resolve(`status ${response.statusCode}`),
      );
      request.on('error', () => resolve('refused'));
      request.end();
    });
    expect(outcome).toBe('refused');
    const upgrade = connectPlainly(port, '127.0.0.1');
    upgrade.on('error', () => {});
    upgrade.write(
      'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n',
    );
    const answered: Buffer[] = [];
    upgrade.on('data', (chunk: Buffer) => answered.push(chunk));
    await once(upgrade, 'close');
    expect(Buffer.concat(answered).toString('latin1')).not.toMatch(/HTTP\/1\.1/);
  });

  it('OP2 takes no old protocol version', async () => {
    const { port, ca } = await secureRoom();
    const old = connect({ port, host: '127.0.0.1', ca, maxVersion: 'TLSv1.1', minVersion: 'TLSv1' });
    const [error] = (await once(old, 'error')) as [Error];
    expect(error.message).toMatch(/protocol version|unsupported protocol|no protocols available|handshake failure/i);
  });

  it('OP2 lives through peers that break off, speak nonsense or say nothing, and closes although they stay', async () => {
    const { room, port, ca, authority } = await secureRoom();
    const silent = connectPlainly(port, '127.0.0.1');
    const nonsense = connectPlainly(port, '127.0.0.1');
    for (const peer of [silent, nonsense]) peer.on('error', () => {});
    nonsense.write(Buffer.alloc(4096, 0x16));
    const reset = connectPlainly(port, '127.0.0.1', () => reset.resetAndDestroy());
    await once(nonsense, 'close');
    expect((await fetchOverTls(`https://${authority}/healthz`, ca)).status).toBe(200);
    await room.stop();
    expect(silent.destroyed || silent.readableEnded || (await once(silent, 'close'))).toBeTruthy();
  });

  it('OP2 keeps its certificate from start to start', async () => {
    const { room, ca } = await secureRoom();
    await room.stop();
    const again = await startTestRoom({ ...LAN, dataDir: room.dataDir });
    expect(readFileSync(join(again.dataDir, 'keys', 'room-cert.pem'), 'utf8')).toBe(ca);
  });

  it('OP2 says which port is taken when the one of the LAN is', async () => {
    const taken = createServer().listen(0, '0.0.0.0');
    await once(taken, 'listening');
    const { port } = taken.address() as { port: number };
    await expect(startTestRoom({ config: { lan: true, port } })).rejects.toMatchObject({ code: 'port_in_use' });
    taken.close();
  });
});
