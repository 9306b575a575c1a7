import { describe, expect, it } from 'vitest';
import { detectClockJump } from '../../../src/renderer/exam/detection/clock-jump.ts';
import type { DetectionClock, Observation } from '../../../src/renderer/exam/detection/observation.ts';
import { measuredOffset } from '../../../src/renderer/exam/seat/measured-offset.ts';
import { createRoomConnection } from '../../../src/shared/client/index.ts';
import { createFakeClientClock, type FakeClientClock } from '../client/fake-client-clock.ts';
import { createFakeNetwork } from '../client/fake-network.ts';
import { fakePage } from './fake-page.ts';

const TEN_MINUTES = 600_000;

const asDetectionClock = ({ now, monotonic, after }: FakeClientClock): DetectionClock => ({
  wall: now,
  monotonic,
  after,
  every: (ms, run) => {
    let cancel = (): void => {};
    const again = (): void => {
      cancel = after(ms, () => {
        again();
        run();
      });
    };
    again();
    return () => cancel();
  },
});

/** A page on a laptop, connected to a room whose time no sleep touches; the line can be dead without anybody noticing. */
async function atWork() {
  const clock = createFakeClientClock();
  let slept = 0;
  let isDead = false;
  const network = createFakeNetwork(clock, (name) =>
    name === 'heartbeat' && !isDead
      ? { ok: true, serverTime: new Date(5_000_000 + clock.monotonic() + slept).toISOString(), lastSeq: 0 }
      : undefined,
  );
  const connection = createRoomConnection({
    baseUrl: 'http://room',
    token: () => 't',
    socketFactory: network.factory,
    clock,
    random: () => 0.5,
  });
  connection.start();
  await clock.advance(5_000);
  const reported: Observation[] = [];
  const report = (seen: Observation): void => void reported.push(seen);
  const { target } = fakePage();
  detectClockJump({ report, target, clock: asDetectionClock(clock) }, measuredOffset(connection, clock.now));
  await clock.advance(3_000);
  return {
    clock,
    connection,
    reported,
    sleep(ms: number): void {
      clock.sleep(ms);
      slept += ms;
    },
    lineDies: (is: boolean): void => {
      isDead = is;
    },
  };
}

describe('LD3 a laptop that slept', () => {
  it('LD3 is not accused while its network is still away and the connection only looks open', async () => {
    const { clock, connection, reported, sleep, lineDies } = await atWork();
    sleep(TEN_MINUTES);
    lineDies(true);
    await clock.advance(10_000);
    expect(connection.state.state).toBe('connected');
    expect(reported).toEqual([]);
    lineDies(false);
    await clock.advance(60_000);
    expect(reported).toEqual([]);
  });

  it('LD3 whose clock was set meanwhile is found out when the network is back', async () => {
    const { clock, reported, sleep, lineDies } = await atWork();
    sleep(TEN_MINUTES);
    clock.setWall(clock.now() + TEN_MINUTES);
    lineDies(true);
    await clock.advance(10_000);
    lineDies(false);
    await clock.advance(60_000);
    expect(reported).toEqual([{ type: 'clock_changed', details: { gapMs: 2 * TEN_MINUTES } }]);
  });

  it('LD3 that stays offline is reported as one that may have slept', async () => {
    const { clock, reported, sleep, lineDies } = await atWork();
    sleep(TEN_MINUTES);
    lineDies(true);
    await clock.advance(90_000);
    expect(reported).toEqual([{ type: 'clock_changed', details: { gapMs: TEN_MINUTES, maybeSleep: true } }]);
  });
});
