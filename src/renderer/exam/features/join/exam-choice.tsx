import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './join.module.css';
import type { JoinInfo } from './use-join-lookup.ts';

interface ExamChoiceProps {
  readonly exams: JoinInfo['exams'];
  readonly value: string | undefined;
  readonly error: string | undefined;
  readonly onChange: (examId: string) => void;
}

/** Which of several open exams: plain radio buttons, so that arrows and screen readers work as everywhere. */
export function ExamChoice({ exams, value, error, onChange }: ExamChoiceProps) {
  const { t } = useTranslation('exam');
  const id = useId();
  return (
    <fieldset className={classes.fieldset} aria-describedby={error ? `${id}-error` : `${id}-hint`}>
      <legend className={classes.legend}>{t('join.exam')}</legend>
      <p
        id={`${id}-hint`}
        className="mantine-InputWrapper-description"
        style={{ margin: 0, color: 'var(--iv-dimmed)', fontSize: 'var(--mantine-font-size-sm)' }}
      >
        {t('join.examHint')}
      </p>
      <div className={classes.exams}>
        {exams.map((exam) => (
          <label key={exam.id} className={classes.exam}>
            <input
              type="radio"
              name="exam"
              value={exam.id}
              checked={exam.id === value}
              aria-invalid={error ? true : undefined}
              onChange={() => onChange(exam.id)}
            />
            <span>{exam.title}</span>
          </label>
        ))}
      </div>
      {error ? (
        <p id={`${id}-error`} style={{ margin: '0.375rem 0 0', color: 'var(--mantine-color-error)' }}>
          {error}
        </p>
      ) : null}
    </fieldset>
  );
}
