import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { RosterReport } from '../../../../shared/model/exam.ts';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { Panel } from '../../parts/panel.tsx';
import classes from './exams.module.css';

const MOST_WARNINGS = 50;

type Rejected = RosterReport['rejected'][number];

/** What a person should look at of lines that are read; nothing where there is nothing. */
export function RosterWarnings({ warnings = [] }: { warnings: RosterReport['warnings'] }) {
  const { t } = useTranslation('console');
  if (warnings.length === 0) return null;
  return (
    <>
      <h3 className={classes.minor}>{t('roster.warnings', { count: warnings.length })}</h3>
      <ul className={classes.warnings}>
        {warnings.slice(0, MOST_WARNINGS).map(({ line, reason }) => (
          <li key={`${line} ${reason}`}>
            {t('import.line')} {line}: {reason}
          </li>
        ))}
      </ul>
    </>
  );
}

export function RosterReportView({ report }: { report: RosterReport }) {
  const { t } = useTranslation('console');
  const columns = useMemo<Column<Rejected>[]>(
    () => [
      { key: 'line', header: t('import.line'), cell: ({ line }) => line },
      { key: 'reason', header: t('import.reason'), cell: ({ reason }) => reason },
    ],
    [t],
  );
  return (
    <Panel title={t('roster.report')} flush>
      <div className={classes.report} role="status">
        <p className={classes.verdict}>
          {report.rejected.length === 0 ? (
            <IconCircleCheck className={classes.good} size={18} stroke={1.8} aria-hidden />
          ) : (
            <IconAlertTriangle className={classes.bad} size={18} stroke={1.8} aria-hidden />
          )}
          {t('roster.added', { count: report.added })}, {t('roster.updated', { count: report.updated })},{' '}
          {t('roster.rejected', { count: report.rejected.length })}
        </p>
        <RosterWarnings warnings={report.warnings} />
      </div>
      {report.rejected.length > 0 ? (
        <DataTable
          label={t('roster.rejectedTitle')}
          columns={columns}
          rows={report.rejected}
          rowKey={({ line, reason }) => `${line} ${reason}`}
          isBare
        />
      ) : null}
    </Panel>
  );
}
