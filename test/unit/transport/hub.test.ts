import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Meter } from '../../../src/main/domain/monitoring/meter.ts';
import type { Work } from '../../../src/main/domain/work.ts';
import type { CommandRouter } from '../../../src/main/transport/command-router.ts';
import type { Connection } from '../../../src/main/transport/connection.ts';
import { createHub } from '../../../src/main/transport/hub.ts';
import type { SessionId } from '../../../src/shared/model/ids.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

const ID = 'session' as SessionId;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A hub whose store can be taken away; `told` is whether the session was heard, each time staff were told. */
async function start() {
  const clock = createFakeClock();
  const hub = createHub(clock, { maxConnections: 9, maxConnectionsPerStudent: 9, maxConnectionsPerStaff: 9 }, new Meter());
  const told: boolean[] = [];
  let isWritable = true;
  const work = {
    now: 0,
    audit: () => {},
    emit: () => {},
    afterCommit: () => {},
    presence: {
      isConnected: (id: SessionId) => {
        told.push(hub.isConnected(id));
        return hub.isConnected(id);
      },
    },
    store: { sessions: { byId: () => undefined, deviceOf: () => undefined }, locations: { all: () => [] } },
  } as unknown as Work;
  hub.start({
    run: async (news: (given: Work) => void) => {
      if (!isWritable) throw Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' });
      news(work);
    },
  } as unknown as CommandRouter);
  const connection = (): Connection =>
    ({
      actor: { kind: 'user', sessionId: ID, userId: 'user', role: 'student', ip: '192.0.2.7' },
      expiresAt: clock.now() + 1e9,
      close: () => {},
    }) as unknown as Connection;
  /** Time by the clock, and then a while for the room to notice. */
  const pass = async (ms: number) => {
    clock.advance(ms);
    await vi.advanceTimersByTimeAsync(600);
  };
  await Promise.all([hub.attach(connection()), vi.advanceTimersByTimeAsync(50)]);
  return {
    hub,
    told,
    pass,
    connection,
    store: (state: 'writable' | 'full') => {
      isWritable = state === 'writable';
    },
  };
}

describe('protocol 1 whether a session is heard', () => {
  it('protocol 1 is told once each time it changes', async () => {
    const { hub, told, pass } = await start();
    hub.heard(ID);
    await pass(2_000);
    expect(told).toEqual([]);
    await pass(2_000);
    await pass(10_000);
    hub.heard(ID);
    await pass(100);
    expect(told).toEqual([false, true]);
    hub.stop();
  });

  it('R11 is told as it stands, once, when a store can be written again that could not', async () => {
    const { hub, told, pass, store } = await start();
    hub.heard(ID);
    store('full');
    await pass(4_000);
    expect([told, hub.isConnected(ID)]).toEqual([[], false]);
    store('writable');
    await pass(2_000);
    await pass(2_000);
    expect(told).toEqual([false]);

    store('full');
    for (let times = 0; times < 3; times++) {
      hub.heard(ID);
      await pass(100);
      await pass(4_000);
    }
    hub.heard(ID);
    store('writable');
    await pass(2_000);
    await pass(100);
    expect(told.at(-1), 'how it stands, not how often it changed').toBe(true);
    expect(told.length).toBeLessThanOrEqual(3);
    hub.stop();
  });

  it('R11 a silent one who connects again while the store is full is told as heard afterwards', async () => {
    const { hub, told, pass, store, connection } = await start();
    hub.heard(ID);
    await pass(4_000);
    store('full');
    const attached = hub.attach(connection()).catch(() => 'refused');
    await pass(100);
    store('writable');
    await pass(1_000);
    await pass(1_000);
    await attached;
    expect(told).toEqual([false, true]);
    hub.stop();
  });
});
