import { describe, expect, it } from 'vitest';
import { Meter } from '../../../src/main/domain/monitoring/meter.ts';
import { createMonitor } from '../../../src/main/transport/monitoring/monitor.ts';
import type { DailyFigures } from '../../../src/shared/model/metrics.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

/** A monitor over a hub with one connection, a store that may fail, and nobody who listens until told. */
function start({ at = Date.UTC(2026, 10, 20, 8) } = {}) {
  const clock = createFakeClock(at);
  const meter = new Meter();
  const days: DailyFigures[] = [];
  const told: unknown[] = [];
  const state = { heard: false, storeFails: false, asked: 0 };
  const only = { messagesIn: 0, messagesOut: 0, errors: 0, connectedAt: at, actor: { role: 'student' }, transport: 'websocket' };
  const answers: (() => void)[] = [];
  const monitor = createMonitor({
    meter,
    clock,
    hub: { connections: () => [only], isHeard: () => state.heard, publish: (event: unknown) => told.push(event) } as never,
    logger: { warn: () => {} } as never,
  });
  const router = {
    run: async (work: (parts: object) => void) => {
      if (state.storeFails) throw new Error('disk full');
      work({ store: { days: { add: (figures: DailyFigures) => days.push(figures), dropBefore: () => {} } } });
    },
    call: () => {
      state.asked++;
      return new Promise<object>((resolve) => answers.push(() => resolve({ some: 'figures' })));
    },
  };
  monitor.start(router as never);
  const second = (count = 1) => {
    for (let n = 0; n < count; n++) {
      clock.advance(1_000);
      monitor.tick();
    }
  };
  return { clock, meter, monitor, days, told, state, only, answers, second };
}
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('OP1 the monitor', () => {
  it('OP1 takes rates over the last ten seconds', async () => {
    const { monitor, only, second } = start();
    second(5);
    only.messagesIn += 50;
    only.messagesOut += 200;
    second(5);
    expect(monitor.figures(0).messages).toMatchObject({ in: 50, out: 200, inPerSecond: 5.56, outPerSecond: 22.22 });
    second(11);
    expect(monitor.figures(0).messages).toMatchObject({ inPerSecond: 0, outPerSecond: 0 });
    await monitor.stop();
  });

  it('OP1 writes what today has every ten seconds, once, and nothing when nothing happened', async () => {
    const { monitor, meter, only, days, second } = start();
    meter.connectionOpened();
    meter.alertRaised(true);
    only.messagesIn = 3;
    only.messagesOut = 4;
    second(9);
    await settled();
    expect(days).toEqual([]);
    expect(monitor.figures(0).unwritten).toEqual({ date: '2026-11-20', connections: 1, messages: 7, alerts: 1 });
    second(21);
    await settled();
    expect(days).toEqual([{ date: '2026-11-20', connections: 1, messages: 7, alerts: 1 }]);
    expect(monitor.figures(0).unwritten).toMatchObject({ connections: 0, messages: 0, alerts: 0 });
    only.messagesIn += 2;
    await monitor.stop();
    expect(days.at(-1)).toMatchObject({ messages: 2 });
  });

  it('OP1 gives each day its own: at midnight what is not written is yesterday’s', async () => {
    const { monitor, only, days, second } = start({ at: Date.UTC(2026, 10, 20, 23, 59, 57) });
    only.messagesIn = 5;
    second(3);
    only.messagesIn += 2;
    await monitor.stop();
    expect(days.map(({ date, messages }) => [date, messages])).toEqual([
      ['2026-11-20', 5],
      ['2026-11-21', 2],
    ]);
  });

  it('OP1 loses nothing to a store that could not be written for a while', async () => {
    const { monitor, only, days, state, second } = start();
    state.storeFails = true;
    only.messagesIn = 5;
    second(10);
    await settled();
    state.storeFails = false;
    only.messagesIn += 1;
    second(10);
    await settled();
    expect(days.map(({ messages }) => messages)).toEqual([6]);
    await monitor.stop();
  });

  it('OP1 works nothing out while nobody listens, tells once a second otherwise, and never asks twice at a time', async () => {
    const { monitor, state, told, answers, second } = start();
    second(3);
    expect(state.asked).toBe(0);
    state.heard = true;
    second(3);
    expect(state.asked).toBe(1);
    answers[0]?.();
    await settled();
    expect(told).toEqual([{ name: 'metrics', payload: { some: 'figures' }, rooms: ['metrics'] }]);
    second();
    expect(state.asked).toBe(2);
    await monitor.stop();
  });

  it('OP1 tells how late the loop came at worst within a minute', async () => {
    const { monitor, second } = start();
    monitor.tick(40);
    second(5);
    expect(monitor.lateness()).toBe(40);
    second(60);
    expect(monitor.lateness()).toBe(0);
    await monitor.stop();
  });
});
