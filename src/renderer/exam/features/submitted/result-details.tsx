import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { OwnResult } from '../../../../shared/model/grading.ts';
import { useSeated } from '../../seat/seat-context.tsx';

const figure = (value: number, language: string): string =>
  new Intl.NumberFormat(language === 'th' ? 'th-TH' : 'en-GB', { maximumFractionDigits: 2 }).format(value);

/** Whether it is passed, the points by question where the exam shows them, and the certificate. */
export function ResultDetails({ result }: { result: OwnResult }) {
  const { t, i18n } = useTranslation('exam');
  const { api } = useSeated().link;
  const { passed, passPercent = 0, questions, certificate } = result;
  const save = () =>
    void api.certificate?.().then((bytes) => {
      const url = URL.createObjectURL(new Blob([bytes], { type: 'application/pdf' }));
      const link = document.createElement('a');
      link.href = url;
      link.download = 'certificate.pdf';
      link.click();
      window.setTimeout(() => URL.revokeObjectURL(url), 10_000);
    });
  return (
    <>
      {passed === undefined ? null : (
        <p>
          <strong>
            {passed ? t('submitted.resultPassed') : t('submitted.resultFailed', { percent: figure(passPercent, i18n.language) })}
          </strong>
        </p>
      )}
      {questions ? (
        <details>
          <summary>{t('submitted.resultQuestions')}</summary>
          <ol>
            {questions.map(({ questionId, number, points, maxPoints, state, comment }) => (
              <li key={questionId} aria-label={t('submitted.resultQuestion', { number })}>
                {state === 'unmarked' ? t('submitted.resultUnmarked') : figure(points, i18n.language)} /{' '}
                {figure(maxPoints, i18n.language)}
                {comment ? <div>{comment}</div> : null}
              </li>
            ))}
          </ol>
        </details>
      ) : null}
      {certificate ? (
        <p>
          {t('submitted.certificateCode')}: <strong>{certificate.code}</strong>{' '}
          {api.certificate ? (
            <Button variant="default" size="compact-md" onClick={save}>
              {t('submitted.certificateDownload')}
            </Button>
          ) : null}
        </p>
      ) : null}
    </>
  );
}
