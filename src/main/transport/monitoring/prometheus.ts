import { Counter, Gauge, type Metric, Registry } from 'prom-client';
import type { Histogram } from '../../domain/monitoring/histogram.ts';
import type { Meter } from '../../domain/monitoring/meter.ts';
import type { Hub } from '../hub.ts';
import type { Monitor } from './monitor.ts';

/** What of the process and its store only the composition root can see. */
export interface ProcessReadings {
  /** Size of the store's log (bytes). */
  walBytes(): number;
}

export interface PrometheusParts extends ProcessReadings {
  readonly meter: Meter;
  readonly hub: Pick<Hub, 'connections'>;
  readonly monitor: Pick<Monitor, 'lateness'>;
  readonly version: string;
}

/** The room's figures as Prometheus reads them (OP1). */
export interface Prometheus {
  readonly contentType: string;
  text(): Promise<string>;
}

/** Bounds of histograms, in microseconds: 2^7 = 128 us to 2^22 = 4.2 s, where the meter's buckets begin as well. */
const BOUNDS = Array.from({ length: 16 }, (_, index) => 2 ** (index + 7));
const MICROSECONDS = 1_000_000;

/** What a registry asks of a metric: the library's own histogram would count everything a second time. */
function histogramMetric(name: string, help: string, histogram: Histogram): Metric {
  const get = async () => ({
    name,
    help,
    type: 'histogram',
    aggregator: 'sum',
    values: [
      ...BOUNDS.map((bound) => ({
        metricName: `${name}_bucket`,
        labels: { le: bound / MICROSECONDS },
        value: histogram.below(bound),
      })),
      { metricName: `${name}_bucket`, labels: { le: '+Inf' }, value: histogram.count },
      { metricName: `${name}_sum`, labels: {}, value: histogram.sum / MICROSECONDS },
      { metricName: `${name}_count`, labels: {}, value: histogram.count },
    ],
  });
  return { name, get } as unknown as Metric;
}

/** One figure by the value of one label, from a short list of our own; never a person, an address or a text of a client. */
interface Labelled {
  readonly name: string;
  readonly help: string;
  readonly label: string;
  readonly read: () => Iterable<readonly [string, number]>;
}

function tally(items: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
}

export function createPrometheus({ meter, hub, monitor, version, walBytes }: PrometheusParts): Prometheus {
  const registry = new Registry();
  const registers = [registry];

  const counter = (name: string, help: string, read: () => number): void => {
    const metric: Counter = new Counter({
      name,
      help,
      registers,
      collect: () => {
        metric.reset();
        metric.inc(read());
      },
    });
  };
  const gauge = (name: string, help: string, read: () => number): void => {
    const metric: Gauge = new Gauge({ name, help, registers, collect: () => metric.set(read()) });
  };
  const labelledCounter = ({ name, help, label, read }: Labelled): void => {
    const metric: Counter = new Counter({
      name,
      help,
      labelNames: [label],
      registers,
      collect: () => {
        metric.reset();
        for (const [value, count] of read()) metric.inc({ [label]: value }, count);
      },
    });
  };
  const labelledGauge = ({ name, help, label, read }: Labelled): void => {
    const metric: Gauge = new Gauge({
      name,
      help,
      labelNames: [label],
      registers,
      collect: () => {
        metric.reset();
        for (const [value, count] of read()) metric.set({ [label]: value }, count);
      },
    });
  };

  labelledGauge({
    name: 'invigil_info',
    help: 'Always 1; the version that runs',
    label: 'version',
    read: () => [[version, 1]],
  });
  labelledGauge({
    name: 'invigil_connections',
    help: 'Open connections by role',
    label: 'role',
    read: () => tally(hub.connections().map(({ actor }) => actor.role)),
  });
  labelledGauge({
    name: 'invigil_connections_by_transport',
    help: 'Open connections by transport',
    label: 'transport',
    read: () => tally(hub.connections().map(({ transport }) => transport)),
  });
  counter('invigil_connections_opened_total', 'Connections opened', () => meter.opened);
  counter('invigil_connections_closed_total', 'Connections closed', () => meter.closed);
  labelledCounter({
    name: 'invigil_connections_refused_total',
    help: 'Handshakes refused, by error code',
    label: 'code',
    read: () => meter.refusals,
  });
  counter('invigil_messages_received_total', 'Messages of clients', () => meter.traffic(hub.connections()).messagesIn);
  counter('invigil_messages_sent_total', 'Messages to clients', () => meter.traffic(hub.connections()).messagesOut);
  counter('invigil_message_errors_total', 'Messages of clients that were refused', () => meter.traffic(hub.connections()).errors);
  labelledCounter({
    name: 'invigil_events_total',
    help: 'Observations stored, by type; unknown types are other',
    label: 'type',
    read: () => meter.eventsByType,
  });
  counter('invigil_alerts_raised_total', 'Alerts raised', () => meter.alertsRaised);
  counter('invigil_alerts_delivered_total', 'Alerts that staff were there to receive', () => meter.alertsDelivered);
  counter('invigil_chore_failures_total', 'Failures of what the room does by itself', () => meter.choresFailed);
  registry.registerMetric(
    histogramMetric('invigil_command_duration_seconds', 'From a command to its commit and reply', meter.latency),
  );
  registry.registerMetric(histogramMetric('invigil_commit_duration_seconds', 'One commit to the disk', meter.commits));
  gauge('invigil_wal_bytes', "Size of the store's write-ahead log", walBytes);
  gauge(
    'invigil_event_loop_lateness_seconds',
    'How late the main loop was at worst within the last minute',
    () => monitor.lateness() / 1_000,
  );
  gauge('process_resident_memory_bytes', 'Memory of the process', () => process.memoryUsage.rss());
  gauge('nodejs_heap_size_used_bytes', 'JavaScript heap in use', () => process.memoryUsage().heapUsed);
  gauge('process_uptime_seconds', 'Since the process started', () => process.uptime());
  counter('process_cpu_seconds_total', 'CPU time of the process', () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / MICROSECONDS;
  });

  return { contentType: registry.contentType, text: () => registry.metrics() };
}
