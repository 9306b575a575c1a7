import { assertNever } from '../../../../../shared/assert.ts';
import type { QuestionType } from '../../../../../shared/model/question.ts';
import type { QuestionDraft } from '../../../../../shared/model/question-draft.ts';

/** A name within its question: short, and not one of those there are. */
export function newPartId(taken: readonly { id: string }[], letter: string): string {
  const ids = new Set(taken.map(({ id }) => id));
  let number = taken.length + 1;
  while (ids.has(`${letter}${number}`)) number += 1;
  return `${letter}${number}`;
}

const choice = (id: string, weight: number) => ({ id, text: '', weight });

/** An empty question of a type, as an editor begins with it. */
export function newDraft(type: QuestionType): QuestionDraft {
  const base = { name: '', stem: { text: '', format: 'markdown' as const }, points: 1 };
  switch (type) {
    case 'single_choice':
      return { ...base, type, choices: [choice('c1', 1), choice('c2', 0)] };
    case 'multiple_choice':
      return { ...base, type, choices: [choice('c1', 1), choice('c2', 0)] };
    case 'true_false':
      return { ...base, type, answer: true };
    case 'short_answer':
      return { ...base, type, accepted: [{ text: '', weight: 1 }], caseSensitive: false };
    case 'numerical':
      return { ...base, type, accepted: [{ match: { kind: 'within', value: 0, tolerance: 0 }, weight: 1 }] };
    case 'matching':
      return {
        ...base,
        type,
        stems: [
          { id: 's1', text: '' },
          { id: 's2', text: '' },
        ],
        choices: [
          { id: 'c1', text: '' },
          { id: 'c2', text: '' },
        ],
        pairs: { s1: 'c1', s2: 'c2' },
      };
    case 'ordering':
      return {
        ...base,
        type,
        items: [
          { id: 'i1', text: '' },
          { id: 'i2', text: '' },
        ],
        scoring: 'places',
      };
    case 'cloze':
      return {
        ...base,
        type,
        stem: { ...base.stem, text: '[[g1]]' },
        gaps: [{ id: 'g1', share: 1, kind: 'text', accepted: [{ text: '', weight: 1 }], caseSensitive: false }],
      };
    case 'essay':
      return { ...base, type };
    case 'description':
      return { ...base, type, points: 0 };
    default:
      return assertNever(type, 'question type');
  }
}

/** The list with a member moved by one place; as it is where there is none. */
export function moved<Item>(list: readonly Item[], from: number, to: number): Item[] {
  const item = list[from];
  return item === undefined || to < 0 || to >= list.length ? [...list] : list.toSpliced(from, 1).toSpliced(to, 0, item);
}
