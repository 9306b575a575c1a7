import { useTranslation } from 'react-i18next';
import type { RiskContribution } from '../../../../shared/model/attempt.ts';
import { useEventName } from '../../../i18n/index.ts';
import { TimeAgo } from '../../../ui/time.tsx';
import classes from './risk-breakdown.module.css';

const points = (value: number): string => (value < 0 ? '−' : '') + Math.abs(value).toFixed(1);

/** Why the score is what it is: each contribution as a bar and a number, and their sum. */
export function RiskBreakdown({ score, contributions }: { score: number; contributions: readonly RiskContribution[] }) {
  const { t } = useTranslation(['console', 'events']);
  const eventName = useEventName();
  if (contributions.length === 0) return <p className={classes.nothing}>{t('candidate.why.nothing')}</p>;
  const largest = Math.max(...contributions.map((line) => Math.abs(line.points)), 1);
  return (
    <div>
      <ul className={classes.lines}>
        {contributions.map((line) => (
          <li key={`${line.type} ${line.kind}`} className={classes.line} data-kind={line.kind}>
            <span className={classes.what}>
              {eventName(line.type)}
              {line.count > 1 ? <span className={classes.times}> ×{line.count}</span> : null}
            </span>
            <span className={classes.points}>{points(line.points)}</span>
            <span className={classes.track} aria-hidden="true">
              <span className={classes.bar} style={{ width: `${(Math.abs(line.points) / largest) * 100}%` }} />
            </span>
            <span className={classes.when}>
              {line.kind === 'cap' ? (
                t('candidate.why.cap')
              ) : (
                <>
                  {t(`events:kind.${line.kind}`)}
                  {line.lastAt ? (
                    <>
                      {' '}
                      · <TimeAgo at={line.lastAt} />
                    </>
                  ) : null}
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
      <p className={classes.sum}>
        <span>{t('candidate.why.sum')}</span>
        <span className={classes.points}>{points(score)}</span>
      </p>
      <p className={classes.note}>{t('candidate.why.note')}</p>
    </div>
  );
}
