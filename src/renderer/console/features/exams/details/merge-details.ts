import { canonicalJson } from '../../../../../shared/model/canonical-json.ts';
import type { Drawing } from '../../../../../shared/model/drawing.ts';
import type { ExamDetail } from '../../../../../shared/model/exam.ts';

/** What the form of an exam's details holds; the duration as typed, which may be nothing yet. */
export interface Details extends Drawing {
  readonly title: string;
  readonly durationMinutes: number | string;
  readonly instructions: string;
}
export type DetailName = keyof Details;

export const DETAIL_NAMES = [
  'title',
  'durationMinutes',
  'instructions',
  'shuffleQuestions',
  'shuffleChoices',
  'pools',
] as const satisfies readonly DetailName[];

export const detailsOf = (exam: ExamDetail): Details => ({
  title: exam.title,
  durationMinutes: exam.durationMinutes,
  instructions: exam.instructions,
  shuffleQuestions: exam.shuffleQuestions,
  shuffleChoices: exam.shuffleChoices,
  pools: exam.pools,
});

const asWritten = (name: DetailName, details: Details): string =>
  canonicalJson(
    name === 'pools'
      ? details.pools.toSorted((one, other) => (one.category < other.category ? -1 : 1))
      : name === 'durationMinutes'
        ? String(details.durationMinutes)
        : details[name],
  );
/** Do both say the same in this field? */
export const isSame = (name: DetailName, one: Details, other: Details): boolean =>
  asWritten(name, one) === asWritten(name, other);

export interface Merged {
  /** Each side's changes in one: in a clash what we have written stands until somebody decides. */
  readonly details: Details;
  /** What only they changed, and is theirs now. */
  readonly taken: readonly DetailName[];
  /** What both changed, to different things. */
  readonly clashes: readonly DetailName[];
}

/** Brings together what two people made of the same details. Nothing of either is lost: what cannot be both is named. Source: EX2. */
export function mergeDetails(base: Details, ours: Details, theirs: Details): Merged {
  const byThem = DETAIL_NAMES.filter((name) => !isSame(name, base, theirs));
  const taken = byThem.filter((name) => isSame(name, base, ours));
  const clashes = byThem.filter((name) => !isSame(name, base, ours) && !isSame(name, ours, theirs));
  const theirShare = Object.fromEntries(taken.map((name) => [name, theirs[name]]));
  return { details: { ...ours, ...theirShare }, taken, clashes };
}
