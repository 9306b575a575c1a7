import { Button } from '@mantine/core';
import { IconFileText } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { ExamSummary } from '../../../../shared/model/exam.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { TimeAt } from '../../../ui/time.tsx';
import { useExams } from '../../link/queries.ts';
import tables from '../../parts/data-table.module.css';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { pointsText } from '../../parts/number-text.ts';
import { PageHeader } from '../../parts/page-header.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { SittingStateChip } from '../../parts/state-chips.tsx';
import { ExamImport } from './exam-import.tsx';
import classes from './exams.module.css';

export function ExamsScreen() {
  const { t } = useTranslation('console');
  const exams = useExams();
  const columns = useMemo<Column<ExamSummary>[]>(
    () => [
      {
        key: 'title',
        header: t('exam.title'),
        isRowHeader: true,
        sortBy: ({ title }) => title,
        cell: ({ id, title }) => (
          <Link className={tables.link} href={`/exams/${id}`}>
            {title}
          </Link>
        ),
      },
      { key: 'state', header: t('exam.state'), cell: ({ sitting }) => <SittingStateChip state={sitting.state} /> },
      {
        key: 'questions',
        header: t('exam.questions'),
        isNumber: true,
        sortBy: ({ answerableCount }) => answerableCount,
        cell: ({ answerableCount }) => answerableCount,
      },
      { key: 'points', header: t('exam.points'), isNumber: true, cell: ({ totalPoints }) => pointsText(totalPoints) },
      {
        key: 'minutes',
        header: t('exam.minutes'),
        isNumber: true,
        sortBy: ({ durationMinutes }) => durationMinutes,
        cell: ({ durationMinutes }) => durationMinutes,
      },
      { key: 'roster', header: t('exam.roster'), isNumber: true, cell: ({ rosterCount }) => rosterCount },
      {
        key: 'created',
        header: t('exam.created'),
        sortBy: ({ createdAt }) => createdAt,
        cell: ({ createdAt }) => <TimeAt at={createdAt} />,
      },
      {
        key: 'watch',
        header: t('exam.watch'),
        isAction: true,
        cell: ({ id, title }) => (
          <Button
            size="compact-sm"
            variant="default"
            component={Link}
            href={`/overview/${id}`}
            aria-label={t('exam.watchNamed', { title })}
          >
            {t('exam.watch')}
          </Button>
        ),
      },
    ],
    [t],
  );

  return (
    <>
      <PageHeader title={t('nav.exams')} subtitle={t('exam.listSubtitle')} />
      <div className={classes.stack}>
        <ExamImport />
        <QueryView query={exams}>
          {({ exams: list }) =>
            list.length === 0 ? (
              <EmptyState title={t('exam.noneTitle')} icon={<IconFileText size={22} stroke={1.6} />}>
                {t('exam.noneText')}
              </EmptyState>
            ) : (
              <DataTable label={t('nav.exams')} columns={columns} rows={list} rowKey={({ id }) => id} />
            )
          }
        </QueryView>
      </div>
    </>
  );
}
