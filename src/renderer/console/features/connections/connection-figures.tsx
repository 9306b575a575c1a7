import { useTranslation } from 'react-i18next';
import type { RoomMetrics } from '../../../../shared/model/metrics.ts';
import classes from './connections.module.css';

interface Figure {
  readonly name: string;
  readonly value: string;
  readonly more?: string;
}

const sum = (counts: Readonly<Record<string, number>>): number => Object.values(counts).reduce((all, n) => all + n, 0);

/** The present in six figures. */
export function ConnectionFigures({ metrics }: { metrics: RoomMetrics }) {
  const { t, i18n } = useTranslation('console');
  const number = (value: number, digits = 0): string =>
    new Intl.NumberFormat(i18n.language, { maximumFractionDigits: digits }).format(value);
  const percent = (share: number): string =>
    new Intl.NumberFormat(i18n.language, { style: 'percent', maximumFractionDigits: 1 }).format(share);
  const { connections, messages, alerts, latencyMs } = metrics;
  const refused = Object.entries(connections.refused).toSorted(([, a], [, b]) => b - a);
  const figures: Figure[] = [
    {
      name: t('connections.open'),
      value: number(connections.total),
      more: t('connections.openMore', { opened: number(connections.opened), closed: number(connections.closed) }),
    },
    {
      name: t('connections.refused'),
      value: number(sum(connections.refused)),
      more: refused.map(([code, count]) => `${code} ${number(count)}`).join(', ') || t('connections.noneRefused'),
    },
    {
      name: t('connections.messages'),
      value: `${number(messages.inPerSecond, 1)} / ${number(messages.outPerSecond, 1)}`,
      more: t('connections.messagesMore', {
        in: number(messages.in),
        out: number(messages.out),
        errors: number(messages.errors),
      }),
    },
    {
      name: t('connections.latency'),
      value: t('connections.ms', { ms: number(latencyMs.p95, 1) }),
      more: t('connections.latencyMore', { half: number(latencyMs.p50, 1), most: number(latencyMs.p99, 1) }),
    },
    {
      name: t('connections.alerts'),
      value: percent(alerts.deliverySuccessRate),
      more: t('connections.alertsMore', { delivered: number(alerts.delivered), raised: number(alerts.raised) }),
    },
    {
      name: t('connections.events'),
      value: number(sum(metrics.events.byType)),
      more: t('connections.activeAlerts', { count: alerts.active, active: number(alerts.active) }),
    },
  ];
  return (
    <dl className={classes.figures}>
      {figures.map(({ name, value, more }) => (
        <div key={name} className={classes.figure}>
          <dt>{name}</dt>
          <dd>
            <span className={classes.value}>{value}</span>
            <span className={classes.more}>{more}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
