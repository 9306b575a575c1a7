import type { QuestionType } from '../../src/shared/model/question.ts';
import type { QuestionDraft } from '../../src/shared/model/question-draft.ts';

const plain = (text: string) => ({ text, format: 'plain' as const });
const choice = (id: string, text: string, weight: number) => ({ id, text, weight });
const base = { name: 'written by hand', points: 2 };

/** One finished question of every type, as an editor sends it. */
export const DRAFTS: { readonly [Type in QuestionType]: Extract<QuestionDraft, { type: Type }> } = {
  single_choice: {
    ...base,
    type: 'single_choice',
    stem: { text: 'Is **bold** \\(x^2\\)?', format: 'markdown' },
    choices: [choice('a', 'Yes', 1), choice('b', 'No', -0.5)],
  },
  multiple_choice: {
    ...base,
    type: 'multiple_choice',
    stem: plain('Which are even?'),
    choices: [choice('a', 'two', 0.5), choice('b', 'four', 0.5), choice('c', 'five', -0.5)],
  },
  true_false: {
    ...base,
    type: 'true_false',
    stem: plain('Water is wet.'),
    answer: true,
    feedbackWhenRight: plain('Indeed.'),
  },
  short_answer: {
    ...base,
    type: 'short_answer',
    stem: plain('Name a colour.'),
    accepted: [{ text: 'red', weight: 1, feedback: plain('Good.') }],
    caseSensitive: false,
  },
  numerical: {
    ...base,
    type: 'numerical',
    stem: plain('Two and two?'),
    accepted: [{ match: { kind: 'within', value: 4, tolerance: 0 }, weight: 1 }],
  },
  matching: {
    ...base,
    type: 'matching',
    stem: plain('Match.'),
    stems: [
      { id: 's1', text: 'one' },
      { id: 's2', text: 'two' },
    ],
    choices: [
      { id: 'c1', text: '1' },
      { id: 'c2', text: '2' },
      { id: 'c3', text: '3' },
    ],
    pairs: { s1: 'c1', s2: 'c2' },
  },
  ordering: {
    ...base,
    type: 'ordering',
    stem: plain('Sort.'),
    items: [
      { id: 'i1', text: 'first' },
      { id: 'i2', text: 'second' },
    ],
    scoring: 'places',
  },
  cloze: {
    ...base,
    type: 'cloze',
    stem: plain('The sky is [[g1]], and 1 + 1 is [[g2]].'),
    gaps: [
      { id: 'g1', share: 1, kind: 'text', accepted: [{ text: 'blue', weight: 1 }], caseSensitive: false },
      { id: 'g2', share: 1, kind: 'number', accepted: [{ match: { kind: 'range', min: 2, max: 2 }, weight: 1 }] },
    ],
  },
  essay: { ...base, type: 'essay', stem: plain('Tell.'), template: 'I begin ...', words: { min: 10, max: 200 } },
  description: { ...base, type: 'description', points: 0, stem: plain('Read this.') },
};
