import { describe, expect, test } from 'vitest';
import { createRoomConnection } from '../../../src/shared/client/index.ts';
import { createLine } from './connection-line.ts';
import { createFakeClientClock } from './fake-client-clock.ts';
import { createFakeNetwork } from './fake-network.ts';

describe('the time of the room', () => {
  test('EX9 serverNow follows the room, not the wrong, changed or sleeping clock of this machine', async () => {
    const { clock, network, connection, roomNow } = createLine();
    network.latencyMs = 40;
    connection.start();
    expect(connection.serverTimeUncertainty()).toBeUndefined();
    await clock.advance(3_000);
    expect(Math.abs(connection.serverNow() - roomNow())).toBeLessThanOrEqual(1);
    expect(connection.serverTimeUncertainty()).toBe(40);
    clock.setWall(0);
    expect(Math.abs(connection.serverNow() - roomNow())).toBeLessThanOrEqual(1);
  });

  test('EX9 one slow answer does not shift the time, a better one improves it', async () => {
    const { clock, network, connection, roomNow } = createLine();
    network.latencyMs = 200;
    connection.start();
    await clock.advance(5_000);
    expect(connection.serverTimeUncertainty()).toBe(200);
    network.latencyMs = 2;
    await clock.advance(2_000);
    expect(connection.serverTimeUncertainty()).toBe(2);
    network.latencyMs = 2_000;
    await clock.advance(8_000);
    expect(connection.serverTimeUncertainty()).toBe(2);
    expect(Math.abs(connection.serverNow() - roomNow())).toBeLessThanOrEqual(1);
  });

  test('EX9 after a sleep that stopped the monotonic clock the next answers set the time right', async () => {
    let slept = 0;
    const clock = createFakeClientClock();
    const network = createFakeNetwork(clock, (name) =>
      name === 'heartbeat'
        ? { ok: true, serverTime: new Date(5_000_000 + clock.monotonic() + slept).toISOString(), lastSeq: 0 }
        : undefined,
    );
    const connection = createRoomConnection({
      baseUrl: '',
      token: () => 't',
      socketFactory: network.factory,
      clock,
      random: () => 0,
    });
    connection.start();
    await clock.advance(5_000);
    clock.sleep(10 * 60_000);
    slept = 10 * 60_000;
    network.latencyMs = 60;
    await clock.advance(1_500);
    expect(Math.abs(connection.serverNow() - (5_000_000 + clock.monotonic() + slept))).toBeLessThanOrEqual(1);
  });
});
