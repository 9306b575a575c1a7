import { Button } from '@mantine/core';
import { IconCheck, IconUser, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { RecoveryRequestView } from '../../../../shared/model/recovery.ts';
import type { Device } from '../../../../shared/model/session.ts';
import { TimeAgo } from '../../../ui/time.tsx';
import { clockText } from '../../../ui/time-text.ts';
import { hashHref } from '../../link/hash-location.ts';
import { useRoom } from '../../link/room-context.tsx';
import { Chip } from '../../parts/chip.tsx';
import { AttemptStateChip } from '../../parts/state-chips.tsx';
import classes from './recovery.module.css';

const placeOf = ({ ip, location, deviceType, os, app }: Device): string =>
  [ip, location === 'unknown' ? undefined : location, deviceType === 'unknown' ? undefined : deviceType, os, app]
    .filter(Boolean)
    .join(' · ');

/** Who has agreed and who is still missing: one mark a person, in words as well. */
function Custodians({ request }: { request: RecoveryRequestView }) {
  const { t } = useTranslation('console');
  const { user } = useRoom();
  const given = request.custodians - request.remainingApprovals;
  const isMine = request.approvals.some(({ userId }) => userId === user.id);
  return (
    <div className={classes.people}>
      <span className={classes.seats} aria-hidden="true">
        {Array.from({ length: request.custodians }, (_, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: places, not people
          <span key={place} className={classes.seat} data-given={place < given || undefined}>
            {place < given ? <IconCheck size={14} stroke={3} /> : <IconUser size={13} />}
          </span>
        ))}
      </span>
      <span>{t('recovery.custodians', { given, needed: request.custodians })}</span>
      {request.approvals.map(({ userId, name }) => (
        <Chip key={userId} hue="green">
          {t('recovery.gave', { name })}
        </Chip>
      ))}
      {request.custodians === 2 && request.state === 'pending' && request.remainingApprovals > 0 ? (
        <Chip hue="amber">{t(isMine ? 'recovery.youGave' : given > 0 ? 'recovery.missing' : 'recovery.twoPeople')}</Chip>
      ) : null}
      {request.needsCode ? <Chip hue="amber">{t('recovery.codeMissing')}</Chip> : null}
      {request.codeAccepted ? <Chip hue="green">{t('recovery.codeAccepted')}</Chip> : null}
    </div>
  );
}

interface RequestCardProps {
  readonly request: RecoveryRequestView;
  readonly onDecide: (action: 'approve' | 'deny') => void;
}

/** One request: who, from where, why, and how many still have to agree. */
export function RequestCard({ request, onDecide }: RequestCardProps) {
  const { t, i18n } = useTranslation('console');
  const { user } = useRoom();
  const name = request.name || request.candidateNumber;
  const isPending = request.state === 'pending';
  const isMine = request.approvals.some(({ userId }) => userId === user.id);
  return (
    <li className={classes.card} data-state={request.state}>
      <div className={classes.head}>
        <h3 className={classes.name}>
          <a href={hashHref(`/candidates/${request.attemptId}`)}>{name}</a>
        </h3>
        <AttemptStateChip state={request.attemptState} />
      </div>
      <p className={classes.kind}>
        {request.candidateNumber}
        {request.seat ? ` · ${t('candidate.seat', { seat: request.seat })}` : ''} · {request.examTitle}
      </p>
      <dl className={classes.facts}>
        <dt>{t('tools.what')}</dt>
        <dd>{t(`recovery.kind.${request.kind}`)}</dd>
        <dt>{t('recovery.why')}</dt>
        <dd>{request.reason ?? t('recovery.noReason')}</dd>
        <dt>{t('recovery.from')}</dt>
        <dd>{placeOf(request.device)}</dd>
        <dt>{t('recovery.holds')}</dt>
        <dd>
          {request.heldBy
            ? `${placeOf(request.heldBy.device)} (${t(request.heldBy.connected ? 'recovery.online' : 'recovery.silent')})`
            : t('recovery.holdsNobody')}
        </dd>
        <dt>{t('recovery.method')}</dt>
        <dd>{t(`recovery.methods.${request.method}`)}</dd>
        <dt>{t('recovery.asked')}</dt>
        <dd>
          <TimeAgo at={request.requestedAt} /> ·{' '}
          {t('recovery.ends', { time: clockText(Date.parse(request.expiresAt), i18n.language) })}
        </dd>
      </dl>
      <Custodians request={request} />
      {isPending ? (
        <>
          <p className={classes.kind}>{t(`recovery.consequence.${request.kind}`)}</p>
          <div className={classes.buttons}>
            <Button
              size="sm"
              disabled={isMine}
              aria-label={t('recovery.approveNamed', { name })}
              leftSection={<IconCheck size={16} aria-hidden />}
              onClick={() => onDecide('approve')}
            >
              {t('recovery.approve')}
            </Button>
            <Button
              size="sm"
              variant="default"
              aria-label={t('recovery.denyNamed', { name })}
              leftSection={<IconX size={16} aria-hidden />}
              onClick={() => onDecide('deny')}
            >
              {t('recovery.deny')}
            </Button>
          </div>
        </>
      ) : null}
    </li>
  );
}
