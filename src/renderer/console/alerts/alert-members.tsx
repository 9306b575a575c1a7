import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import classes from './alert-row.module.css';
import type { IncidentMembers } from './incident-members.ts';

/** Who was hit by an incident of the room, or answers alike: how many, and who when asked. Nobody is accused by being among them. */
export function AlertMembers({ members, isAlike }: { readonly members: IncidentMembers; readonly isAlike: boolean }) {
  const { t } = useTranslation('console');
  const more = members.count - members.listed.length;
  return (
    <details className={classes.members}>
      <summary>{t('alerts.members', { count: members.count })}</summary>
      <p>{t(isAlike ? 'alerts.alikeHint' : 'alerts.membersHint')}</p>
      <ul>
        {members.listed.map(({ id, name, candidateNumber, seat }) => (
          <li key={id}>
            <Link href={`/candidates/${id}`}>{[seat, name, candidateNumber].filter(Boolean).join(' · ')}</Link>
          </li>
        ))}
      </ul>
      {more > 0 ? <p>{t('alerts.membersMore', { count: more })}</p> : null}
    </details>
  );
}
