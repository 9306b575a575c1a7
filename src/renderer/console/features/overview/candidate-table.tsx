import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { isFinished } from '../../../../shared/model/attempt.ts';
import { useEventName } from '../../../i18n/index.ts';
import { TimeAgo } from '../../../ui/time.tsx';
import { hashHref } from '../../link/hash-location.ts';
import tables from '../../parts/data-table.module.css';
import { HandChip } from '../../parts/hand-chip.tsx';
import { RiskMark } from '../../parts/risk-mark.tsx';
import {
  AttemptStateChip,
  DisconnectedChip,
  IdentityChip,
  MonitoringChip,
  ReducedIntegrityChip,
} from '../../parts/state-chips.tsx';
import { useGrowing } from '../../parts/use-growing.ts';
import { type Candidate, isMissing } from './trouble.ts';

const Row = memo(function Row({ candidate }: { candidate: Candidate }) {
  const { t } = useTranslation(['console', 'common']);
  const eventName = useEventName();
  const { answered, total } = candidate.progress;
  return (
    <tr>
      <th scope="row" data-label={t('candidate.name')}>
        <a className={tables.link} href={hashHref(`/candidates/${candidate.id}`)}>
          {candidate.name || candidate.candidateNumber}
        </a>
      </th>
      <td data-label={t('candidate.number')} className="iv-numbers">
        {candidate.candidateNumber}
      </td>
      <td data-label={t('candidate.seatLabel')}>{candidate.seat ?? '–'}</td>
      <td data-label={t('candidate.state')}>
        <span className={tables.chips}>
          <AttemptStateChip state={candidate.state} breakEndsAt={candidate.breakEndsAt} />
          {isMissing(candidate) ? <DisconnectedChip /> : null}
        </span>
      </td>
      <td data-label={t('candidate.progress')} className={tables.number}>
        {answered}/{total}
      </td>
      <td data-label={t('candidate.risk')}>
        <RiskMark score={candidate.riskScore} />
      </td>
      <td data-label={t('candidate.alerts')} className={tables.number}>
        {candidate.openAlerts}
      </td>
      <td data-label={t('candidate.lastEvent')}>
        {candidate.lastEvent ? (
          <span>
            {eventName(candidate.lastEvent.type)} · <TimeAgo at={candidate.lastEvent.at} />
          </span>
        ) : (
          '–'
        )}
      </td>
      <td data-label={t('candidate.marks')}>
        <span className={tables.chips}>
          {candidate.hand ? <HandChip hand={candidate.hand} /> : null}
          <MonitoringChip monitoring={candidate.monitoring} />
          {isFinished(candidate.state) ? null : (
            <IdentityChip identity={candidate.identity} isSmall={candidate.state !== 'waiting'} />
          )}
          {candidate.reducedIntegrity ? <ReducedIntegrityChip isSmall /> : null}
        </span>
      </td>
    </tr>
  );
});

/** The same candidates as lines: more of them at once, for comparing. */
export function CandidateTable({ candidates }: { candidates: readonly Candidate[] }) {
  const { t } = useTranslation('console');
  const { count, end } = useGrowing(candidates.length, 80);
  return (
    <div className={tables.frame}>
      <div className={tables.scroll} role="region" aria-label={t('overview.candidates')} tabIndex={0}>
        <table className={`${tables.table} ${tables.wide}`}>
          <thead>
            <tr>
              <th scope="col">{t('candidate.name')}</th>
              <th scope="col">{t('candidate.number')}</th>
              <th scope="col">{t('candidate.seatLabel')}</th>
              <th scope="col">{t('candidate.state')}</th>
              <th scope="col" className={tables.number}>
                {t('candidate.progress')}
              </th>
              <th scope="col">{t('candidate.risk')}</th>
              <th scope="col" className={tables.number}>
                {t('candidate.alerts')}
              </th>
              <th scope="col">{t('candidate.lastEvent')}</th>
              <th scope="col">{t('candidate.marks')}</th>
            </tr>
          </thead>
          <tbody>
            {candidates.slice(0, count).map((candidate) => (
              <Row key={candidate.id} candidate={candidate} />
            ))}
          </tbody>
        </table>
      </div>
      <div ref={end} />
    </div>
  );
}
