/** With fewer combinations than this each one is tried. */
const ALL_UP_TO = 1_024;
const PAIRS = 400;
const AT_RANDOM = 200;

/** A fixed walk through numbers, so that the same file is always judged the same. */
function* walk(): Generator<number, never> {
  let state = 0x2545f491;
  for (;;) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    yield state >>> 0;
  }
}

/**
 * Combinations of one option for each of several places, `sizes[i]` options at place `i`: all of them where they are few;
 * else, from `bottom` and from `best`, every change of one place, changes of two, and some at random.
 */
export function combinationsOf(sizes: readonly number[], bottom: readonly number[], best: readonly number[]): number[][] {
  const count = sizes.reduce((product, size) => product * size, 1);
  return count <= ALL_UP_TO ? every(sizes) : telling(sizes, [bottom, best]);
}

function every(sizes: readonly number[]): number[][] {
  return sizes.reduce<number[][]>(
    (combinations, size) => combinations.flatMap((one) => Array.from({ length: size }, (_, option) => [...one, option])),
    [[]],
  );
}

function telling(sizes: readonly number[], starts: readonly (readonly number[])[]): number[][] {
  const combinations: number[][] = [];
  for (const start of starts) {
    combinations.push([...start]);
    const changes = sizes.flatMap((size, place) => Array.from({ length: size }, (_, option) => [place, option] as const));
    for (const [place, option] of changes) combinations.push(start.with(place, option));
    const random = walk();
    for (let count = 0; count < PAIRS; count += 1) {
      const [one, other] = [changes[random.next().value % changes.length], changes[random.next().value % changes.length]];
      if (one && other) combinations.push(start.with(...one).with(...other));
    }
  }
  const random = walk();
  for (let count = 0; count < AT_RANDOM; count += 1) combinations.push(sizes.map((size) => random.next().value % size));
  return combinations;
}

/** Orders of `0..length-1`: all of them for five, else changes of the right one and some at random. */
export function ordersOf(length: number): number[][] {
  const right = Array.from({ length }, (_, place) => place);
  if (length <= 5) return permutations(right);
  const orders = [right, right.toReversed()];
  for (let place = 0; place < length; place += 1) {
    orders.push([...right.slice(place), ...right.slice(0, place)]);
    for (let other = place + 1; other < length; other += 1) orders.push(right.with(place, other).with(other, place));
    if (orders.length > ALL_UP_TO) break;
  }
  const random = walk();
  for (let count = 0; count < AT_RANDOM; count += 1) {
    const order = [...right];
    for (let place = length - 1; place > 0; place -= 1) {
      const other = random.next().value % (place + 1);
      [order[place], order[other]] = [order[other] ?? 0, order[place] ?? 0];
    }
    orders.push(order);
  }
  return orders;
}

function permutations(items: readonly number[]): number[][] {
  if (items.length < 2) return [[...items]];
  return items.flatMap((first) => permutations(items.filter((item) => item !== first)).map((rest) => [first, ...rest]));
}
