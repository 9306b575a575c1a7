import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '../../../i18n/index.ts';
import { LoadingState } from '../../../ui/loading-state.tsx';
import { ResultDetails } from './result-details.tsx';
import classes from './submitted.module.css';
import { useResult } from './use-result.ts';

const figure = (value: number, language: string): string =>
  new Intl.NumberFormat(language === 'th' ? 'th-TH' : 'en-GB', { maximumFractionDigits: 2 }).format(value);

/** The result, or that it is not released yet. */
export function ResultCard() {
  const { t, i18n } = useTranslation('exam');
  const errorText = useErrorText();
  const { result, ask } = useResult();
  return (
    <section aria-labelledby="result-title">
      <h2 id="result-title" className={classes.heading}>
        {t('submitted.resultTitle')}
      </h2>
      <div className={classes.result} data-released={result.state === 'released' || undefined} role="status">
        {result.state === 'released' ? (
          <div>
            <p className={classes.score}>
              {t('submitted.resultScore', {
                score: figure(result.result.score, i18n.language),
                max: figure(result.result.maxScore, i18n.language),
              })}
            </p>
            {result.result.pendingPoints > 0 ? (
              <p>{t('submitted.resultManual', { count: result.result.pendingPoints })}</p>
            ) : null}
            <ResultDetails result={result.result} />
          </div>
        ) : result.state === 'asking' ? (
          <LoadingState rows={2} compact />
        ) : (
          <>
            <p style={{ flex: '1 1 12rem' }}>
              {result.state === 'failed' ? (
                errorText(result.error)
              ) : (
                <>
                  <strong>{t('submitted.resultPending')}</strong>
                  <br />
                  {t('submitted.resultPendingText')}
                </>
              )}
            </p>
            <Button variant="default" size="compact-md" onClick={ask}>
              {t('submitted.resultCheck')}
            </Button>
          </>
        )}
      </div>
    </section>
  );
}
