import { Unreadable } from '../unreadable.ts';
import { combinationsOf, ordersOf } from './combinations.ts';
import { isSame } from './score-rule.ts';

export interface FittedPlaces {
  readonly points: number;
  /** What a place is worth, in points of the file; all 1 where only everything together counts. */
  readonly shares: readonly number[];
  /** For each place the weight of each of its options. */
  readonly weights: readonly (readonly number[])[];
  readonly scoring: 'sum' | 'all';
}

/**
 * Weights for several places to fill, each with some options, the last of which is to leave it empty: each place counts
 * for itself, or all together. Throws `Unreadable` where the file does neither. `named` are the options its key names.
 */
export function fitPlaces(
  sizes: readonly number[],
  score: (options: readonly number[]) => number,
  named: readonly (number | undefined)[],
): FittedPlaces {
  const empty = sizes.map((size) => size - 1);
  if (score(empty) > 1e-6) throw new Unreadable('the file gives points for no answer at all');
  const alone = sizes.map((size, place) => Array.from({ length: size }, (_, option) => score(empty.with(place, option))));
  const best = sizes.map((size, place) => {
    const scores = alone[place] ?? [];
    const most = Math.max(...scores);
    return most > 1e-6 ? scores.indexOf(most) : (named[place] ?? size - 1);
  });
  const points = score(best);
  if (!Number.isFinite(points) || points <= 1e-9)
    throw new Unreadable('no answer earns a point in the file, so its key is not known');
  const tried = combinationsOf(sizes, empty, best);
  return fitSum(alone, points, tried, score) ?? fitAll(sizes, best, points, tried, score) ?? refuse();
}

function refuse(): never {
  throw new Unreadable('the points of its parts depend on one another by a rule of their own');
}

function fitSum(
  alone: readonly (readonly number[])[],
  points: number,
  tried: readonly (readonly number[])[],
  score: (options: readonly number[]) => number,
): FittedPlaces | undefined {
  const shares = alone.map((scores) => Math.max(...scores));
  if (shares.some((share) => share <= 1e-9)) return undefined;
  const earned = (options: readonly number[]) =>
    options.reduce((sum, option, place) => sum + Math.max(0, alone[place]?.[option] ?? 0), 0);
  if (!tried.every((options) => isSame(earned(options), Math.max(0, score(options))))) return undefined;
  if (
    !isSame(
      shares.reduce((sum, share) => sum + share, 0),
      points,
    )
  )
    return undefined;
  const weights = alone.map((scores, place) => scores.map((one) => Math.max(-1, one / (shares[place] ?? 1))));
  return { points, shares, weights, scoring: 'sum' };
}

function fitAll(
  sizes: readonly number[],
  best: readonly number[],
  points: number,
  tried: readonly (readonly number[])[],
  score: (options: readonly number[]) => number,
): FittedPlaces | undefined {
  const weights = sizes.map((size, place) =>
    Array.from({ length: size }, (_, option) => (isSame(score(best.with(place, option)), points) ? 1 : 0)),
  );
  if (weights.some((options) => options.at(-1) === 1)) return undefined;
  const isWhole = (options: readonly number[]) => options.every((option, place) => weights[place]?.[option] === 1);
  if (!tried.every((options) => isSame(Math.max(0, score(options)), isWhole(options) ? points : 0))) return undefined;
  return { points, shares: sizes.map(() => 1), weights, scoring: 'all' };
}

/** How the points of an order of `length` items come about; `score` is asked with the places of the right order. */
export function fitOrder(length: number, score: (order: readonly number[]) => number) {
  const right = Array.from({ length }, (_, place) => place);
  const points = score(right);
  if (!Number.isFinite(points) || points <= 1e-9) throw new Unreadable('the right order earns no point in the file');
  const orders = ordersOf(length);
  const inPlace = (order: readonly number[]) => order.filter((item, place) => item === place).length;
  const neighbours = (order: readonly number[]) =>
    order.slice(1).filter((item, place) => item === (order[place] ?? 0) + 1).length;
  const models = {
    all: (order: readonly number[]) => (inPlace(order) === length ? 1 : 0),
    places: (order: readonly number[]) => inPlace(order) / length,
    neighbours: (order: readonly number[]) => neighbours(order) / (length - 1),
  };
  for (const scoring of ['all', 'places', 'neighbours'] as const) {
    if (orders.every((order) => isSame(Math.max(0, score(order)) / points, models[scoring](order)))) return { points, scoring };
  }
  throw new Unreadable('its points for an order follow a rule of their own');
}
