import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AttemptDetail } from '../../../../shared/model/attempt.ts';
import { TimeAt } from '../../../ui/time.tsx';
import { useCommand } from '../../link/queries.ts';
import { keys } from '../../link/query-keys.ts';
import { Panel } from '../../parts/panel.tsx';
import { Refused } from '../../parts/refused.tsx';
import classes from './candidate.module.css';

const KNOWN = ['roundTripMs', 'clockOffsetMs', 'screen', 'zoomPercent', 'batteryPercent', 'isCharging'] as const;

/** What the candidate's computer said of itself before the start (EX11), and the way out of too many wrong start codes. */
export function ReadinessPanel({ attempt }: { attempt: AttemptDetail }) {
  const { t } = useTranslation('console');
  const release = useCommand('start_code_release', [keys.attempt(attempt.id)]);
  const { readiness } = attempt;
  if (!readiness && !attempt.isStartCodeLocked) return null;
  const shown = KNOWN.filter((name) => readiness?.checks[name] !== undefined && readiness.checks[name] !== null);
  return (
    <Panel title={t('readiness.title')} subtitle={t('readiness.subtitle')}>
      {readiness ? (
        <ul>
          {shown.map((name) => (
            <li key={name}>
              {t(`readiness.${name}`)}:{' '}
              {typeof readiness.checks[name] === 'boolean'
                ? t(readiness.checks[name] ? 'readiness.yes' : 'readiness.no')
                : String(readiness.checks[name])}
            </li>
          ))}
          {readiness.measures.map(({ id, state }) => (
            <li key={id}>
              {id}: {state}
            </li>
          ))}
        </ul>
      ) : null}
      {readiness ? (
        <p className={classes.small}>
          {t('readiness.at')} <TimeAt at={readiness.at} show="clock" />
          {readiness.grade ? ` · ${t('readiness.grade', { grade: readiness.grade })}` : ''}
        </p>
      ) : null}
      {attempt.isStartCodeLocked ? (
        <Button variant="default" loading={release.isPending} onClick={() => release.mutate({ attemptId: attempt.id })}>
          {t('readiness.release')}
        </Button>
      ) : null}
      <Refused error={release.error} />
    </Panel>
  );
}
