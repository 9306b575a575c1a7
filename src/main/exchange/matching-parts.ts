import type { Question } from '../../shared/model/question.ts';

export interface MatchingPair {
  /** Absent for a distractor: a choice that belongs to no stem. */
  readonly stem?: { readonly text: string; readonly html: string };
  readonly choice: { readonly text: string; readonly html: string };
}

type Parts = Pick<Extract<Question, { type: 'matching' }>, 'stems' | 'choices' | 'pairs'>;

/**
 * The parts of a matching question from its pairs. Equal choices become one, and choices are numbered in the order of
 * their texts, not of the file: a candidate sees the ids, and `s1` matching `c1` would give the key away (security 15).
 */
export function toMatchingParts(pairs: readonly MatchingPair[]): Parts {
  const byText = new Map(pairs.map(({ choice }) => [choice.text, choice]));
  const choices = [...byText.values()]
    .sort((left, right) => (left.text < right.text ? -1 : 1))
    .map((choice, index) => ({ id: `c${index + 1}`, text: choice.text, html: choice.html }));
  const idOf = new Map(choices.map(({ id, text }) => [text, id]));
  const parts: Parts = { stems: [], choices, pairs: {} };
  for (const { stem, choice } of pairs) {
    if (stem === undefined) continue;
    const id = `s${parts.stems.length + 1}`;
    parts.stems.push({ id, text: stem.text, html: stem.html });
    const choiceId = idOf.get(choice.text);
    if (choiceId !== undefined) parts.pairs[id] = choiceId;
  }
  return parts;
}
