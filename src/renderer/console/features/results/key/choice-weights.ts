import type { Question } from '../../../../../shared/model/question.ts';

export type Choice = Extract<Question, { type: 'single_choice' }>['choices'][number];

/** The choice becomes the right one; the one that was takes its worth, so that what wrong ones cost stays. */
export function withRight(choices: readonly Choice[], id: string): Choice[] {
  const worth = choices.find((choice) => choice.id === id)?.weight ?? 0;
  return choices.map((choice) => ({
    ...choice,
    weight: choice.id === id ? 1 : choice.weight === 1 ? worth : choice.weight,
  }));
}

/**
 * Right choices share the points evenly; where wrong ones cost, each costs as much as a right one gives, so that ticking all earns nothing
 * more than it should.
 */
export function withRights(choices: readonly Choice[], ids: readonly string[]): Choice[] {
  if (ids.length === 0) return [...choices];
  const wrong = choices.some(({ weight }) => weight < 0) ? -1 / ids.length : 0;
  return choices.map((choice) => ({ ...choice, weight: ids.includes(choice.id) ? 1 / ids.length : wrong }));
}
