import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { ALERTS_PATH, createAlertsGateway } from '../../src/main/transport/alerts-gateway.ts';
import type { Connection } from '../../src/main/transport/connection.ts';
import type { Gateway } from '../../src/main/transport/hub.ts';
import type { RawGateway } from '../../src/main/transport/raw-gateway.ts';
import type { Alert } from '../../src/shared/model/alert.ts';
import { openAlerts } from '../support/alerts-driver.ts';
import { newId } from '../support/exam-day.ts';

const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

const alertWith = (id: string, seq: number, rev: number): Alert =>
  ({ id, seq, rev, type: 'suspicious_activity', severity: 'low', status: 'new', data: {}, reasons: [] }) as never;

/** The gateway alone, with a room behind it that answers `sync` when the test says so. */
async function gatewayWith(sync: () => Promise<unknown>) {
  let hubSide: Gateway | undefined;
  const actor = { kind: 'user', role: 'proctor', ip: '127.0.0.1', userId: newId(), sessionId: newId() };
  const raw: RawGateway = createAlertsGateway({
    router: { call: sync, dispatch: sync, run: sync } as never,
    hub: {
      addGateway: (gateway: Gateway) => {
        hubSide = gateway;
      },
      refusal: () => undefined,
      attach: async (connection: Connection) => connection.welcome([], []),
      detach: async () => {},
    } as never,
    authenticate: async () => ({ actor, expiresAt: Date.now() + 60_000 }) as never,
    addressOf: () => ({ ip: '127.0.0.1', isLocal: true }),
    strangers: { admit: () => {} },
    events: { refusal: () => undefined, arrivalRefusal: () => undefined },
    heartbeatIntervalMs: 60_000,
    meter: { connectionRefused: () => {} },
    logger: { error: () => {}, warn: () => {}, info: () => {}, debug: () => {} },
  });
  const server = createServer();
  server.on('upgrade', (request, socket, head) => raw.upgrade(request, socket, head, new URL(request.url ?? '/', 'http://room')));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stops.push(() => {
    raw.stop();
    server.close();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    publish: (name: 'security-alert' | 'alert-updated', payload: Alert) =>
      hubSide?.deliver({ name, payload, rooms: ['security'] }),
  };
}

it('protocol 4 tells a change that is committed while the alert is being replayed, after the alert itself', async () => {
  const [old, fresh] = [newId(), newId()];
  let answer: (page: unknown) => void = () => {};
  let isAsked: () => void = () => {};
  const asked = new Promise<void>((resolve) => {
    isAsked = resolve;
  });
  const gateway = await gatewayWith(
    () =>
      new Promise((resolve) => {
        answer = resolve;
        isAsked();
      }),
  );
  const opening = openAlerts(gateway.url, 'token', { path: ALERTS_PATH, query: { afterSeq: '0' } });
  await asked;
  // The page was read at rev 1; before it is sent, the alert changes and another one is raised.
  gateway.publish('alert-updated', alertWith(old, 1, 2));
  gateway.publish('security-alert', alertWith(fresh, 2, 3));
  answer({ ok: true, alerts: [alertWith(old, 1, 1)], updated: [], lastSeq: 1, lastRev: 1, more: false });
  const socket = await opening;
  await socket.waitFor('alert', ({ id }) => id === fresh);
  expect(
    socket.all.map(({ name, payload }) => [name, (payload as { seq?: number }).seq, (payload as { rev?: number }).rev]),
  ).toEqual([
    ['connection', undefined, undefined],
    ['alert', 1, 1],
    ['alert_updated', 1, 2],
    ['alert', 2, 3],
  ]);
});
