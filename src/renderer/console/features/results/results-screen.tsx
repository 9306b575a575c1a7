import { SegmentedControl, Select, Text } from '@mantine/core';
import { IconChartBar } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { ExamSummary } from '../../../../shared/model/exam.ts';
import type { ExamId } from '../../../../shared/model/ids.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useCommandQuery, useExams, useResults } from '../../link/queries.ts';
import { keys } from '../../link/query-keys.ts';
import { PageHeader } from '../../parts/page-header.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { SittingStateChip } from '../../parts/state-chips.tsx';
import { ExportMenu } from './export-menu.tsx';
import { MarkingView } from './marking-view.tsx';
import { PublishPanel } from './publish-panel.tsx';
import { ResultFigures } from './result-figures.tsx';
import classes from './results.module.css';
import { ResultsTable } from './results-table.tsx';
import { StatisticsView } from './statistics-view.tsx';

/** The newest finished exam is what somebody comes here for; else the newest. */
const mostWanted = (exams: readonly ExamSummary[]): ExamSummary | undefined =>
  exams.toSorted(
    (a, b) =>
      Number(b.sitting.state === 'ended') - Number(a.sitting.state === 'ended') ||
      Date.parse(b.createdAt) - Date.parse(a.createdAt),
  )[0];

export function ResultsScreen({ examId, view }: { examId: ExamId | undefined; view: string | undefined }) {
  const { t } = useTranslation('console');
  const exams = useExams();
  return (
    <QueryView query={exams}>
      {({ exams: list }) => {
        const exam = list.find(({ id }) => id === examId) ?? mostWanted(list);
        if (exam) return <ExamResults key={exam.id} exam={exam} exams={list} view={view} />;
        return (
          <>
            <PageHeader title={t('nav.results')} />
            <EmptyState title={t('exam.noneTitle')} icon={<IconChartBar size={22} stroke={1.6} />}>
              {t('exam.noneText')}
            </EmptyState>
          </>
        );
      }}
    </QueryView>
  );
}

const VIEWS = ['results', 'marking', 'statistics'] as const;
/** While candidates are told, how many are left is asked for now and then. */
const TELLING_MS = 10_000;

function Results({ exam }: { exam: ExamSummary }) {
  const { t } = useTranslation('console');
  const results = useResults(exam.id);
  const grading = useCommandQuery('grading_get', { examId: exam.id }, keys.grading(exam.id), { refetchInterval: TELLING_MS });
  return (
    <>
      <QueryView query={grading} rows={2}>
        {(state) => (
          <div className="iv-screen-only">
            <PublishPanel
              examId={exam.id}
              state={state}
              isOfLast={state.sittingState === 'ended' && exam.sitting.state !== 'ended'}
            />
          </div>
        )}
      </QueryView>
      <QueryView query={results}>
        {({ results: rows }) =>
          rows.length === 0 ? (
            <EmptyState title={t('results.noneTitle')} icon={<IconChartBar size={22} stroke={1.6} />}>
              {t('results.noneText')}
            </EmptyState>
          ) : (
            <>
              {rows.some(({ isMarkedBlind }) => isMarkedBlind) ? <Text my="md">{t('grading.markedBlindText')}</Text> : null}
              <ResultFigures results={rows} />
              <ResultsTable results={rows} />
            </>
          )
        }
      </QueryView>
    </>
  );
}

function ExamResults({ exam, exams, view }: { exam: ExamSummary; exams: readonly ExamSummary[]; view: string | undefined }) {
  const { t } = useTranslation('console');
  const [, goTo] = useLocation();
  const shown = VIEWS.find((one) => one === view) ?? 'results';
  // A next sitting leaves the last one to be marked and published until it has ended itself.
  const grading = useCommandQuery('grading_get', { examId: exam.id }, keys.grading(exam.id), { refetchInterval: TELLING_MS });
  const isOver = exam.sitting.state === 'ended' || grading.data?.sittingState === 'ended';
  return (
    <>
      <PageHeader title={t('nav.results')} subtitle={exam.title} aside={<SittingStateChip state={exam.sitting.state} />}>
        {exams.length > 1 ? (
          <Select
            aria-label={t('results.chooseExam')}
            w={260}
            allowDeselect={false}
            value={exam.id}
            onChange={(id) => {
              if (id) goTo(`/results/${id}`);
            }}
            data={exams.map(({ id, title }) => ({ value: id, label: title }))}
          />
        ) : null}
        <ExportMenu examId={exam.id} />
      </PageHeader>
      {isOver ? (
        <SegmentedControl
          className={`${classes.views} iv-screen-only`}
          aria-label={t('grading.views.label')}
          value={shown}
          onChange={(next) => goTo(next === 'results' ? `/results/${exam.id}` : `/results/${exam.id}/${next}`)}
          data={[
            { value: 'results', label: t('grading.views.results') },
            { value: 'marking', label: t('grading.views.marking') },
            { value: 'statistics', label: t('grading.views.statistics') },
          ]}
        />
      ) : null}
      {isOver && shown === 'marking' ? (
        <MarkingView examId={exam.id} />
      ) : isOver && shown === 'statistics' ? (
        <StatisticsView examId={exam.id} />
      ) : (
        <Results exam={exam} />
      )}
    </>
  );
}
