import { Unreadable } from '../unreadable.ts';
import { combinationsOf } from './combinations.ts';
import { isSame } from './score-rule.ts';

export interface FittedChoices {
  readonly points: number;
  /** In the order of the choices; 1 is all the points. */
  readonly weights: readonly number[];
  readonly scoring?: 'all';
}

const clamp = (share: number): number => Math.min(1, Math.max(0, share));
/** A wrong choice cannot take more than everything. */
const bounded = (weight: number): number => Math.max(-1, Math.round(weight * 1e9) / 1e9);

/** Weights for one choice out of several: what the file gives for each, as a share of the best. */
export function fitSingleChoice(count: number, score: (picked: number) => number, none: number): FittedChoices {
  if (none > 1e-6) throw new Unreadable('the file gives points for no answer at all');
  const scores = Array.from({ length: count }, (_, choice) => score(choice));
  const points = Math.max(...scores);
  demandPoints(points);
  return { points, weights: scores.map((one) => bounded(one / points)) };
}

/**
 * Weights for several out of some, such that every selection earns what the file gives for it, or the rule that only the
 * whole right selection counts. Throws `Unreadable` where neither says the same as the file. `right` is what the file calls
 * right, `compared` are selections its rules name besides.
 */
export function fitMultipleChoice(
  count: number,
  score: (picked: readonly number[]) => number,
  right: readonly number[] | undefined,
  most: number,
  compared: readonly (readonly number[])[] = [],
): FittedChoices {
  const limit = most > 0 ? most : count;
  const scoreOf = (flags: readonly number[]) => score(flags.flatMap((flag, choice) => (flag === 1 ? [choice] : [])));
  if (scoreOf(Array<number>(count).fill(0)) > 1e-6) throw new Unreadable('the file gives points for no answer at all');
  const best = bestSelection(count, scoreOf, right === undefined ? compared : [right, ...compared], limit);
  const points = scoreOf(best);
  demandPoints(points);
  const sizes = Array<number>(count).fill(2);
  // What the rules compare with may earn something of its own, and a walk through many combinations would miss it.
  const tried = [...combinationsOf(sizes, Array<number>(count).fill(0), best), ...compared.map((one) => flagsOf(one, count))];
  const allowed = tried.filter((flags) => flags.reduce((sum, flag) => sum + flag, 0) <= limit);
  const isRight = best.map((flag) => flag === 1);

  if (
    allowed.every((flags) =>
      isSame(clamp(scoreOf(flags) / points), flags.every((flag, c) => (flag === 1) === isRight[c]) ? 1 : 0),
    )
  ) {
    const share = 1 / isRight.filter(Boolean).length;
    return { points, weights: isRight.map((flag) => (flag ? share : 0)), scoring: 'all' };
  }
  // What each choice adds to or takes from the best selection: a floor at zero hides it nowhere else.
  const weights = best.map((flag, choice) => {
    const change = (scoreOf(best) - scoreOf(best.with(choice, 1 - flag))) / points;
    return bounded(flag === 1 ? change : -change);
  });
  const sum = (flags: readonly number[]) =>
    clamp(flags.reduce((total, flag, choice) => total + flag * (weights[choice] ?? 0), 0));
  // An answer of ours may pick more than the file lets: it must not earn by that.
  const isExact = allowed.every((flags) => isSame(sum(flags), clamp(scoreOf(flags) / points)));
  if (!isExact) throw new Unreadable('its points for several choices follow a rule of their own');
  if (limit < count && weights.some((weight, choice) => best[choice] === 0 && weight > -1e-6))
    throw new Unreadable(`a candidate may pick at most ${limit} choices, and here picking all of them would earn the points`);
  return { points, weights };
}

const flagsOf = (selection: readonly number[], count: number): number[] =>
  Array.from({ length: count }, (_, choice) => (selection.includes(choice) ? 1 : 0));

function bestSelection(
  count: number,
  scoreOf: (flags: readonly number[]) => number,
  named: readonly (readonly number[])[],
  limit: number,
): number[] {
  const singles = Array.from({ length: count }, (_, choice) =>
    scoreOf(Array<number>(count).fill(0).with(choice, 1)) > 1e-6 ? 1 : 0,
  );
  const selections = [...named.map((selection) => flagsOf(selection, count)), singles];
  const allowed = selections.filter((flags) => flags.reduce<number>((sum, flag) => sum + flag, 0) <= limit);
  const scored = allowed.map((flags) => ({ flags, score: scoreOf(flags) }));
  return scored.sort((left, other) => other.score - left.score)[0]?.flags ?? singles;
}

function demandPoints(points: number): void {
  if (!Number.isFinite(points) || points <= 1e-9)
    throw new Unreadable('no answer earns a point in the file, so its key is not known');
}
