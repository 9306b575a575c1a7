import { Alert, Button } from '@mantine/core';
import { IconRefresh, IconShieldCheck } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useActionName, useErrorText } from '../../../i18n/index.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { TimeAt } from '../../../ui/time.tsx';
import { useCommand } from '../../link/queries.ts';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import classes from './audit.module.css';
import { AuditName, useStaffNames } from './audit-name.tsx';
import { type AuditEntry, useAudit } from './use-audit.ts';

const PAGE = 200;

const detailText = (details: AuditEntry['details']): string =>
  Object.entries(details)
    .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join('  ');

/** The tamper-evident log, newest first, and its check. */
export function AuditScreen() {
  const { t } = useTranslation(['console', 'common']);
  const errorText = useErrorText();
  const actionName = useActionName();
  const [count, setCount] = useState(PAGE);
  const audit = useAudit(count);
  const verify = useCommand('audit_verify');
  const names = useStaffNames();
  const columns = useMemo<Column<AuditEntry>[]>(
    () => [
      { key: 'seq', header: t('audit.seq'), isNumber: true, cell: ({ seq }) => seq },
      {
        key: 'at',
        header: t('audit.at'),
        cell: ({ at }) => (
          <span className={classes.time}>
            <TimeAt at={at} show="date" /> <TimeAt at={at} show="clock" />
          </span>
        ),
      },
      {
        key: 'action',
        header: t('audit.action'),
        isRowHeader: true,
        cell: ({ action }) => <span title={action}>{actionName(action)}</span>,
      },
      { key: 'actor', header: t('audit.actor'), cell: ({ actor }) => <AuditName text={actor} names={names} /> },
      { key: 'subject', header: t('audit.subject'), cell: ({ subject }) => <AuditName text={subject} names={names} /> },
      {
        key: 'details',
        header: t('audit.details'),
        cell: ({ details }) => <span className={classes.details}>{detailText(details) || '–'}</span>,
      },
      {
        key: 'hash',
        header: t('audit.hash'),
        cell: ({ hash }) => (
          <span className={classes.code} title={hash}>
            {hash.slice(0, 8)}…
          </span>
        ),
      },
    ],
    [t, names, actionName],
  );

  return (
    <>
      <PageHeader title={t('nav.audit')} subtitle={t('audit.subtitle')}>
        <Button
          variant="default"
          leftSection={<IconRefresh size={17} stroke={1.8} aria-hidden />}
          loading={audit.isFetching}
          onClick={() => void audit.refetch()}
        >
          {t('audit.refresh')}
        </Button>
        <Button
          leftSection={<IconShieldCheck size={17} stroke={1.8} aria-hidden />}
          loading={verify.isPending}
          onClick={() => verify.mutate({})}
        >
          {t('audit.verify')}
        </Button>
      </PageHeader>
      <div role="status">
        {verify.data ? (
          <Alert
            color={verify.data.ok ? 'green' : 'red'}
            variant="light"
            mb="md"
            title={verify.data.ok ? t('audit.good') : t('audit.bad')}
          >
            {verify.data.ok
              ? t('audit.goodText', { count: verify.data.entries })
              : t('audit.badText', { seq: verify.data.firstBadSeq })}
          </Alert>
        ) : null}
        {verify.error ? (
          <Alert color="red" variant="light" mb="md">
            {errorText(verify.error)}
          </Alert>
        ) : null}
      </div>
      <QueryView query={audit}>
        {({ entries, total }) =>
          entries.length === 0 ? (
            <EmptyState title={t('audit.none')} />
          ) : (
            <>
              <DataTable label={t('nav.audit')} columns={columns} rows={entries} rowKey={({ seq }) => seq} pageSize={Infinity} />
              {total > entries.length ? (
                <Button
                  fullWidth
                  variant="default"
                  mt="md"
                  loading={audit.isFetching}
                  onClick={() => setCount((before) => before + PAGE * 2)}
                >
                  {t('table.more', { count: total - entries.length })}
                </Button>
              ) : null}
            </>
          )
        }
      </QueryView>
    </>
  );
}
