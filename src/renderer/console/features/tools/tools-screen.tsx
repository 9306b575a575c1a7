import { IconCalculator } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ToolHistoryEntry } from '../../../../shared/model/tool.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import type { Hue } from '../../../ui/palette.ts';
import { TimeAt } from '../../../ui/time.tsx';
import { useCommandQuery } from '../../link/queries.ts';
import { keys } from '../../link/query-keys.ts';
import { Chip } from '../../parts/chip.tsx';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { Panel } from '../../parts/panel.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { useToolName } from '../../parts/tool-name.ts';
import { AccessList } from './access-list.tsx';
import { Catalogue } from './catalogue.tsx';
import classes from './tools.module.css';

const HUES: Readonly<Record<ToolHistoryEntry['type'], Hue>> = {
  requested: 'blue',
  granted: 'green',
  denied: 'amber',
  revoked: 'amber',
  expired: 'slate',
  used: 'petrol',
  blocked: 'red',
};
/** The room's own reasons, said in the language of the page. */
const ROOM_REASONS: Readonly<Record<string, 'tools.ended.time' | 'tools.ended.exam'>> = {
  'The time of the grant is over': 'tools.ended.time',
  'The exam is over': 'tools.ended.exam',
};
const HISTORY = 200;

function History() {
  const { t } = useTranslation('console');
  const toolName = useToolName();
  const history = useCommandQuery('tools_history', { limit: HISTORY }, keys.toolHistory);
  const columns = useMemo<Column<ToolHistoryEntry>[]>(
    () => [
      { key: 'when', header: t('tools.when'), cell: ({ at }) => <TimeAt at={at} /> },
      {
        key: 'candidate',
        header: t('tools.candidate'),
        isRowHeader: true,
        sortBy: ({ name, candidateNumber }) => name || candidateNumber,
        cell: ({ name, candidateNumber }) => name || candidateNumber,
      },
      { key: 'tool', header: t('tools.tool'), sortBy: ({ tool }) => tool.name, cell: ({ tool }) => toolName(tool) },
      {
        key: 'what',
        header: t('tools.what'),
        sortBy: ({ type }) => type,
        cell: ({ type }) => <Chip hue={HUES[type]}>{t(`tools.event.${type}`)}</Chip>,
      },
      { key: 'points', header: t('tools.dataPoints'), cell: ({ dataPoints }) => dataPoints.join(', ') || '–' },
      { key: 'by', header: t('tools.by'), cell: ({ by }) => by ?? '–' },
      {
        key: 'why',
        header: t('tools.why'),
        cell: ({ reason }) => {
          const own = reason === undefined ? undefined : ROOM_REASONS[reason];
          return own ? t(own) : (reason ?? '–');
        },
      },
    ],
    [t, toolName],
  );
  return (
    <Panel title={t('tools.history')} flush>
      <QueryView query={history}>
        {({ history: entries }) =>
          entries.length === 0 ? (
            <EmptyState compact title={t('tools.noHistory')} />
          ) : (
            <DataTable
              label={t('tools.history')}
              columns={columns}
              rows={entries}
              rowKey={({ number }) => number}
              isBare
              pageSize={50}
            />
          )
        }
      </QueryView>
    </Panel>
  );
}

/** Who asks for which tool, who has one, and everything that happened with them (TL1). */
export function ToolsScreen() {
  const { t } = useTranslation('console');
  const open = useCommandQuery('tools_open', {}, keys.openTools);
  return (
    <>
      <PageHeader title={t('nav.tools')} subtitle={t('tools.subtitle')} />
      <div className={classes.sections}>
        <QueryView query={open} rows={4}>
          {({ requests, grants }) => (
            <>
              <Panel title={t('tools.requests')} subtitle={t('tools.requestsText')} flush>
                {requests.length === 0 ? (
                  <EmptyState compact title={t('tools.noRequests')} icon={<IconCalculator size={22} stroke={1.6} />} />
                ) : (
                  <AccessList accesses={requests} label={t('tools.requests')} />
                )}
              </Panel>
              <Panel title={t('tools.grants')} flush>
                {grants.length === 0 ? (
                  <EmptyState compact title={t('tools.noGrants')} />
                ) : (
                  <AccessList accesses={grants} label={t('tools.grants')} />
                )}
              </Panel>
            </>
          )}
        </QueryView>
        <Catalogue />
        <History />
      </div>
    </>
  );
}
