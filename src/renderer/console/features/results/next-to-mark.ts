import type { MarkingAnswer } from '../../../../shared/model/grading.ts';

/**
 * The place of the next answer nobody marked, after `from` and then from the beginning; undefined where all others are marked. `from` -1
 * begins at the first.
 */
export function nextToMark(answers: readonly Pick<MarkingAnswer, 'mark'>[], from: number): number | undefined {
  const after = answers.findIndex(({ mark }, place) => place > from && !mark);
  const next = after >= 0 ? after : answers.findIndex(({ mark }, place) => place < from && !mark);
  return next >= 0 ? next : undefined;
}
