import { useTranslation } from 'react-i18next';
import type { Alert } from '../../../shared/model/alert.ts';
import type { AttemptMessage } from '../../../shared/model/attempt-message.ts';
import { TimeAt } from '../../ui/time.tsx';
import { useCommandQuery } from '../link/queries.ts';
import { keys } from '../link/query-keys.ts';
import classes from './alert-details.module.css';

/** A note on such an event, or on the suspension. Notes on other events stand beside those. */
const isAbout = (alert: Alert, { kind, eventType }: AttemptMessage): boolean =>
  kind === 'note' && (eventType === undefined || eventType === alert.type);

/** What the candidate themselves said about it (LD8): beside the reasons, so that nobody decides without having read it. */
export function CandidateNotes({ alert }: { alert: Alert }) {
  const { t } = useTranslation('console');
  const attemptId = alert.attemptId ?? '';
  const { data } = useCommandQuery(
    'messages_list',
    { attemptId: attemptId as NonNullable<Alert['attemptId']> },
    keys.messages(attemptId),
    { enabled: alert.attemptId !== undefined },
  );
  const notes = (data?.messages ?? []).filter((message) => isAbout(alert, message));
  if (notes.length === 0) return null;
  return (
    <section aria-label={t('alertDetails.candidateSays')}>
      <h3 className={classes.heading}>{t('alertDetails.candidateSays')}</h3>
      <ul className={classes.reasons}>
        {notes.map((note) => (
          <li key={note.id}>
            <TimeAt at={note.at} show="clock" /> {note.text}
          </li>
        ))}
      </ul>
    </section>
  );
}
