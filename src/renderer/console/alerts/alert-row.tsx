import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconArrowUpRight, IconCheck, IconEyeOff, IconRotate } from '@tabler/icons-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { type Alert, isOpenAlert } from '../../../shared/model/alert.ts';
import type { AttemptSummary } from '../../../shared/model/attempt.ts';
import { useReasonText, useSourceName } from '../../i18n/index.ts';
import { SeverityIcon, SeverityWord } from '../../ui/severity-badge.tsx';
import { TimeAgo } from '../../ui/time.tsx';
import { AlertMembers } from './alert-members.tsx';
import classes from './alert-row.module.css';
import { useAlertTitle } from './alert-words.ts';
import type { CandidateIndex } from './candidate-index.ts';
import { membersOf } from './incident-members.ts';

interface AlertRowProps {
  readonly alert: Alert;
  readonly candidate: AttemptSummary | undefined;
  /** Of an incident of the room: where its members are looked up. */
  readonly candidates?: CandidateIndex | undefined;
  readonly isBusy: boolean;
  /** Is it shown where the candidate is clear anyway? */
  readonly withoutCandidate?: boolean;
  readonly onAcknowledge: (alert: Alert) => void;
  readonly onDismiss: (alert: Alert) => void;
  readonly onReopen: (alert: Alert) => void;
  /** Opens what is known of it. */
  readonly onDetails?: ((alert: Alert) => void) | undefined;
}

/** One alert: how bad, what, who, how often, when; and what to do with it. */
export const AlertRow = memo(function AlertRow(props: AlertRowProps) {
  const { alert, candidate, isBusy, withoutCandidate = false } = props;
  const { t } = useTranslation(['console', 'common']);
  const titleOf = useAlertTitle();
  const sourceName = useSourceName();
  const reasonText = useReasonText();
  const title = titleOf(alert);
  // a single reason that only says the title again is no news
  const reasons = alert.reasons.length === 1 && alert.reasons[0]?.startsWith(alert.title) ? [] : alert.reasons.slice(0, 3);
  const members = props.candidates && membersOf(alert, props.candidates);
  const who = candidate ? `${candidate.name} (${candidate.candidateNumber})` : undefined;
  return (
    <article
      className={classes.row}
      tabIndex={0}
      aria-label={[title, who].filter(Boolean).join(', ')}
      data-alert={alert.id}
      data-severity={alert.severity}
      data-status={alert.status}
    >
      <SeverityIcon severity={alert.severity} />
      <div className={classes.body}>
        <div className={classes.head}>
          <span className={classes.title}>{title}</span>
          {alert.count > 1 ? (
            <span className={classes.count} title={t('alerts.countHint', { count: alert.count })}>
              ×{alert.count}
            </span>
          ) : null}
          <span className={classes.time}>
            <TimeAgo at={alert.lastAt} />
          </span>
        </div>
        <div className={classes.meta}>
          <SeverityWord severity={alert.severity} />
          {!withoutCandidate && candidate ? (
            <span className={classes.who}>
              {candidate.name} · {candidate.candidateNumber}
              {candidate.seat ? ` · ${candidate.seat}` : ''}
            </span>
          ) : null}
          {alert.attemptId ? null : (
            <span className={classes.who}>
              {alert.wall_name ? sourceName(alert.source) : t('alerts.room')}
              {alert.ip ? ` · ${alert.ip}` : ''}
            </span>
          )}
        </div>
        {members ? <AlertMembers members={members} isAlike={alert.type === 'answers_alike'} /> : null}
        {reasons.length > 0 ? (
          <ul className={classes.reasons}>
            {reasons.map((reason) => (
              <li key={reason} lang={reasonText(reason) === reason ? 'en' : undefined}>
                {reasonText(reason)}
              </li>
            ))}
          </ul>
        ) : null}
        <div className={classes.actions}>
          {alert.status === 'new' ? (
            <Button
              size="compact-xs"
              variant="light"
              leftSection={<IconCheck size={13} aria-hidden />}
              loading={isBusy}
              onClick={() => props.onAcknowledge(alert)}
            >
              {t('alerts.acknowledge')}
            </Button>
          ) : (
            <span className={classes.status} data-status={alert.status}>
              {t(`alerts.status.${alert.status}`)}
            </span>
          )}
          {isOpenAlert(alert) ? (
            <Button
              size="compact-xs"
              variant="subtle"
              color="slate"
              leftSection={<IconEyeOff size={13} aria-hidden />}
              onClick={() => props.onDismiss(alert)}
            >
              {t('alerts.dismiss')}
            </Button>
          ) : (
            <Button
              size="compact-xs"
              variant="subtle"
              color="slate"
              leftSection={<IconRotate size={13} aria-hidden />}
              loading={isBusy}
              onClick={() => props.onReopen(alert)}
            >
              {t('alerts.reopen')}
            </Button>
          )}
          {props.onDetails ? (
            <Button
              size="compact-xs"
              variant="subtle"
              color="slate"
              aria-label={t('alertDetails.openNamed', { title })}
              onClick={() => props.onDetails?.(alert)}
            >
              {t('alertDetails.open')}
            </Button>
          ) : null}
          {alert.attemptId && !withoutCandidate ? (
            <Tooltip label={t('alerts.openCandidate')}>
              <ActionIcon
                className={classes.open}
                component={Link}
                href={`/candidates/${alert.attemptId}`}
                variant="subtle"
                color="slate"
                size="sm"
                aria-label={t('alerts.openCandidate')}
              >
                <IconArrowUpRight size={15} stroke={1.8} />
              </ActionIcon>
            </Tooltip>
          ) : null}
        </div>
      </div>
    </article>
  );
});
