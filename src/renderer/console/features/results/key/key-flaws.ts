import type { AcceptedNumber, Question } from '../../../../../shared/model/question.ts';
import { toQuestionDraft } from '../../../../../shared/model/question-as-draft.ts';
import { type QuestionFlaw, questionFlaws } from '../../../../../shared/model/question-flaws.ts';

/** What keeps a corrected key from being tried, with its field; `number_missing`: a field for a number stands empty. */
export interface KeyFlaw {
  readonly path: readonly (string | number)[];
  readonly flaw: QuestionFlaw['flaw'] | 'number_missing';
  readonly most?: number;
}

/** Of a whole list. A paper from elsewhere may have been sat with one of them: it is not held against whoever corrects another line. */
const OF_LISTS: readonly KeyFlaw['flaw'][] = ['full_mark_missing', 'weights_do_not_add_up'];
/** Everything else that can be wrong is about texts, and those stay as candidates saw them. */
const OF_LINES: readonly KeyFlaw['flaw'][] = ['answer_missing', 'range_reversed', 'pair_missing'];

const isAcceptedText = ({ path }: KeyFlaw): boolean => path.at(-1) === 'text' && path.includes('accepted');

function missingNumbers(accepted: readonly AcceptedNumber[], path: KeyFlaw['path']): KeyFlaw[] {
  return accepted.flatMap(({ match }, place) =>
    Object.entries(match).flatMap(([field, value]): KeyFlaw[] =>
      typeof value === 'number' && !Number.isFinite(value)
        ? [{ path: [...path, place, 'match', field], flaw: 'number_missing' }]
        : [],
    ),
  );
}

function numbersOf(question: Question): KeyFlaw[] {
  if (question.type === 'numerical') return missingNumbers(question.accepted, ['accepted']);
  if (question.type !== 'cloze') return [];
  return question.gaps.flatMap((gap, place) =>
    gap.kind === 'number' ? missingNumbers(gap.accepted, ['gaps', place, 'accepted']) : [],
  );
}

const flawsOf = (question: Question): KeyFlaw[] => [...questionFlaws(toQuestionDraft(question)), ...numbersOf(question)];
const nameOf = ({ path, flaw }: KeyFlaw): string => `${path.join('.')} ${flaw}`;

/**
 * What is wrong with the key of a question that was sat as `start`: nothing, and it can be tried. Only what a correction can change is
 * looked at. Source: EX7.
 */
export function keyFlaws(question: Question, start: Question): KeyFlaw[] {
  const before = new Set(flawsOf(start).map(nameOf));
  return flawsOf(question).filter(
    (flaw) =>
      flaw.flaw === 'number_missing' ||
      OF_LINES.includes(flaw.flaw) ||
      isAcceptedText(flaw) ||
      (OF_LISTS.includes(flaw.flaw) && !before.has(nameOf(flaw))),
  );
}
