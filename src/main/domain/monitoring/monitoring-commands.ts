import type { DailyFigures } from '../../../shared/model/metrics.ts';
import { toIso } from '../../../shared/model/time.ts';
import type { CommandInput, CommandOutput } from '../../../shared/protocol/commands.ts';
import type { SomeHandlers } from '../handler.ts';
import type { Work } from '../work.ts';
import type { LiveFigures, OpenConnection } from './figures.ts';

/** Where the figures of this moment come from. */
export interface Monitoring {
  figures(now: number): LiveFigures;
  connections(): readonly OpenConnection[];
}

/** So many days are told; more are kept (see `record-days`). */
const DAYS = 30;

/** The stored days with what today has and the store has not. */
function withToday(stored: readonly DailyFigures[], today: DailyFigures): DailyFigures[] {
  const kept = stored.find(({ date }) => date === today.date);
  return [
    ...stored.filter((one) => one !== kept),
    {
      date: today.date,
      connections: today.connections + (kept?.connections ?? 0),
      messages: today.messages + (kept?.messages ?? 0),
      alerts: today.alerts + (kept?.alerts ?? 0),
    },
  ].slice(-DAYS);
}

type MonitoringCommand = 'metrics_get' | 'connections_list' | 'metrics_subscribe' | 'metrics_unsubscribe';

/** Telling staff how the room's connections do (OP1). Who is subscribed is the gateway's to know: it is a room to be in. */
export function createMonitoringCommands(monitoring: Monitoring): SomeHandlers<MonitoringCommand> {
  const noted = (_work: Work, { id }: CommandInput<'metrics_subscribe'>): CommandOutput<'metrics_subscribe'> => ({
    ok: true,
    ...(id === undefined ? {} : { id }),
  });
  return {
    metrics_get: {
      execute: ({ store, now }) => {
        const { unwritten, alerts, ...figures } = monitoring.figures(now);
        return {
          ...figures,
          alerts: { ...alerts, active: store.alerts.activeCount() },
          daily: withToday(store.days.newest(DAYS), unwritten),
        };
      },
    },
    connections_list: {
      execute: ({ now }) =>
        monitoring.connections().map(({ id, actor, transport, connectedAt, messagesIn, messagesOut }) => ({
          id,
          userId: actor.userId,
          role: actor.role,
          transport,
          ip: actor.ip,
          connectedAt: toIso(connectedAt),
          durationSeconds: Math.max(0, now - connectedAt) / 1_000,
          messagesIn,
          messagesOut,
        })),
    },
    metrics_subscribe: { execute: noted },
    metrics_unsubscribe: { execute: noted },
  };
}
