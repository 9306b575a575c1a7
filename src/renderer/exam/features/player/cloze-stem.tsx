import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { asPicked, pickedInGap } from '../../../../shared/model/gaps.ts';
import type { CandidateQuestion } from '../../../../shared/model/question.ts';
import { RichHtml } from '../../../ui/rich-html.tsx';
import { asPairs, plainText, setPair } from './answer-shapes.ts';
import classes from './cloze.module.css';
import { NO_HELP } from './text-answers.tsx';
import { useAnswer } from './use-answer.ts';

type Cloze = Extract<CandidateQuestion, { type: 'cloze' }>;
type Gap = Cloze['gaps'][number];

const LONGEST = { text: 2_000, number: 100 } as const;

interface GapFieldProps {
  readonly question: Cloze;
  readonly gap: Gap;
  /** Counted from 1 over all gaps. */
  readonly number: number;
  readonly count: number;
}

/** One gap: a field, or a list to choose from. It is named by its number; the words around it are read with the text. */
function GapField({ question, gap, number, count }: GapFieldProps) {
  const { t } = useTranslation('exam');
  const { value, choose, fill, flush } = useAnswer(question.id);
  const given = asPairs(value)[gap.id] ?? '';
  const options = useMemo(
    () => ('choices' in gap ? gap.choices.map(({ id, html }) => ({ id, words: plainText(html) })) : []),
    [gap],
  );
  const name = t(gap.kind === 'text' || gap.kind === 'choice' ? 'task.gap.name' : `task.gap.${gap.kind}`, { number, count });
  if (gap.kind === 'several') {
    const picked = new Set(pickedInGap(given));
    const toggle = (id: string) => {
      const next = options.filter((option) => (option.id === id ? !picked.has(id) : picked.has(option.id)));
      choose(setPair(value, gap.id, asPicked(next.map((option) => option.id))));
    };
    return (
      // A field set cannot stand within a line of text.
      <span role="group" aria-label={name} className={classes.several}>
        {options.map(({ id, words }) => (
          <label key={id}>
            <input type="checkbox" checked={picked.has(id)} onChange={() => toggle(id)} /> {words}
          </label>
        ))}
      </span>
    );
  }
  if (gap.kind === 'choice')
    return (
      <select
        className={classes.gap}
        aria-label={name}
        value={given}
        onChange={(event) => choose(setPair(value, gap.id, event.currentTarget.value))}
      >
        <option value="">{t('answer.matchNone')}</option>
        {options.map(({ id, words }) => (
          <option key={id} value={id}>
            {words}
          </option>
        ))}
      </select>
    );
  return (
    <input
      {...NO_HELP}
      className={classes.gap}
      aria-label={name}
      type="text"
      inputMode={gap.kind === 'number' ? 'decimal' : 'text'}
      maxLength={LONGEST[gap.kind]}
      size={Math.max(8, Math.min(32, given.length + 2))}
      value={given}
      onChange={(event) => fill(gap.id, event.currentTarget.value)}
      onBlur={flush}
    />
  );
}

/** The text of a cloze with its gaps where they belong, in lists and tables too. */
export function ClozeStem({ question }: { question: Cloze }) {
  const gaps = new Map(question.gaps.map((gap) => [gap.id, gap]));
  return (
    <RichHtml
      html={question.stemHtml}
      showGap={(id, number) => {
        const gap = gaps.get(id);
        return gap ? <GapField question={question} gap={gap} number={number} count={question.gaps.length} /> : null;
      }}
    />
  );
}

/** Gaps the text has no place for: none is lost. */
export function LeftOverGaps({ question }: { question: Cloze }) {
  const placed = question.gaps.filter(({ id }) => question.stemHtml.includes(`data-gap="${id}"`)).length;
  const left = question.gaps.filter(({ id }) => !question.stemHtml.includes(`data-gap="${id}"`));
  return left.length === 0 ? null : (
    <ol className={classes.left} start={placed + 1}>
      {left.map((gap, place) => (
        <li key={gap.id}>
          <GapField question={question} gap={gap} number={placed + place + 1} count={question.gaps.length} />
        </li>
      ))}
    </ol>
  );
}
