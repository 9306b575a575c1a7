import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import type { SignedInActor } from '../../src/main/domain/access/actor.ts';
import type { Connection } from '../../src/main/transport/connection.ts';
import { createConnectionCount } from '../../src/main/transport/connection-count.ts';
import { createLobby } from '../../src/main/transport/guards/lobby.ts';
import { createSocketIoGateway } from '../../src/main/transport/socketio-gateway.ts';
import { newId } from '../support/exam-day.ts';
import { openSocket } from '../support/socket-driver.ts';

const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

const AT_ONCE = 10;
const ALLOWED = 5;

it('ID4 of ten that are found to be the same student in the very same moment, five get in', async () => {
  const count = createConnectionCount({ maxConnections: 100, maxConnectionsPerStudent: ALLOWED, maxConnectionsPerStaff: 1 });
  const actor = { kind: 'user', role: 'student', ip: '::1', userId: newId(), sessionId: newId() } as unknown as SignedInActor;
  const all = Promise.withResolvers<void>();
  let asked = 0;
  const lobby = createLobby({ most: 100, stayMs: 5_000, servedMs: 5_000 });
  const gateway = createSocketIoGateway({
    router: {} as never,
    requesters: { isTheirs: () => false, deliver: () => {} } as never,
    hub: {
      addGateway: () => {},
      isFull: count.isFull,
      refusal: count.refusal,
      hold: (held: SignedInActor) => {
        count.add(held);
        return () => count.remove(held);
      },
      attach: async (connection: Connection) => {
        count.add(connection.actor);
        connection.welcome([], []);
      },
      detach: async (connection: Connection) => count.remove(connection.actor),
    } as never,
    authenticate: async () => {
      if (++asked === AT_ONCE) all.resolve();
      await all.promise;
      return { actor, expiresAt: Date.now() + 60_000 };
    },
    events: { refusal: () => undefined, arrivalRefusal: () => undefined },
    lobby,
    callers: lobby,
    strangers: { admit: () => {} },
    addressOf: () => ({ ip: '::1', isLocal: true }),
    heartbeatIntervalMs: 60_000,
    meter: { connectionRefused: () => {} },
    logger: { error: () => {}, warn: () => {}, info: () => {}, debug: () => {} },
  });
  const server = createServer();
  server.on('upgrade', (request, socket, head) =>
    gateway.upgrade(request, socket, head, new URL(request.url ?? '/', 'http://room')),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stops.push(() => {
    void gateway.stop();
    lobby.stop();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const outcomes = await Promise.allSettled(Array.from({ length: AT_ONCE }, () => openSocket(url, 'x')));
  const inside = outcomes.filter((outcome) => outcome.status === 'fulfilled');
  expect(inside).toHaveLength(ALLOWED);
  for (const { value } of inside) value.close();
  // Whoever was refused, or has left, holds no place.
  await expect.poll(() => count.refusal('student', actor.userId)).toBeUndefined();
});
