import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { createAlertsGateway } from '../../src/main/transport/alerts-gateway.ts';
import { createEntrance } from '../../src/main/transport/guards/entrance.ts';
import { createLobby } from '../../src/main/transport/guards/lobby.ts';
import { createSocketIoGateway } from '../../src/main/transport/socketio-gateway.ts';
import { RoomError } from '../../src/shared/protocol/index.ts';
import { openAlerts } from '../support/alerts-driver.ts';
import { connectRefusal } from '../support/socket-driver.ts';

const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

/** Both gateways alone, in front of a room that knows nobody and notes from where it is asked. */
async function gatewaysBehind(trustedProxies: readonly string[]) {
  const askedFrom: string[] = [];
  const { addressOf } = createEntrance({ allowsOrigin: () => true, trustedProxies, ipAllow: [], ipDeny: [] });
  const parts = {
    router: {} as never,
    hub: { addGateway: () => {}, isFull: () => false, refusal: () => undefined } as never,
    authenticate: async (_token: unknown, ip: string) => {
      askedFrom.push(ip);
      throw new RoomError('token_missing', 'Nobody is known here.');
    },
    requesters: { isTheirs: () => false, deliver: () => {} } as never,
    events: { refusal: () => undefined, arrivalRefusal: () => undefined },
    lobby: createLobby({ most: 100, stayMs: 5_000, servedMs: 5_000 }),
    callers: createLobby({ most: 100, stayMs: 5_000, servedMs: 5_000 }),
    strangers: { admit: () => {} },
    addressOf: (request: IncomingMessage) => addressOf(request),
    heartbeatIntervalMs: 60_000,
    meter: { connectionRefused: () => {} },
    logger: { error: () => {}, warn: () => {}, info: () => {}, debug: () => {} } as never,
  };
  const [socketIo, alerts] = [createSocketIoGateway(parts), createAlertsGateway(parts)];
  const server = createServer((request, response) =>
    socketIo.request(request, response, new URL(request.url ?? '/', 'http://room')),
  );
  server.on('upgrade', (request, socket, head) => {
    const url = new URL(request.url ?? '/', 'http://room');
    if (url.pathname === '/socket.io/') socketIo.upgrade(request, socket, head, url);
    else alerts.upgrade(request, socket, head, url);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stops.push(() => {
    alerts.stop();
    void socketIo.stop();
    parts.lobby.stop();
    parts.callers.stop();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const headers = { 'X-Forwarded-For': '203.0.113.9, 10.20.30.40' };
  return {
    askedFrom,
    overEach: async () => {
      await connectRefusal(url, 'x', { extraHeaders: headers });
      await connectRefusal(url, 'x', { extraHeaders: headers, transports: ['polling'] });
      await expect(openAlerts(url, 'x', { headers })).rejects.toMatchObject({ status: 401 });
    },
  };
}

it('ID4 every socket is known by the address a trusted proxy names', async () => {
  const { askedFrom, overEach } = await gatewaysBehind(['127.0.0.1']);
  await overEach();
  expect(askedFrom).toEqual(['10.20.30.40', '10.20.30.40', '10.20.30.40']);
});

it('ID4 nobody else is believed: what a client says of its own address counts for nothing', async () => {
  const { askedFrom, overEach } = await gatewaysBehind([]);
  await overEach();
  expect(askedFrom).toEqual(['127.0.0.1', '127.0.0.1', '127.0.0.1']);
});
