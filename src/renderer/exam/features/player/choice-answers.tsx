import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { CandidateQuestion } from '../../../../shared/model/question.ts';
import { RichHtml } from '../../../ui/rich-html.tsx';
import { asChoices, spokenName, toggleChoice } from './answer-shapes.ts';
import classes from './answers.module.css';
import { useAnswer } from './use-answer.ts';

type Of<Type extends CandidateQuestion['type']> = Extract<CandidateQuestion, { type: Type }>;

/** Everything a group of controls needs to be understood without seeing the page: its question's heading and text. */
interface AnswerProps<Type extends CandidateQuestion['type']> {
  readonly question: Of<Type>;
  readonly labelledBy: string;
}

/** One of several. Native radio buttons: arrows, screen readers and switch devices know them. */
export function SingleChoiceAnswer({ question, labelledBy }: AnswerProps<'single_choice'>) {
  const { t } = useTranslation('exam');
  const { value, choose } = useAnswer(question.id);
  return (
    <div role="radiogroup" aria-labelledby={labelledBy}>
      <p className={classes.legend}>{t('answer.choose')}</p>
      <div className={classes.choices}>
        {question.choices.map((choice) => (
          <label key={choice.id} className={classes.choice}>
            <input
              type="radio"
              name={question.id}
              value={choice.id}
              aria-label={spokenName(choice.html)}
              checked={value === choice.id}
              onChange={() => choose(choice.id)}
            />
            <RichHtml html={choice.html} inline />
          </label>
        ))}
      </div>
    </div>
  );
}

/** Any number of several. */
export function MultipleChoiceAnswer({ question, labelledBy }: AnswerProps<'multiple_choice'>) {
  const { t } = useTranslation('exam');
  const { value, choose } = useAnswer(question.id);
  const chosen = asChoices(value);
  const order = question.choices.map((choice) => choice.id);
  return (
    <fieldset className={classes.fieldset} aria-labelledby={labelledBy}>
      <p className={classes.legend}>{t('answer.chooseSeveral')}</p>
      <div className={classes.choices}>
        {question.choices.map((choice) => (
          <label key={choice.id} className={classes.choice}>
            <input
              type="checkbox"
              value={choice.id}
              aria-label={spokenName(choice.html)}
              checked={chosen.includes(choice.id)}
              onChange={() => choose(toggleChoice(value, choice.id, order))}
            />
            <RichHtml html={choice.html} inline />
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** True or false. */
export function TrueFalseAnswer({ question, labelledBy }: AnswerProps<'true_false'>) {
  const { t } = useTranslation('exam');
  const { value, choose } = useAnswer(question.id);
  const name = useId();
  return (
    <div role="radiogroup" aria-labelledby={labelledBy}>
      <p className={classes.legend}>{t('answer.choose')}</p>
      <div className={classes.choices}>
        {([true, false] as const).map((truth) => (
          <label key={String(truth)} className={classes.choice}>
            <input type="radio" name={name} checked={value === truth} onChange={() => choose(truth)} />
            <span>{truth ? t('answer.true') : t('answer.false')}</span>
          </label>
        ))}
      </div>
    </div>
  );
}
