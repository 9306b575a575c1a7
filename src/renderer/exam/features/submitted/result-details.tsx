import { useTranslation } from 'react-i18next';
import type { OwnResult } from '../../../../shared/model/grading.ts';
import { CertificateButton } from './certificate-button.tsx';

const figure = (value: number, language: string): string =>
  new Intl.NumberFormat(language === 'th' ? 'th-TH' : 'en-GB', { maximumFractionDigits: 2 }).format(value);

/** Whether it is passed, the points by question where the exam shows them, and the certificate. */
export function ResultDetails({ result }: { result: OwnResult }) {
  const { t, i18n } = useTranslation('exam');
  const { passed, passPercent = 0, questions, certificate } = result;
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
        <div>
          {t('submitted.certificateCode')}: <strong>{certificate.code}</strong> <CertificateButton />
        </div>
      ) : null}
    </>
  );
}
