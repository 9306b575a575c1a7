import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportReport } from '../../../../shared/model/exam.ts';
import { QuestionType } from '../../../../shared/model/question.ts';
import { RichWords } from '../../../ui/rich-html.tsx';
import { Chip } from '../../parts/chip.tsx';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { Panel } from '../../parts/panel.tsx';
import classes from './exams.module.css';

/** The formats by their own names; the report has the room's. */
const FORMATS: Readonly<Record<string, string>> = { gift: 'GIFT', 'moodle-xml': 'Moodle XML', qti: 'QTI', aiken: 'Aiken' };

type Skipped = ImportReport['skipped'][number];

/** The report as the room made it: what was read by type, what was skipped on which line and why, what to look at. */
export function ImportReportView({ title, report, action }: { title?: string; report: ImportReport; action?: ReactNode }) {
  const { t } = useTranslation(['console', 'common']);
  const columns = useMemo<Column<Skipped>[]>(
    () => [
      { key: 'line', header: t('import.line'), cell: ({ line }) => line ?? '–' },
      { key: 'item', header: t('import.item'), cell: ({ item }) => (item === undefined ? '–' : <RichWords text={item} />) },
      { key: 'type', header: t('import.type'), cell: ({ type }) => type ?? '–' },
      { key: 'reason', header: t('import.reason'), cell: ({ reason }) => reason },
    ],
    [t],
  );
  return (
    <Panel
      title={title ? t('import.reportFor', { title }) : t('import.report')}
      subtitle={t('import.format', { format: FORMATS[report.format] ?? report.format })}
      actions={action}
      flush
    >
      <div className={classes.report} role="status">
        <p className={classes.verdict}>
          {report.skipped.length === 0 ? (
            <IconCircleCheck className={classes.good} size={18} stroke={1.8} aria-hidden />
          ) : (
            <IconAlertTriangle className={classes.bad} size={18} stroke={1.8} aria-hidden />
          )}
          {t('import.imported', { count: report.imported })}, {t('import.skipped', { count: report.skipped.length })}
        </p>
        <div className={classes.chips}>
          {Object.entries(report.byType).map(([type, count]) => (
            <Chip key={type} hue="petrol">
              {QuestionType.safeParse(type).success ? t(`common:questionType.${type as QuestionType}`) : type} {count}
            </Chip>
          ))}
        </div>
        {report.warnings.length > 0 ? (
          <>
            <h3 className={classes.minor}>{t('import.warnings', { count: report.warnings.length })}</h3>
            <ul className={classes.warnings}>
              {report.warnings.map((warning) => (
                <li key={warning}>{warning}</li>
              ))}
            </ul>
          </>
        ) : null}
        {report.skipped.length > 0 ? <h3 className={classes.minor}>{t('import.skippedTitle')}</h3> : null}
      </div>
      {report.skipped.length > 0 ? (
        <DataTable
          label={t('import.skippedTitle')}
          columns={columns}
          rows={report.skipped}
          rowKey={(row) => `${row.line ?? ''} ${row.item ?? ''} ${row.reason}`}
          isBare
        />
      ) : null}
    </Panel>
  );
}
