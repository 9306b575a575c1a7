import type { DailyFigures } from '../../../shared/model/metrics.ts';
import { toIso } from '../../../shared/model/time.ts';
import { METRICS_ROOM } from '../../../shared/protocol/events.ts';
import type { Logger } from '../../domain/logger-port.ts';
import { liveFigures, type Totals, totalsOf } from '../../domain/monitoring/figures.ts';
import { Histogram } from '../../domain/monitoring/histogram.ts';
import type { Meter } from '../../domain/monitoring/meter.ts';
import type { Monitoring } from '../../domain/monitoring/monitoring-commands.ts';
import type { Clock } from '../../domain/ports.ts';
import type { CommandRouter } from '../command-router.ts';
import type { Hub } from '../hub.ts';

const EVERY_MS = 1_000;
/** Rates are over so many ticks. */
const RATE_TICKS = 10;
/** What today has is written so often, in ticks: so much is lost at most when the machine loses its power. */
const WRITE_TICKS = 10;
/** Percentiles are of the last five minutes: marks are set once a minute. */
const MARK_TICKS = 60;
const MARKS = 5;
/** Lateness of the loop is told for the last so many ticks. */
const LATE_TICKS = 60;
const KEPT_DAYS = 400;
const DAY_MS = 86_400_000;

const dateOf = (at: number): string => toIso(at).slice(0, 10);

/** Looks at the meter once a second: the one timer behind all figures. */
export interface Monitor extends Monitoring {
  /** One look: takes the rates, writes the day now and then, tells whoever has subscribed. */
  tick(lateMs?: number): void;
  /** How late the main loop came to a look that was due, at worst within the last minute (ms). */
  lateness(): number;
  start(router: CommandRouter): void;
  /** Writes what today has; resolves when it is stored. */
  stop(): Promise<void>;
}

export interface MonitorParts {
  readonly meter: Meter;
  readonly hub: Pick<Hub, 'connections' | 'isHeard' | 'publish'>;
  readonly clock: Clock;
  readonly logger: Logger;
}

export function createMonitor({ meter, hub, clock, logger }: MonitorParts): Monitor {
  let router: CommandRouter | undefined;
  let timer: NodeJS.Timeout | undefined;
  let ticks = 0;
  let dueAt = 0;
  /** Newest last. */
  const samples: { readonly at: number; readonly totals: Totals }[] = [];
  const marks: Histogram[] = [new Histogram()];
  const late: number[] = [];
  let written: Totals = { connections: 0, messagesIn: 0, messagesOut: 0, alerts: 0 };
  /** The day that what is not written belongs to. */
  let day = dateOf(clock.now());
  let telling = false;

  const totals = (): Totals => totalsOf(meter, hub.connections());

  function unwritten(now: Totals): DailyFigures {
    return {
      date: day,
      connections: now.connections - written.connections,
      messages: now.messagesIn + now.messagesOut - written.messagesIn - written.messagesOut,
      alerts: now.alerts - written.alerts,
    };
  }

  async function write(now: Totals): Promise<void> {
    const figures = unwritten(now);
    day = dateOf(clock.now());
    if (!router || figures.connections + figures.messages + figures.alerts === 0) return;
    const before = written;
    written = now;
    try {
      await router.run(
        ({ store }) => {
          store.days.add(figures);
          store.days.dropBefore(dateOf(clock.now() - KEPT_DAYS * DAY_MS));
        },
        { kind: 'room' },
      );
    } catch (error) {
      // Counted again with the next ones, as those of that day.
      written = before;
      logger.warn({ err: error }, 'the figures of the day could not be written');
    }
  }

  /** One at a time: a room that is slow to answer is not asked again meanwhile. */
  async function tell(to: CommandRouter): Promise<void> {
    if (telling || !hub.isHeard(METRICS_ROOM)) return;
    telling = true;
    try {
      const payload = await to.call('metrics_get', {}, { kind: 'room' });
      hub.publish({ name: 'metrics', payload, rooms: [METRICS_ROOM] });
    } catch (error) {
      logger.warn({ err: error }, 'the figures could not be told');
    } finally {
      telling = false;
    }
  }

  function rates(): { inPerSecond: number; outPerSecond: number } {
    const [first, last] = [samples[0], samples.at(-1)];
    const seconds = first && last ? (last.at - first.at) / 1_000 : 0;
    if (!first || !last || seconds <= 0) return { inPerSecond: 0, outPerSecond: 0 };
    return {
      inPerSecond: (last.totals.messagesIn - first.totals.messagesIn) / seconds,
      outPerSecond: (last.totals.messagesOut - first.totals.messagesOut) / seconds,
    };
  }

  function tick(lateMs = 0): void {
    ticks++;
    const at = clock.now();
    const now = totals();
    samples.push({ at, totals: now });
    if (samples.length > RATE_TICKS + 1) samples.shift();
    late.push(lateMs);
    if (late.length > LATE_TICKS) late.shift();
    if (ticks % MARK_TICKS === 0) {
      marks.push(meter.latency.copy());
      if (marks.length > MARKS) marks.shift();
    }
    if (ticks % WRITE_TICKS === 0 || dateOf(at) !== day) void write(now);
    if (router) void tell(router);
  }

  return {
    figures: (now) =>
      liveFigures(meter, hub.connections(), { ...rates(), latencyBefore: marks[0], unwritten: unwritten(totals()) }, now),
    connections: hub.connections,
    tick,
    lateness: () => Math.max(0, ...late),
    start: (theRouter) => {
      router = theRouter;
      dueAt = performance.now() + EVERY_MS;
      timer = setInterval(() => {
        const now = performance.now();
        tick(Math.max(0, now - dueAt));
        dueAt = now + EVERY_MS;
      }, EVERY_MS);
      timer.unref();
    },
    stop: async () => {
      clearInterval(timer);
      await write(totals());
      router = undefined;
    },
  };
}
