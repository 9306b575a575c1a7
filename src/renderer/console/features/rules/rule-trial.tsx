import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { CommandOutput } from '../../../../shared/protocol/index.ts';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import classes from './rules.module.css';

type Trial = CommandOutput<'rule_test'>;

/** What a rule would have found among the recorded events. */
export function RuleTrial({ trial }: { trial: Trial }) {
  const { t } = useTranslation('console');
  const columns = useMemo<Column<Trial['attempts'][number]>[]>(
    () => [
      {
        key: 'who',
        header: t('rules.candidate'),
        isRowHeader: true,
        cell: ({ attemptId, name, candidateNumber }) => <Link href={`/candidates/${attemptId}`}>{name || candidateNumber}</Link>,
      },
      { key: 'exam', header: t('rules.exam'), cell: ({ examTitle }) => examTitle },
      { key: 'fired', header: t('rules.times'), isNumber: true, sortBy: ({ fired }) => fired, cell: ({ fired }) => fired },
    ],
    [t],
  );
  return (
    <section aria-label={t('rules.trial')} className={classes.trial}>
      <p role="status">
        <strong>{t('rules.found', { alerts: trial.alerts, fired: trial.fired, events: trial.events })}</strong>
      </p>
      {trial.attempts.length > 0 ? (
        <DataTable
          label={t('rules.trial')}
          columns={columns}
          rows={trial.attempts}
          rowKey={({ attemptId }) => attemptId}
          pageSize={20}
        />
      ) : null}
    </section>
  );
}
