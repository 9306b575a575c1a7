import { useTranslation } from 'react-i18next';
import { type AttemptResult, isFinished } from '../../../../shared/model/attempt.ts';
import { pointsText } from '../../parts/number-text.ts';
import classes from './results.module.css';

const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
};

/** The exam in four figures. Points a person still has to grade are in none of the scores. */
export function ResultFigures({ results }: { results: readonly AttemptResult[] }) {
  const { t } = useTranslation('console');
  const scores = results.map(({ score }) => score);
  const maxScore = Math.max(...results.map((result) => result.maxScore));
  const pending = results.filter(({ pendingPoints }) => pendingPoints > 0).length;
  const figures: [string, string, string?][] = [
    [t('results.figure.finished'), String(results.filter(({ state }) => isFinished(state)).length), `/ ${results.length}`],
    [
      t('results.figure.mean'),
      pointsText(scores.reduce((sum, score) => sum + score, 0) / scores.length),
      `/ ${pointsText(maxScore)}`,
    ],
    [t('results.figure.median'), pointsText(median(scores)), `/ ${pointsText(maxScore)}`],
    [t('results.figure.toGrade'), String(pending), t('results.figure.candidates', { count: pending })],
    [t('results.figure.incidents'), String(results.reduce((sum, { incidents }) => sum + incidents, 0))],
  ];
  return (
    <dl className={classes.figures}>
      {figures.map(([term, value, of]) => (
        <div key={term} className={classes.figure}>
          <dt>{term}</dt>
          <dd>
            <span className={classes.value}>{value}</span> {of ? <span className={classes.of}>{of}</span> : null}
          </dd>
        </div>
      ))}
    </dl>
  );
}
