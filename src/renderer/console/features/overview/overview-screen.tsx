import { Button } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconFileImport, IconUsersGroup, IconZoomExclamation } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Redirect } from 'wouter';
import type { ExamSummary } from '../../../../shared/model/exam.ts';
import type { ExamId } from '../../../../shared/model/ids.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorState } from '../../../ui/error-state.tsx';
import { LoadingState } from '../../../ui/loading-state.tsx';
import { AlertFeed } from '../../alerts/alert-feed.tsx';
import { AlertStrip } from '../../alerts/alert-strip.tsx';
import { useExams } from '../../link/queries.ts';
import { JoinCard } from '../../parts/join-card.tsx';
import { Panel } from '../../parts/panel.tsx';
import { CandidateFilters, HiddenTrouble } from './candidate-filters.tsx';
import { CandidateGrid } from './candidate-grid.tsx';
import { CandidateTable } from './candidate-table.tsx';
import { ExamHeader } from './exam-header.tsx';
import { matches, SHOW_RULES, useFilters } from './filters.ts';
import { mostLively } from './most-lively.ts';
import classes from './overview.module.css';
import { byTrouble } from './trouble.ts';
import { useCandidates } from './use-candidates.ts';

export function OverviewScreen({ examId }: { examId: ExamId | undefined }) {
  const { t } = useTranslation('console');
  const { data, error, refetch } = useExams();
  if (!data) return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <LoadingState rows={6} />;
  const exam = data.exams.find(({ id }) => id === examId);
  const instead = mostLively(data.exams);
  // named in the address from here on: what is watched must not change under the proctor when another exam becomes livelier
  if (!exam && instead) return <Redirect to={`/overview/${instead.id}`} replace />;
  if (!exam) {
    return (
      <>
        <h1 className="iv-hidden">{t('nav.overview')}</h1>
        <EmptyState
          title={t('overview.noExamTitle')}
          icon={<IconFileImport size={22} stroke={1.6} />}
          action={
            <Button component={Link} href="/exams">
              {t('overview.noExamAction')}
            </Button>
          }
        >
          {t('overview.noExamText')}
        </EmptyState>
      </>
    );
  }
  return <Watch key={exam.id} exam={exam} exams={data.exams} />;
}

function Watch({ exam, exams }: { exam: ExamSummary; exams: readonly ExamSummary[] }) {
  const { t } = useTranslation('console');
  const { candidates, error, retry } = useCandidates(exam.id);
  const [filters, setFilters] = useFilters();
  const isFeedDocked = useMediaQuery('(min-width: 75em)', true, { getInitialValueInEffect: false });
  const sorted = useMemo(() => byTrouble(candidates ?? []), [candidates]);
  const shown = useMemo(
    () => sorted.filter((candidate) => SHOW_RULES[filters.show](candidate) && matches(candidate, filters.query)),
    [sorted, filters.show, filters.query],
  );
  const readyCount = sorted.filter(({ state, connected }) => state === 'waiting' && connected).length;

  return (
    <div className={classes.columns}>
      <div className={classes.room}>
        <ExamHeader exam={exam} exams={exams} readyCount={readyCount} />
        {exam.sitting.state === 'open' ? (
          <div className={classes.join}>
            <Panel title={t('join.title')}>
              <JoinCard />
            </Panel>
          </div>
        ) : null}
        {isFeedDocked ? null : <AlertStrip />}
        <h2 className="iv-hidden">{t('overview.candidates')}</h2>
        {!candidates && error ? <ErrorState error={error} onRetry={retry} /> : null}
        {!candidates && !error ? <LoadingState rows={6} /> : null}
        {candidates?.length === 0 ? (
          <EmptyState title={t('overview.nobodyTitle')} icon={<IconUsersGroup size={22} stroke={1.6} />}>
            {exam.rosterCount === 0 ? t('overview.nobodyNoRoster') : t(`overview.nobody.${exam.sitting.state}`)}
          </EmptyState>
        ) : null}
        {candidates && candidates.length > 0 ? (
          <>
            <CandidateFilters candidates={candidates} shownCount={shown.length} filters={filters} onChange={setFilters} />
            <HiddenTrouble candidates={candidates} shown={shown} onShowAll={() => setFilters({ show: 'attention', query: '' })} />
            {shown.length === 0 ? (
              <EmptyState
                title={t('overview.noMatchTitle')}
                icon={<IconZoomExclamation size={22} stroke={1.6} />}
                action={
                  <Button variant="default" onClick={() => setFilters({ show: 'all', query: '' })}>
                    {t('overview.showEverybody')}
                  </Button>
                }
              />
            ) : filters.view === 'grid' ? (
              <CandidateGrid candidates={shown} />
            ) : (
              <CandidateTable candidates={shown} />
            )}
          </>
        ) : null}
      </div>
      {isFeedDocked ? (
        <div className={classes.feed}>
          <AlertFeed examId={exam.id} />
        </div>
      ) : null}
    </div>
  );
}
