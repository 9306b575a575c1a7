import { IconAlertTriangle } from '@tabler/icons-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { isFinished } from '../../../../shared/model/attempt.ts';
import { useEventName } from '../../../i18n/index.ts';
import { TimeAgo } from '../../../ui/time.tsx';
import { hashHref } from '../../link/hash-location.ts';
import { Chip } from '../../parts/chip.tsx';
import { HandChip } from '../../parts/hand-chip.tsx';
import { RiskMark, riskBand } from '../../parts/risk-mark.tsx';
import {
  AttemptStateChip,
  DisconnectedChip,
  IdentityChip,
  MonitoringChip,
  ReducedIntegrityChip,
} from '../../parts/state-chips.tsx';
import classes from './candidate-card.module.css';
import { type Candidate, isMissing, needsAttention } from './trouble.ts';

/** One candidate, small: who, how far, how risky, what last happened. The whole card leads to the candidate. */
export const CandidateCard = memo(function CandidateCard({ candidate }: { candidate: Candidate }) {
  const { t } = useTranslation(['console', 'common']);
  const eventName = useEventName();
  const { answered, total } = candidate.progress;
  const share = total > 0 ? Math.min(1, answered / total) : 0;
  const isLoud =
    candidate.state === 'suspended' ||
    isMissing(candidate) ||
    (needsAttention(candidate) && riskBand(candidate.riskScore) === 'critical');
  return (
    <a
      className={classes.card}
      href={hashHref(`/candidates/${candidate.id}`)}
      data-band={riskBand(candidate.riskScore)}
      data-loud={isLoud || undefined}
      data-done={isFinished(candidate.state) || undefined}
    >
      <span className={classes.head}>
        <span
          className={classes.presence}
          data-connected={candidate.connected}
          title={candidate.connected ? t('common:connection.online') : t('common:connection.silent')}
        />
        <span className={classes.name} title={candidate.name}>
          {candidate.name || candidate.candidateNumber}
        </span>
        <RiskMark score={candidate.riskScore} />
      </span>
      <span className={classes.who}>
        <span>
          {candidate.candidateNumber}
          {candidate.seat ? <> · {t('candidate.seat', { seat: candidate.seat })}</> : null}
        </span>
        {candidate.reducedIntegrity ? <ReducedIntegrityChip isSmall /> : null}
      </span>
      <span className={classes.progress}>
        <span className={classes.track}>
          <span className={classes.fill} style={{ width: `${share * 100}%` }} />
        </span>
        <span className={classes.count}>{t('candidate.answered', { answered, total })}</span>
      </span>
      <span className={classes.last}>
        {candidate.lastEvent ? (
          <>
            {eventName(candidate.lastEvent.type)} · <TimeAgo at={candidate.lastEvent.at} />
          </>
        ) : (
          t('candidate.nothingYet')
        )}
      </span>
      <span className={classes.chips}>
        {candidate.hand ? <HandChip hand={candidate.hand} /> : null}
        <AttemptStateChip state={candidate.state} breakEndsAt={candidate.breakEndsAt} />
        {isMissing(candidate) ? <DisconnectedChip /> : null}
        {candidate.openAlerts > 0 ? (
          <Chip hue="orange" icon={<IconAlertTriangle size={13} aria-hidden />}>
            {t('candidate.openAlerts', { count: candidate.openAlerts })}
          </Chip>
        ) : null}
        <MonitoringChip monitoring={candidate.monitoring} />
        {isFinished(candidate.state) ? null : (
          <IdentityChip identity={candidate.identity} isSmall={candidate.state !== 'waiting'} />
        )}
      </span>
    </a>
  );
});
