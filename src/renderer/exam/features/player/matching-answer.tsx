import { NativeSelect } from '@mantine/core';
import { useId, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { CandidateQuestion } from '../../../../shared/model/question.ts';
import { RichHtml } from '../../../ui/rich-html.tsx';
import { asPairs, plainText, setPair } from './answer-shapes.ts';
import classes from './answers.module.css';
import { useAnswer } from './use-answer.ts';

interface MatchingAnswerProps {
  readonly question: Extract<CandidateQuestion, { type: 'matching' }>;
  readonly labelledBy: string;
}

/** A select beside each line; the line's text is the select's name. */
export function MatchingAnswer({ question, labelledBy }: MatchingAnswerProps) {
  const { t } = useTranslation('exam');
  const { value, choose } = useAnswer(question.id);
  const pairs = asPairs(value);
  const id = useId();
  const options = useMemo(
    () => question.choices.map((choice) => ({ value: choice.id, label: plainText(choice.html) })),
    [question.choices],
  );
  return (
    <fieldset className={classes.fieldset} aria-labelledby={labelledBy}>
      <p className={classes.legend}>{t('answer.match')}</p>
      <ul className={classes.pairs}>
        {question.stems.map((stem) => (
          <li key={stem.id} className={classes.pair}>
            <label htmlFor={`${id}-${stem.id}`}>
              <RichHtml html={stem.html} inline />
            </label>
            <NativeSelect
              id={`${id}-${stem.id}`}
              size="md"
              value={pairs[stem.id] ?? ''}
              data={[{ value: '', label: t('answer.matchNone') }, ...options]}
              onChange={(event) => choose(setPair(value, stem.id, event.currentTarget.value))}
            />
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
