import type { ConnectionId } from '../../../shared/model/ids.ts';
import type { DailyFigures, RoomMetrics } from '../../../shared/model/metrics.ts';
import type { SignedInActor } from '../access/actor.ts';
import type { Histogram } from './histogram.ts';
import type { Meter, MeteredConnection } from './meter.ts';

/** An open connection with whose it is. */
export interface OpenConnection extends MeteredConnection {
  readonly id: ConnectionId;
  readonly actor: SignedInActor;
  readonly transport: string;
}

/** Totals at one moment, to take rates and days from. */
export interface Totals {
  readonly connections: number;
  readonly messagesIn: number;
  readonly messagesOut: number;
  readonly alerts: number;
}

/** What the figures need beside the meter: how things were a while ago. Kept by whoever looks every second. */
export interface RecentPast {
  /** Messages a second, over the last ten. */
  readonly inPerSecond: number;
  readonly outPerSecond: number;
  /** Commands before the window that percentiles are taken of. */
  readonly latencyBefore: Histogram | undefined;
  /** Today, as far as it is not in the store yet. */
  readonly unwritten: DailyFigures;
}

/** All figures but those only the store knows. */
export type LiveFigures = Omit<RoomMetrics, 'alerts' | 'daily'> & {
  readonly alerts: Omit<RoomMetrics['alerts'], 'active'>;
  readonly unwritten: DailyFigures;
};

const to = (digits: number, value: number): number => Math.round(value * 10 ** digits) / 10 ** digits;
const rate = (good: number, all: number): number => (all === 0 ? 1 : to(4, good / all));

function countBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const item of items) {
    const key = keyOf(item);
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
}

/** What has been counted since the start, of which the figures of days and rates are made. */
export function totalsOf(meter: Meter, open: readonly OpenConnection[]): Totals {
  const { messagesIn, messagesOut } = meter.traffic(open);
  return { connections: meter.opened, messagesIn, messagesOut, alerts: meter.alertsRaised };
}

/** Works out the figures of this moment (OP1). */
export function liveFigures(meter: Meter, open: readonly OpenConnection[], past: RecentPast, now: number): LiveFigures {
  const refused = Object.fromEntries(meter.refusals);
  const tried = Object.values(refused).reduce((sum, n) => sum + n, meter.opened);
  const durations = meter.durations.copy();
  for (const { connectedAt } of open) durations.record(now - connectedAt);
  const seconds = (share: number): number => to(3, durations.percentile(share) / 1_000);
  const { messagesIn, messagesOut, errors } = meter.traffic(open);
  const latency = (share: number): number => to(3, meter.latency.percentile(share, past.latencyBefore) / 1_000);
  return {
    connections: {
      total: open.length,
      byTransport: countBy(open, ({ transport }) => transport),
      byRole: countBy(open, ({ actor }) => actor.role),
      opened: meter.opened,
      closed: meter.closed,
      refused,
      successRate: rate(meter.opened, tried),
      durationSeconds: { p50: seconds(0.5), p95: seconds(0.95), max: to(3, durations.max / 1_000) },
    },
    messages: {
      in: messagesIn,
      out: messagesOut,
      inPerSecond: to(2, past.inPerSecond),
      outPerSecond: to(2, past.outPerSecond),
      errors,
    },
    events: { byType: Object.fromEntries(meter.eventsByType) },
    alerts: {
      raised: meter.alertsRaised,
      delivered: meter.alertsDelivered,
      deliverySuccessRate: rate(meter.alertsDelivered, meter.alertsRaised),
    },
    latencyMs: { p50: latency(0.5), p95: latency(0.95), p99: latency(0.99) },
    unwritten: past.unwritten,
  };
}
