import { Button, Group, Modal, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Alert, isOpenAlert } from '../../../shared/model/alert.ts';
import { useReasonText, useSourceName } from '../../i18n/index.ts';
import { SeverityBadge } from '../../ui/severity-badge.tsx';
import { TimeAt } from '../../ui/time.tsx';
import { useCommandQuery } from '../link/queries.ts';
import { QueryView } from '../parts/query-view.tsx';
import classes from './alert-details.module.css';
import { useAlertTitle } from './alert-words.ts';
import { CandidateNotes } from './candidate-notes.tsx';
import type { AlertActions } from './use-alert-action.ts';

interface AlertDetailsProps {
  readonly alert: Alert | undefined;
  readonly onClose: () => void;
  readonly act: AlertActions['act'];
}

/** Why an alert was raised, what has become of it, who did what; and the next step (AL1, EV2). */
export function AlertDetails({ alert, onClose, act }: AlertDetailsProps) {
  const { t } = useTranslation(['console', 'common']);
  const titleOf = useAlertTitle();
  return (
    <Modal
      opened={alert !== undefined}
      onClose={onClose}
      size="lg"
      title={alert ? titleOf(alert) : ''}
      closeButtonProps={{ 'aria-label': t('common:action.close') }}
    >
      {alert ? <Details key={alert.id} alert={alert} act={act} /> : null}
    </Modal>
  );
}

function Details({ alert, act }: { alert: Alert; act: AlertActions['act'] }) {
  const { t } = useTranslation('console');
  const reasonText = useReasonText();
  const sourceName = useSourceName();
  // Asked for again whenever the alert has changed.
  const history = useCommandQuery('alert_history', { alertId: alert.id }, ['alert-history', alert.id, alert.rev]);
  const [comment, setComment] = useState('');
  const say = async (action: 'comment' | 'resolve' | 'assign' | 'escalate') => {
    const text = comment.trim();
    if (await act(alert, action, text === '' ? {} : { comment: text })) setComment('');
  };
  return (
    <Stack gap="md">
      <p className={classes.facts}>
        <SeverityBadge severity={alert.severity} /> {t(`alerts.status.${alert.status}`)} ·{' '}
        {alert.source.startsWith('rule:') ? t('alertDetails.byRule') : sourceName(alert.source)} · <TimeAt at={alert.firstAt} />
        {alert.count > 1 ? ` · ×${alert.count}` : ''}
        {alert.riskScore === undefined ? '' : ` · ${t('alertDetails.score', { score: Math.round(alert.riskScore) })}`}
      </p>
      <section aria-label={t('alertDetails.why')}>
        <h3 className={classes.heading}>{t('alertDetails.why')}</h3>
        {alert.reasons.length > 0 ? (
          <ul className={classes.reasons}>
            {alert.reasons.map((reason) => (
              <li key={reason} lang={reasonText(reason) === reason ? 'en' : undefined}>
                {reasonText(reason)}
              </li>
            ))}
          </ul>
        ) : (
          <p lang={reasonText(alert.message) === alert.message ? 'en' : undefined}>{reasonText(alert.message)}</p>
        )}
      </section>
      <CandidateNotes alert={alert} />
      <section aria-label={t('alertDetails.history')}>
        <h3 className={classes.heading}>{t('alertDetails.history')}</h3>
        <QueryView query={history} rows={2}>
          {({ history: notes, acknowledgedAfterSeconds: taken, closedAfterSeconds: closed }) => (
            <>
              {notes.length === 0 ? <p className={classes.facts}>{t('alertDetails.nothing')}</p> : null}
              <ol className={classes.notes}>
                {notes.map((note) => (
                  <li key={`${note.at} ${note.action} ${note.by}`}>
                    <TimeAt at={note.at} show="clock" /> {note.by}: {t(`alertDetails.action.${note.action as 'assign'}`)}
                    {note.text ? ` – ${note.text}` : ''}
                  </li>
                ))}
              </ol>
              <p className={classes.facts}>
                {taken === undefined ? '' : t('alertDetails.taken', { seconds: Math.round(taken) })}
                {closed === undefined ? '' : ` · ${t('alertDetails.closed', { seconds: Math.round(closed) })}`}
              </p>
            </>
          )}
        </QueryView>
      </section>
      <Textarea
        label={t('alertDetails.comment')}
        value={comment}
        maxLength={2000}
        autosize
        minRows={2}
        onChange={(event) => setComment(event.currentTarget.value)}
      />
      <Group gap="xs">
        <Button variant="default" disabled={comment.trim() === ''} onClick={() => void say('comment')}>
          {t('alertDetails.add')}
        </Button>
        {isOpenAlert(alert) ? (
          <>
            <Button variant="default" onClick={() => void say('assign')}>
              {t('alertDetails.take')}
            </Button>
            <Button variant="default" onClick={() => void say('escalate')}>
              {t('alertDetails.escalate')}
            </Button>
            <Button onClick={() => void say('resolve')}>{t('alertDetails.resolve')}</Button>
          </>
        ) : null}
      </Group>
    </Stack>
  );
}
