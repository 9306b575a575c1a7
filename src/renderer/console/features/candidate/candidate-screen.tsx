import { IconArrowLeft } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { AttemptDetail } from '../../../../shared/model/attempt.ts';
import { ErrorState } from '../../../ui/error-state.tsx';
import { LoadingState } from '../../../ui/loading-state.tsx';
import { AlertList } from '../../alerts/alert-list.tsx';
import { useAttempt } from '../../link/queries.ts';
import { useAlerts } from '../../link/room-context.tsx';
import { Panel } from '../../parts/panel.tsx';
import classes from './candidate.module.css';
import { CandidateActions } from './candidate-actions.tsx';
import { CandidateAids } from './candidate-aids.tsx';
import { CandidateHeader } from './candidate-header.tsx';
import { CandidatePaper } from './candidate-paper.tsx';
import { Conversation } from './conversation.tsx';
import { Evidence } from './evidence.tsx';
import { HeldAnswers } from './held-answers.tsx';
import { ReadinessPanel } from './readiness-panel.tsx';
import { RiskBreakdown } from './risk-breakdown.tsx';
import { Timeline } from './timeline.tsx';

/** Everything about one candidate on one page: who, how it stands, why the score is what it is, what happened, what to do. */
export function CandidateScreen({ attemptId }: { attemptId: AttemptDetail['id'] }) {
  const { t } = useTranslation('console');
  const { data: attempt, error, refetch } = useAttempt(attemptId);
  const everything = useAlerts();
  const alerts = useMemo(() => everything.filter((alert) => alert.attemptId === attemptId), [everything, attemptId]);

  return (
    <>
      <Link href={attempt ? `/overview/${attempt.examId}` : '/overview'} className={classes.back}>
        <IconArrowLeft size={15} stroke={1.9} aria-hidden /> {t('candidate.back')}
      </Link>
      {attempt ? null : <h1 className="iv-hidden">{t('tools.candidate')}</h1>}
      {!attempt && error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {!attempt && !error ? <LoadingState rows={8} /> : null}
      {attempt ? (
        <>
          <CandidateHeader attempt={attempt} />
          <CandidateActions attempt={attempt} />
          <HeldAnswers attempt={attempt} />
          <div className={classes.columns}>
            <div className={classes.column}>
              <Timeline entries={attempt.timeline} />
              <CandidatePaper attemptId={attempt.id} />
            </div>
            <div className={classes.column}>
              <Conversation attempt={attempt} />
              <CandidateAids attempt={attempt} />
              <Panel title={t('candidate.why.title')} subtitle={t('candidate.why.subtitle')}>
                <RiskBreakdown score={attempt.riskScore} contributions={attempt.risk} />
              </Panel>
              <Panel title={t('candidate.alerts')} flush>
                {alerts.length > 0 ? (
                  <AlertList alerts={alerts} label={t('candidate.alerts')} withoutCandidate />
                ) : (
                  <p className={classes.nothing}>{t('candidate.noAlerts')}</p>
                )}
              </Panel>
              <ReadinessPanel attempt={attempt} />
              <Evidence attemptId={attempt.id} />
            </div>
          </div>
        </>
      ) : null}
    </>
  );
}
