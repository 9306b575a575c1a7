import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type AttemptDetail, isFinished } from '../../../../shared/model/attempt.ts';
import { useReasonText } from '../../../i18n/index.ts';
import { Countdown, TimeAt } from '../../../ui/time.tsx';
import { Chip } from '../../parts/chip.tsx';
import { GrantedChips } from '../../parts/granted-chips.tsx';
import { RiskMark } from '../../parts/risk-mark.tsx';
import {
  AttemptStateChip,
  DisconnectedChip,
  IdentityChip,
  MonitoringChip,
  ReducedIntegrityChip,
} from '../../parts/state-chips.tsx';
import classes from './candidate.module.css';

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={classes.fact}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

export function CandidateHeader({ attempt }: { attempt: AttemptDetail }) {
  const { t } = useTranslation(['console', 'common']);
  const reasonText = useReasonText();
  const { answered, total } = attempt.progress;
  const isRunning = attempt.state === 'in_progress' || attempt.state === 'suspended';
  return (
    <header className={classes.header}>
      <div className={classes.identity}>
        <h1 className={classes.name}>{attempt.name || attempt.candidateNumber}</h1>
        <div className={classes.chips}>
          <AttemptStateChip state={attempt.state} breakEndsAt={attempt.breakEndsAt} />
          {attempt.connected ? (
            <Chip hue="green" dot>
              {t('common:connection.online')}
            </Chip>
          ) : isFinished(attempt.state) ? null : (
            <DisconnectedChip />
          )}
          <MonitoringChip monitoring={attempt.monitoring} />
          <IdentityChip identity={attempt.identity} isAlwaysShown />
          {attempt.reducedIntegrity ? <ReducedIntegrityChip /> : null}
          <GrantedChips accommodations={attempt.accommodations} />
        </div>
        {attempt.reason ? (
          <p className={classes.reason}>
            {t('candidate.reason')}: {reasonText(attempt.reason)}
          </p>
        ) : null}
      </div>
      <dl className={classes.facts}>
        <Fact label={t('candidate.risk')}>
          <RiskMark score={attempt.riskScore} size="lg" />
        </Fact>
        <Fact label={t('candidate.timeLeft')}>
          {attempt.endsAt && isRunning ? (
            <>
              <span className={classes.big}>
                <Countdown until={attempt.endsAt} />
              </span>{' '}
              <span className={classes.small}>
                {t('candidate.until')} <TimeAt at={attempt.endsAt} show="clock" />
              </span>
            </>
          ) : (
            <span className={classes.big}>–</span>
          )}
        </Fact>
        <Fact label={t('candidate.progress')}>
          <span className={classes.big}>
            {answered}
            <span className={classes.small}> / {total}</span>
          </span>
        </Fact>
        <Fact label={t('candidate.number')}>
          <span className={classes.big}>{attempt.candidateNumber}</span>
        </Fact>
        <Fact label={t('candidate.seatLabel')}>
          <span className={classes.big}>{attempt.seat ?? '–'}</span>
        </Fact>
      </dl>
    </header>
  );
}
