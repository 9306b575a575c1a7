import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type AlertChange,
  type AlertFeedOptions,
  createAlertFeed,
  createRoomConnection,
} from '../../../src/shared/client/index.ts';
import type { Alert } from '../../../src/shared/model/alert.ts';
import { createFakeClientClock } from './fake-client-clock.ts';
import { createFakeNetwork } from './fake-network.ts';

const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const at = '2026-11-20T09:00:00.000Z';

/** A console at work on a room that raises and changes alerts. `page` is the most `sync` answers at once. */
function createConsole(options: { page?: number } & Partial<Pick<AlertFeedOptions, 'seed'>> = {}) {
  const clock = createFakeClientClock();
  const alerts: Alert[] = [];
  let rev = 0;
  const page = options.page ?? 1_000;

  /** Protocol 1, Catching up: first what is new by seq, and of the older ones what changed, each page moving both counters. */
  function sync({ afterSeq, afterRev = 0 }: { afterSeq: number; afterRev?: number }) {
    const fresh = alerts.filter(({ seq }) => seq > afterSeq).slice(0, page);
    const changed = alerts
      .filter((alert) => alert.seq <= afterSeq && alert.rev > afterRev)
      .sort((a, b) => a.rev - b.rev)
      .slice(0, page);
    const lastSeq = fresh.at(-1)?.seq ?? Math.min(afterSeq, alerts.length);
    const isAllFresh = lastSeq === alerts.length;
    const isAllChanged = changed.length < page;
    return {
      ok: true,
      alerts: fresh,
      updated: changed,
      lastSeq,
      lastRev: isAllFresh && isAllChanged ? rev : (changed.at(-1)?.rev ?? Math.min(afterRev, rev)),
      more: !(isAllFresh && isAllChanged),
    };
  }
  const network = createFakeNetwork(clock, (name, payload) => {
    if (name === 'heartbeat') return { ok: true, serverTime: at, lastSeq: 0 };
    return name === 'sync' ? sync(payload as Parameters<typeof sync>[0]) : undefined;
  });
  const connection = createRoomConnection({
    baseUrl: '',
    token: () => 't',
    socketFactory: network.factory,
    clock,
    random: () => 0.5,
  });
  const feed = createAlertFeed({ connection, clock, random: () => 0.5, ...(options.seed ? { seed: options.seed } : {}) });
  const changes: AlertChange[] = [];
  feed.onChange((change) => changes.push(change));

  return {
    clock,
    network,
    connection,
    feed,
    changes,
    alerts,
    /** `isHeard: false`: the room drops the frame for a client too slow to take it. */
    raise(isHeard = true) {
      rev += 1;
      const seq = alerts.length + 1;
      const alert = {
        id: uuid(seq),
        seq,
        rev,
        type: 'suspicious_activity',
        severity: 'low',
        status: 'new',
        title: 't',
        message: 'm',
        source: 'air',
        threat_level: 'low',
        reasons: [],
        count: 1,
        firstAt: at,
        lastAt: at,
        timestamp: at,
        data: {},
      } as unknown as Alert;
      alerts.push(alert);
      if (isHeard) network.send('security-alert', alert);
    },
    change(seq: number, isHeard = true) {
      const before = alerts[seq - 1];
      if (!before) return;
      rev += 1;
      const alert = { ...before, rev, count: before.count + 1 };
      alerts[seq - 1] = alert;
      if (isHeard) network.send('alert-updated', alert);
    },
    setBack(to: number) {
      alerts.length = to;
      rev = to;
    },
    open() {
      feed.start();
      connection.start();
    },
    room: () => [...alerts].sort((a, b) => b.seq - a.seq),
  };
}

