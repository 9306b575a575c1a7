import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { createAlertsGateway } from '../../../src/main/transport/alerts-gateway.ts';
import type { Connection } from '../../../src/main/transport/connection.ts';
import type { RawGatewayParts } from '../../../src/main/transport/raw-gateway.ts';

const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

const PAGES = 20;
const A_PAGE = 1_000;
const TEXT = 'x'.repeat(1_000);

it('protocol 1 the past is replayed at its reader’s pace, however much of it there is, and nobody is dropped for reading slowly', async () => {
  let asked = 0;
  const sync = async (_name: string, { afterSeq }: { afterSeq: number }) => {
    asked++;
    const alerts = Array.from({ length: A_PAGE }, (_, n) => ({ seq: afterSeq + n + 1, rev: afterSeq + n + 1, message: TEXT }));
    return { alerts, lastSeq: afterSeq + A_PAGE, more: asked < PAGES };
  };
  const actor = { kind: 'user', role: 'proctor', ip: '127.0.0.1', userId: 'petra', sessionId: 'one' };
  const gateway = createAlertsGateway({
    router: { call: sync },
    hub: {
      addGateway: () => {},
      refusal: () => undefined,
      attach: async (connection: Connection) => connection.welcome([], []),
      detach: async () => {},
    },
    authenticate: async () => ({ actor, expiresAt: Number.MAX_SAFE_INTEGER }),
    addressOf: () => ({ ip: '127.0.0.1', isLocal: true }),
    strangers: { admit: () => {} },
    events: { refusal: () => undefined, arrivalRefusal: () => undefined },
    heartbeatIntervalMs: 30_000,
    logger: { error: () => {}, warn: () => {} },
  } as unknown as RawGatewayParts);
  const http = createServer();
  http.on('upgrade', (request, socket, head) =>
    gateway.upgrade(request, socket, head, new URL(request.url ?? '', 'http://room')),
  );
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const client = new WebSocket(`ws://127.0.0.1:${(http.address() as AddressInfo).port}/ws/security/alerts?afterSeq=0`);
  stops.push(() => {
    client.terminate();
    gateway.stop();
    http.close();
  });
  let last = 0;
  let isClosed = false;
  const whole = new Promise<void>((resolve) => {
    client.on('message', (data) => {
      last = (JSON.parse(data.toString()) as { seq?: number }).seq ?? last;
      if (last === PAGES * A_PAGE) resolve();
    });
    client.on('close', () => {
      isClosed = true;
      resolve();
    });
  });
  await once(client, 'open');
  client.pause();
  // What fits into the system's buffers is asked for at once; from then on nothing more.
  await expect.poll(() => asked, { timeout: 4_000 }).toBeGreaterThan(0);
  let before = -1;
  await expect
    .poll(
      () => {
        const isSteady = asked === before;
        before = asked;
        return isSteady;
      },
      { interval: 100, timeout: 4_000 },
    )
    .toBe(true);
  expect(asked).toBeLessThan(PAGES);
  client.resume();
  await whole;
  expect(isClosed).toBe(false);
  expect(last).toBe(PAGES * A_PAGE);
});
