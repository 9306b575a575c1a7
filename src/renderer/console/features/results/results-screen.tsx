import { Button, Select } from '@mantine/core';
import { IconChartBar, IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { ExamSummary } from '../../../../shared/model/exam.ts';
import type { ExamId } from '../../../../shared/model/ids.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useExams, useResults } from '../../link/queries.ts';
import { PageHeader } from '../../parts/page-header.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { SittingStateChip } from '../../parts/state-chips.tsx';
import { ResultFigures } from './result-figures.tsx';
import { ResultsTable } from './results-table.tsx';
import { useCsvDownload } from './use-csv-download.ts';

/** The newest finished exam is what somebody comes here for; else the newest. */
const mostWanted = (exams: readonly ExamSummary[]): ExamSummary | undefined =>
  exams.toSorted(
    (a, b) =>
      Number(b.sitting.state === 'ended') - Number(a.sitting.state === 'ended') ||
      Date.parse(b.createdAt) - Date.parse(a.createdAt),
  )[0];

export function ResultsScreen({ examId }: { examId: ExamId | undefined }) {
  const { t } = useTranslation('console');
  const exams = useExams();
  return (
    <QueryView query={exams}>
      {({ exams: list }) => {
        const exam = list.find(({ id }) => id === examId) ?? mostWanted(list);
        if (exam) return <ExamResults key={exam.id} exam={exam} exams={list} />;
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

function ExamResults({ exam, exams }: { exam: ExamSummary; exams: readonly ExamSummary[] }) {
  const { t } = useTranslation('console');
  const [, goTo] = useLocation();
  const results = useResults(exam.id);
  const csv = useCsvDownload(exam);
  const answers = useCsvDownload(exam, 'answers');
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
        <Button
          variant="default"
          leftSection={<IconDownload size={17} stroke={1.8} aria-hidden />}
          loading={csv.isBusy}
          onClick={csv.download}
        >
          {t('results.csv')}
        </Button>
        <Button
          variant="default"
          leftSection={<IconDownload size={17} stroke={1.8} aria-hidden />}
          loading={answers.isBusy}
          onClick={answers.download}
        >
          {t('paper.answersCsv')}
        </Button>
      </PageHeader>
      <QueryView query={results}>
        {({ results: rows }) =>
          rows.length === 0 ? (
            <EmptyState title={t('results.noneTitle')} icon={<IconChartBar size={22} stroke={1.6} />}>
              {t('results.noneText')}
            </EmptyState>
          ) : (
            <>
              <ResultFigures results={rows} />
              <ResultsTable results={rows} />
            </>
          )
        }
      </QueryView>
    </>
  );
}
