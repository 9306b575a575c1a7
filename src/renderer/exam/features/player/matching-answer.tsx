import { NativeSelect } from '@mantine/core';
import { useId, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { hasFormula } from '../../../../shared/model/formulas.ts';
import type { CandidateQuestion } from '../../../../shared/model/question.ts';
import { RichHtml } from '../../../ui/rich-html.tsx';
import { asPairs, plainText, setPair, spokenName } from './answer-shapes.ts';
import classes from './answers.module.css';
import { useAnswer } from './use-answer.ts';

interface MatchingAnswerProps {
  readonly question: Extract<CandidateQuestion, { type: 'matching' }>;
  readonly labelledBy: string;
}

const letter = (place: number): string => {
  const own = String.fromCharCode(65 + (place % 26));
  return place < 26 ? own : `${letter(Math.floor(place / 26) - 1)}${own}`;
};

/**
 * A select beside each line; the line's text is the select's name. A list of options can show words only: where there are
 * formulas or pictures among them, all of them stand above under letters, and the options carry their letter.
 */
export function MatchingAnswer({ question, labelledBy }: MatchingAnswerProps) {
  const { t } = useTranslation('exam');
  const { value, choose } = useAnswer(question.id);
  const pairs = asPairs(value);
  const id = useId();
  const { options, hasFormulas } = useMemo(() => {
    const words = question.choices.map((choice) => ({ value: choice.id, label: plainText(choice.html) }));
    const isMore = question.choices.some(({ html }) => hasFormula(html) || /<(?:img|audio)\b/.test(html));
    if (!isMore) return { options: words, hasFormulas: false };
    const lettered = words.map(({ value: id, label }, place) => ({
      value: id,
      label: hasFormula(label) ? letter(place) : `${letter(place)}. ${label}`,
    }));
    return { options: lettered, hasFormulas: true };
  }, [question.choices]);
  return (
    <fieldset className={classes.fieldset} aria-labelledby={labelledBy}>
      <p className={classes.legend}>{t('answer.match')}</p>
      {hasFormulas ? (
        <ul className={classes.lettered} aria-label={t('answer.matchChoices')}>
          {question.choices.map((choice, place) => (
            <li key={choice.id}>
              <span className={classes.letter}>{letter(place)}.</span> <RichHtml html={choice.html} inline />
            </li>
          ))}
        </ul>
      ) : null}
      <ul className={classes.pairs}>
        {question.stems.map((stem) => (
          <li key={stem.id} className={classes.pair}>
            <label htmlFor={`${id}-${stem.id}`}>
              <RichHtml html={stem.html} inline />
            </label>
            <NativeSelect
              id={`${id}-${stem.id}`}
              aria-label={spokenName(stem.html)}
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