describe('the alert feed', () => {
  test('AL1 alerts from before the connect are caught up page by page, newest first', async () => {
    const desk = createConsole({ page: 10 });
    for (let n = 0; n < 35; n++) desk.raise();
    desk.change(3);
    desk.open();
    expect(desk.feed.isCaughtUp()).toBe(false);
    await desk.clock.advance(1_000);
    expect(desk.feed.isCaughtUp()).toBe(true);
    expect(desk.feed.alerts()).toEqual(desk.room());
    expect(desk.changes.every(({ live }) => !live)).toBe(true);
    expect(desk.changes).toHaveLength(35);
    expect(desk.feed.alerts()).toBe(desk.feed.alerts());
  });

  test('AL1 a live alert is told at once, and once; its repeats as updates', async () => {
    const desk = createConsole();
    desk.open();
    await desk.clock.advance(100);
    desk.raise();
    desk.change(1);
    desk.network.send('alert-updated', desk.alerts[0]);
    await desk.clock.advance(5);
    expect(desk.changes.map(({ kind, alert, live }) => [kind, alert.rev, live])).toEqual([
      ['raised', 1, true],
      ['updated', 2, true],
    ]);
    const late = { ...(desk.alerts[0] as Alert), rev: 1, count: 1 };
    desk.network.send('alert-updated', late);
    await desk.clock.advance(5);
    expect(desk.feed.get(uuid(1))?.count).toBe(2);
    expect(desk.changes).toHaveLength(2);
  });

  test('AL1 what was raised and changed during an absence is there after it, each once', async () => {
    const desk = createConsole();
    desk.open();
    await desk.clock.advance(100);
    desk.raise();
    await desk.clock.advance(10);
    desk.network.cut();
    await desk.clock.advance(10);
    expect(desk.feed.isCaughtUp()).toBe(false);
    desk.raise();
    desk.change(1);
    desk.network.mend();
    await desk.clock.advance(5_000);
    expect(desk.feed.alerts()).toEqual(desk.room());
    const [first, ...later] = desk.changes.map(({ kind, alert, live }) => [kind, alert.seq, live]);
    expect(first).toEqual(['raised', 1, true]);
    expect(later.sort()).toEqual([
      ['raised', 2, false],
      ['updated', 1, false],
    ]);
  });

  test('AL1 a frame the room dropped is missed at once by its number, or within a minute', async () => {
    const desk = createConsole();
    desk.open();
    await desk.clock.advance(100);
    desk.raise(false);
    desk.raise();
    await desk.clock.advance(50);
    expect(desk.feed.alerts()).toHaveLength(2);
    desk.change(1, false);
    await desk.clock.advance(61_000);
    expect(desk.feed.alerts()).toEqual(desk.room());
  });

  test('AL1 a live change does not hide an earlier one whose frame was dropped', async () => {
    const desk = createConsole();
    desk.open();
    await desk.clock.advance(100);
    desk.raise();
    desk.raise();
    await desk.clock.advance(61_000);
    desk.change(1, false);
    desk.change(2);
    await desk.clock.advance(61_000);
    expect(desk.feed.alerts()).toEqual(desk.room());
  });

  test('UI2 with a seed the feed begins there: older alerts are no news, but their changes come', async () => {
    const desk: ReturnType<typeof createConsole> = createConsole({ seed: async () => desk.alerts.slice(-5).reverse() });
    for (let n = 0; n < 50; n++) desk.raise();
    desk.open();
    await desk.clock.advance(100);
    expect(desk.feed.alerts().map(({ seq }) => seq)).toEqual([50, 49, 48, 47, 46]);
    expect(desk.changes).toEqual([]);
    desk.change(7);
    desk.raise();
    await desk.clock.advance(50);
    expect(desk.changes.map(({ kind, alert }) => [kind, alert.seq])).toEqual([
      ['updated', 7],
      ['raised', 51],
    ]);
  });

  test('ST1 a room restored to an earlier state is read anew', async () => {
    const desk = createConsole();
    for (let n = 0; n < 5; n++) desk.raise();
    desk.open();
    await desk.clock.advance(100);
    desk.network.cut();
    await desk.clock.advance(10);
    desk.setBack(3);
    desk.network.mend();
    await desk.clock.advance(5_000);
    expect(desk.feed.alerts()).toEqual(desk.room());
  });

  test('UI2 a storm is told to the page at most every 50 ms, and the last state always', async () => {
    const desk = createConsole();
    desk.open();
    await desk.clock.advance(100);
    let told = 0;
    desk.feed.subscribe(() => {
      told += 1;
    });
    for (let n = 0; n < 500; n++) {
      desk.raise();
      await desk.clock.advance(1);
    }
    await desk.clock.advance(60);
    expect(told).toBeLessThanOrEqual(13);
    expect(desk.feed.alerts()).toHaveLength(500);
  });

  test('AL1 nothing missing and nothing twice, over any sequence of alerts, changes, lost frames and cuts', async () => {
    const step = fc.oneof(
      { weight: 5, arbitrary: fc.record({ do: fc.constant('raise' as const), isHeard: fc.boolean() }) },
      {
        weight: 5,
        arbitrary: fc.record({ do: fc.constant('change' as const), seq: fc.integer({ min: 1, max: 12 }), isHeard: fc.boolean() }),
      },
      {
        weight: 4,
        arbitrary: fc.record({
          do: fc.constant('wait' as const),
          ms: fc.oneof(fc.integer({ min: 0, max: 3_000 }), fc.constant(70_000)),
        }),
      },
      {
        weight: 2,
        arbitrary: fc.record({ do: fc.constantFrom('cut' as const, 'mend' as const, 'kick' as const, 'lose' as const) }),
      },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), fc.integer({ min: 1, max: 4 }), async (steps, page) => {
        const desk = createConsole({ page });
        desk.open();
        for (const next of steps) {
          if (next.do === 'raise') desk.raise(next.isHeard);
          else if (next.do === 'change') desk.change(next.seq, next.isHeard);
          else if (next.do === 'wait') await desk.clock.advance(next.ms);
          else if (next.do === 'lose') desk.network.loseAcks += 1;
          else desk.network[next.do]();
        }
        desk.network.mend();
        desk.network.loseAcks = 0;
        await desk.clock.advance(4 * 60_000);
        expect(desk.feed.isCaughtUp()).toBe(true);
        expect(desk.feed.alerts()).toEqual(desk.room());
        const raised = desk.changes.filter(({ kind }) => kind === 'raised').map(({ alert }) => alert.id);
        expect(new Set(raised).size).toBe(raised.length);
        expect(raised).toHaveLength(desk.alerts.length);
        const told = desk.changes.map(({ alert }) => alert.rev);
        expect(new Set(told).size).toBe(told.length);
      }),
      { numRuns: 100 },
    );
  }, 60_000);
});
