import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { QuietWebSocketServer } from '../../../src/main/transport/guards/quiet-web-socket-server.ts';

const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

/** A client and the server's end of its socket. */
async function connected() {
  const http: Server = createServer();
  const quiet = new QuietWebSocketServer({ noServer: true });
  const accepted = new Promise<WebSocket>((resolve) =>
    http.on('upgrade', (request, socket, head) => quiet.handleUpgrade(request, socket, head, (ws) => resolve(ws))),
  );
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const client = new WebSocket(`ws://127.0.0.1:${(http.address() as AddressInfo).port}`);
  stops.push(() => {
    client.terminate();
    quiet.close();
    http.close();
  });
  const [server] = await Promise.all([accepted, once(client, 'open')]);
  return { client, server };
}

describe('protocol 1 control frames', () => {
  it.each(['ping', 'pong'] as const)(
    'protocol 1 more %ss in a second than any client has a reason for end the socket',
    async (frame) => {
      const { client, server } = await connected();
      let ended = false;
      server.on('close', () => {
        ended = true;
      });
      for (let count = 0; count < 20; count++) client[frame]('x');
      client.send('still here');
      await once(server, 'message');
      expect(ended).toBe(false);
      for (let count = 0; count < 20; count++) client[frame]('x');
      await once(client, 'close');
    },
  );

  it('protocol 1 a ping is answered, but not to a peer that has much left to read', async () => {
    const { client, server } = await connected();
    client.ping('a');
    expect(String((await once(client, 'pong'))[0])).toBe('a');
    let waiting = 0;
    let pongs = 0;
    Object.defineProperty(server, 'bufferedAmount', { get: () => waiting });
    client.on('pong', () => pongs++);
    waiting = 1024 * 1024;
    client.ping('b');
    client.send('read');
    await once(server, 'message');
    waiting = 0;
    client.ping('c');
    expect(String((await once(client, 'pong'))[0])).toBe('c');
    expect(pongs).toBe(1);
  });
});
