import { type Question, Question as QuestionSchema } from '../../../src/shared/model/question.ts';

/** A word that stands in every part of a key, and nowhere a candidate may look. */
export const CANARY = 'k3y-canary';

const rich = { text: CANARY, format: 'plain', html: CANARY };
const base = {
  id: 'q1',
  name: CANARY,
  stem: 'Stem',
  stemFormat: 'plain',
  stemHtml: 'Stem',
  points: 4,
  generalFeedback: rich,
  tags: [CANARY],
  line: 7,
};
const choice = (id: string, weight: number) => ({ id, text: id, html: id, weight, feedback: rich });

/** One question of a type, with its key. */
export const question = <Type extends Question['type']>(type: Type, changes: object = {}): Extract<Question, { type: Type }> =>
  QuestionSchema.parse({ ...base, type, ...KEYS[type], ...changes }) as Extract<Question, { type: Type }>;

const KEYS: Record<Question['type'], object> = {
  single_choice: { choices: [choice('c1', 0), choice('c2', 1), choice('c3', 0.25), choice('c4', -0.5)] },
  multiple_choice: { choices: [choice('c1', 0.5), choice('c2', 0.5), choice('c3', -0.5), choice('c4', 0)] },
  true_false: { answer: true, feedbackWhenRight: rich, feedbackWhenWrong: rich },
  short_answer: {
    accepted: [
      { text: 'Paris', weight: 1, feedback: rich },
      { text: '*par*', weight: 0.5 },
      { text: CANARY, weight: 1 },
    ],
    caseSensitive: false,
  },
  numerical: {
    accepted: [
      // biome-ignore lint/suspicious/noApproximativeNumericConstant: a teacher's pi is 3.1415
      { match: { kind: 'within', value: 3.1415, tolerance: 0.0005 }, weight: 1, feedback: rich },
      { match: { kind: 'range', min: 3, max: 3.5 }, weight: 0.5 },
      { match: { kind: 'any' }, weight: 0, feedback: rich },
    ],
  },
  matching: {
    stems: ['s1', 's2', 's3'].map((id) => ({ id, text: CANARY, html: id })),
    choices: ['c1', 'c2', 'c3'].map((id, index) => ({ id, text: CANARY, html: ['Rome', 'Oslo', 'Bonn'][index] })),
    pairs: { s1: 'c1', s2: 'c2', s3: 'c1' },
  },
  ordering: { items: ['i1', 'i2', 'i3', 'i4'].map((id) => ({ id, text: CANARY, html: id })), scoring: 'places' },
  cloze: {
    gaps: [
      { id: 'g1', share: 1, kind: 'text', accepted: [{ text: 'Paris', weight: 1, feedback: rich }], caseSensitive: false },
      { id: 'g2', share: 1, kind: 'number', accepted: [{ match: { kind: 'within', value: 7, tolerance: 0 }, weight: 1 }] },
      { id: 'g3', share: 2, kind: 'choice', choices: [choice('c1', 1), choice('c2', 0.5), choice('c3', 0)] },
      { id: 'g4', share: 1, kind: 'several', choices: [choice('c1', 0.5), choice('c2', 0.5), choice('c3', -1)] },
    ],
  },
  essay: { graderInfo: rich },
  description: { points: 0 },
};

export const TYPES = Object.keys(KEYS) as Question['type'][];
