import { Textarea, TextInput } from '@mantine/core';
import { useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CandidateQuestion } from '../../../../shared/model/question.ts';
import { asText, countWords, looksLikeNumber } from './answer-shapes.ts';
import classes from './answers.module.css';
import { useAnswer } from './use-answer.ts';

type Of<Type extends CandidateQuestion['type']> = Extract<CandidateQuestion, { type: Type }>;

interface TextAnswerProps<Type extends CandidateQuestion['type']> {
  readonly question: Of<Type>;
  /** Ids of the question's heading and text, read out with the field. */
  readonly describedBy: string;
}

/** The browser must neither remember, correct nor look up what a candidate writes. */
export const NO_HELP = { autoComplete: 'off', autoCorrect: 'off', autoCapitalize: 'none', spellCheck: false } as const;

const LONGEST_SHORT_ANSWER = 2_000;
const LONGEST_NUMBER = 200;
/** Three bytes a character in Thai: this stays below what the room takes in one frame. */
const LONGEST_ESSAY = 60_000;

/** A word or a line. */
export function ShortAnswer({ question, describedBy }: TextAnswerProps<'short_answer'>) {
  const { t } = useTranslation('exam');
  const { value, type, flush } = useAnswer(question.id);
  return (
    <TextInput
      {...NO_HELP}
      label={t('answer.label')}
      aria-describedby={describedBy}
      size="lg"
      maxLength={LONGEST_SHORT_ANSWER}
      value={asText(value)}
      onChange={(event) => type(event.currentTarget.value)}
      onBlur={flush}
    />
  );
}

/** A number, kept exactly as it was typed; the hint never stands in the way. */
export function NumericalAnswer({ question, describedBy }: TextAnswerProps<'numerical'>) {
  const { t } = useTranslation('exam');
  const { value, type, flush } = useAnswer(question.id);
  const [isTyping, setTyping] = useState(false);
  const text = asText(value);
  const isOdd = !isTyping && text.trim() !== '' && !looksLikeNumber(text);
  return (
    <TextInput
      {...NO_HELP}
      label={t('answer.number')}
      aria-describedby={describedBy}
      size="lg"
      inputMode="decimal"
      maxLength={LONGEST_NUMBER}
      maw="24rem"
      description={isOdd ? t('answer.numberOdd') : undefined}
      inputWrapperOrder={['label', 'input', 'description']}
      value={text}
      onChange={(event) => type(event.currentTarget.value)}
      onFocus={() => setTyping(true)}
      onBlur={() => {
        setTyping(false);
        flush();
      }}
    />
  );
}

interface WordBoundsProps {
  readonly words: number;
  readonly bounds: Of<'essay'>['words'];
}

/** How long the text should be: said, never enforced. */
function WordBounds({ words, bounds: { min, max } = {} }: WordBoundsProps) {
  const { t } = useTranslation('exam');
  const isShort = min !== undefined && words < min;
  const isLong = max !== undefined && words > max;
  const wanted = [
    ...(min === undefined ? [] : [t('task.words.atLeast', { count: min })]),
    ...(max === undefined ? [] : [t('task.words.atMost', { count: max })]),
  ];
  if (wanted.length === 0) return null;
  return (
    <>
      {` · ${wanted.join(' · ')}`}
      {isShort || isLong ? <strong> · {isShort ? t('task.words.short') : t('task.words.long')}</strong> : null}
    </>
  );
}

/** A longer text with its word count. */
export function EssayAnswer({ question, describedBy }: TextAnswerProps<'essay'>) {
  const { t, i18n } = useTranslation('exam');
  const { value, type, flush } = useAnswer(question.id);
  // A template stands there until the candidate writes; alone it is no answer.
  const text = value === null ? (question.template ?? '') : asText(value);
  const counted = useDeferredValue(text);
  const words = useMemo(() => countWords(counted, i18n.language), [counted, i18n.language]);
  return (
    <div className={classes.essay}>
      <Textarea
        {...NO_HELP}
        label={t('answer.essay')}
        aria-describedby={describedBy}
        autosize
        size="lg"
        minRows={9}
        maxLength={LONGEST_ESSAY}
        value={text}
        onChange={(event) => type(event.currentTarget.value)}
        onBlur={flush}
      />
      <div className={classes.words}>
        <span className="iv-numbers">
          {t('answer.words', { count: words })}
          <WordBounds words={words} bounds={question.words} />
        </span>
        {text.length >= LONGEST_ESSAY ? <span role="status">{t('answer.tooLong')}</span> : null}
      </div>
    </div>
  );
}
