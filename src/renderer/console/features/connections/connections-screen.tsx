import { IconPlugConnected } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActiveConnection, DailyFigures } from '../../../../shared/model/metrics.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { TimeAgo } from '../../../ui/time.tsx';
import { useCommandQuery } from '../../link/queries.ts';
import { keys } from '../../link/query-keys.ts';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { Panel } from '../../parts/panel.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { ConnectionFigures } from './connection-figures.tsx';
import classes from './connections.module.css';
import { useConnections, useMetrics } from './use-metrics.ts';

/** What carries a connection, in words; a name of another version stands as it is. */
const TRANSPORTS = ['websocket', 'polling', 'ws-alerts', 'ws-notifications'] as const;
const isKnown = (transport: string): transport is (typeof TRANSPORTS)[number] =>
  (TRANSPORTS as readonly string[]).includes(transport);

/** How the room's connections do: the figures of the moment, who is connected, and the days before (OP1). */
export function ConnectionsScreen() {
  const { t } = useTranslation(['console', 'common']);
  const metrics = useMetrics();
  const connections = useConnections();
  const sessions = useCommandQuery('sessions_list', {}, keys.sessions);
  const names = useMemo(
    () => new Map(sessions.data?.sessions.map(({ user }) => [user.id, user.displayName || user.username])),
    [sessions.data],
  );
  const columns = useMemo<Column<ActiveConnection>[]>(() => {
    const nameOf = ({ userId }: ActiveConnection): string => names.get(userId) ?? userId.slice(0, 8);
    return [
      { key: 'user', header: t('connections.user'), isRowHeader: true, sortBy: nameOf, cell: nameOf },
      { key: 'role', header: t('connections.role'), sortBy: ({ role }) => role, cell: ({ role }) => t(`common:role.${role}`) },
      {
        key: 'transport',
        header: t('connections.transport'),
        sortBy: ({ transport }) => transport,
        cell: ({ transport }) => (isKnown(transport) ? t(`connections.transports.${transport}`) : transport),
      },
      { key: 'ip', header: t('connections.ip'), sortBy: ({ ip }) => ip, cell: ({ ip }) => ip },
      {
        key: 'since',
        header: t('connections.since'),
        sortBy: ({ connectedAt }) => connectedAt,
        cell: ({ connectedAt }) => <TimeAgo at={connectedAt} />,
      },
      {
        key: 'in',
        header: t('connections.received'),
        isNumber: true,
        sortBy: ({ messagesIn }) => messagesIn,
        cell: ({ messagesIn }) => messagesIn,
      },
      {
        key: 'out',
        header: t('connections.sent'),
        isNumber: true,
        sortBy: ({ messagesOut }) => messagesOut,
        cell: ({ messagesOut }) => messagesOut,
      },
    ];
  }, [t, names]);
  const dayColumns = useMemo<Column<DailyFigures>[]>(
    () => [
      { key: 'date', header: t('connections.day'), isRowHeader: true, cell: ({ date }) => date },
      { key: 'connections', header: t('connections.opened'), isNumber: true, cell: (day) => day.connections },
      { key: 'messages', header: t('connections.messagesOfDay'), isNumber: true, cell: (day) => day.messages },
      { key: 'alerts', header: t('connections.alertsOfDay'), isNumber: true, cell: (day) => day.alerts },
    ],
    [t],
  );

  return (
    <>
      <PageHeader title={t('nav.connections')} subtitle={t('connections.subtitle')} />
      <QueryView query={metrics} rows={2}>
        {(figures) => <ConnectionFigures metrics={figures} />}
      </QueryView>
      <QueryView query={connections}>
        {(open) =>
          open.length === 0 ? (
            <EmptyState title={t('connections.none')} icon={<IconPlugConnected size={22} stroke={1.6} />} />
          ) : (
            <DataTable label={t('nav.connections')} columns={columns} rows={open} rowKey={({ id }) => id} />
          )
        }
      </QueryView>
      {metrics.data ? (
        <div className={classes.days}>
          <Panel title={t('connections.days')} subtitle={t('connections.daysText')} flush>
            <DataTable
              isBare
              label={t('connections.days')}
              columns={dayColumns}
              rows={metrics.data.daily.toReversed()}
              rowKey={({ date }) => date}
            />
          </Panel>
        </div>
      ) : null}
    </>
  );
}
