import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AttemptDetail } from '../../../../shared/model/attempt.ts';
import { TimeAt } from '../../../ui/time.tsx';
import { useCommand } from '../../link/queries.ts';
import { keys } from '../../link/query-keys.ts';
import { FactList } from '../../parts/fact-list.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Refused } from '../../parts/refused.tsx';
import classes from './candidate.module.css';

const CHECKS = ['roundTripMs', 'clockOffsetMs', 'screen', 'zoomPercent', 'batteryPercent', 'isCharging'] as const;
const MEASURES = ['fullscreen', 'displays', 'storage', 'lockdown'] as const;
const STATES = ['possible', 'unavailable', 'one', 'several', 'unknown', 'durable', 'browser', 'page'] as const;

type Readiness = NonNullable<AttemptDetail['readiness']>;
type Line = readonly [term: string, value: string];

/** What a client says in the words of its own is shown as it came: other clients know other measures. */
function useReadinessLines() {
  const { t } = useTranslation('console');
  const checkLines = ({ checks }: Readiness): Line[] =>
    CHECKS.flatMap((name) => {
      const value = checks[name];
      if (value === undefined || value === null) return [];
      const said = typeof value === 'boolean' ? t(value ? 'readiness.yes' : 'readiness.no') : String(value);
      return [[t(`readiness.${name}`), said] as const];
    });
  const measureLines = ({ measures }: Readiness): Line[] =>
    measures.map(({ id, state }) => {
      const known = MEASURES.find((name) => name === id);
      const knownState = STATES.find((name) => name === state);
      return [known ? t(`readiness.measure.${known}`) : id, knownState ? t(`readiness.state.${knownState}`) : state];
    });
  return { checkLines, measureLines };
}

/** What the candidate's computer said of itself before the start (EX11), and the way out of too many wrong start codes. */
export function ReadinessPanel({ attempt }: { attempt: AttemptDetail }) {
  const { t } = useTranslation('console');
  const { checkLines, measureLines } = useReadinessLines();
  const release = useCommand('start_code_release', [keys.attempt(attempt.id)]);
  const { readiness } = attempt;
  if (!readiness && !attempt.isStartCodeLocked) return null;
  const lines = readiness ? [...checkLines(readiness), ...measureLines(readiness)] : [];
  return (
    <Panel title={t('readiness.title')} subtitle={t('readiness.subtitle')}>
      {readiness ? <FactList facts={lines} /> : null}
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
