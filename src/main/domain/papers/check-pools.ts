import type { Pool } from '../../../shared/model/drawing.ts';
import { isAnswerable, type Question } from '../../../shared/model/question.ts';
import { RoomError } from '../../../shared/protocol/errors.ts';

/** How many questions of each category can be drawn, in the order of the file. */
export function countByCategory(questions: readonly Question[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const question of questions) {
    if (question.category !== undefined && isAnswerable(question))
      counts.set(question.category, (counts.get(question.category) ?? 0) + 1);
  }
  return counts;
}

/** Refuses pools that name a category twice, one the exam does not have, or more questions than it holds. */
export function checkPools(questions: readonly Question[], pools: readonly Pool[]): void {
  const counts = countByCategory(questions);
  const seen = new Set<string>();
  for (const { category, take } of pools) {
    const refuse = (why: string): never => {
      throw new RoomError('invalid_input', why, { field: 'pools' });
    };
    if (seen.has(category)) refuse(`The category "${category}" has two pools: give it one.`);
    seen.add(category);
    const count = counts.get(category);
    if (count === undefined) refuse(`The exam has no questions in the category "${category}": choose one it has.`);
    else if (take > count)
      refuse(`The category "${category}" has ${count} questions, not ${take}: take ${count} of them or fewer.`);
  }
}

/** What a paper is worth where pools leave the choice to chance: the mean, for two papers may differ. */
export function paperFigures(questions: readonly Question[], pools: readonly Pool[]): { answerable: number; points: number } {
  const takes = new Map(pools.map(({ category, take }) => [category, take]));
  const counts = countByCategory(questions);
  let [answerable, points] = [0, 0];
  for (const question of questions) {
    if (!isAnswerable(question)) continue;
    const count = counts.get(question.category ?? '') ?? 0;
    const take = question.category === undefined ? undefined : takes.get(question.category);
    const share = take === undefined || count === 0 ? 1 : Math.min(1, take / count);
    answerable += share;
    points += share * question.points;
  }
  return { answerable: Math.round(answerable), points: Math.round(points * 1e7) / 1e7 };
}
