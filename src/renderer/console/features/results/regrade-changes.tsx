import { Alert, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CommandOutput } from '../../../../shared/protocol/index.ts';
import { pointsText } from '../../parts/number-text.ts';
import classes from './regrade-changes.module.css';

const signed = (value: number): string => (value > 0 ? `+${pointsText(value)}` : pointsText(value).replace('-', '\u2212'));

/** Who would change, and by how much: seen before anything counts (EX7). */
export function RegradeChanges({ trial }: { trial: CommandOutput<'regrade_try'> }) {
  const { t } = useTranslation('console');
  const { changed, up, down, certificates, isMarkedBlind } = trial.summary;
  const blind = isMarkedBlind ? <Text size="sm">{t('grading.markedBlindText')}</Text> : null;
  if (changed === 0)
    return (
      <Alert variant="light" color="slate" role="status" title={t('examWork.trial.none')}>
        {t('examWork.trial.noneText')}
        {blind}
      </Alert>
    );
  return (
    <section className={classes.changes}>
      <Alert variant="light" role="status" title={t('grading.trialTitle', { count: changed })}>
        <Text size="sm">{t('grading.trialText', { up, down, certificates })}</Text>
        {blind}
      </Alert>
      <div className={classes.scroll} role="region" aria-label={t('grading.trialTitle', { count: changed })} tabIndex={0}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('candidate.name')}</th>
              <th scope="col">{t('examWork.trial.before')}</th>
              <th scope="col">{t('examWork.trial.after')}</th>
              <th scope="col">{t('examWork.trial.difference')}</th>
            </tr>
          </thead>
          <tbody>
            {trial.changes.map(({ attemptId, name, candidateNumber, before, after }) => (
              <tr key={attemptId}>
                <th scope="row">
                  {name || candidateNumber}
                  {name ? <span className={classes.number}>{candidateNumber}</span> : null}
                </th>
                <td>
                  {pointsText(before.score)} / {pointsText(before.maxScore)}
                </td>
                <td>
                  {pointsText(after.score)} / {pointsText(after.maxScore)}
                </td>
                <td>{signed(after.score - before.score)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
