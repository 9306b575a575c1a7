/** A stream of chance that is the same for the same seed, on every machine. */
export interface SeededRandom {
  /** 0 <= n < 1. */
  next(): number;
  /** min <= n < max. */
  between(min: number, max: number): number;
  /** min <= n <= max, whole. */
  whole(min: number, max: number): number;
  chance(probability: number): boolean;
  /** One of a list that is not empty. */
  pick<T>(list: readonly T[]): T;
  /** The same items in another order. */
  shuffle<T>(list: readonly T[]): T[];
}

/** FNV-1a, to turn the words of a seed into the 32 bits the generator starts from. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return value >>> 0;
}

/**
 * A stream of its own for every name, e.g. `7/S0012/think`: what one candidate draws never shifts what another draws,
 * however their messages cross on the network. Mulberry32; for plays, not for secrets.
 */
export function createSeededRandom(name: string): SeededRandom {
  let state = hash(name);
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const whole = (min: number, max: number) => min + Math.floor(next() * (max - min + 1));
  return {
    next,
    between: (min, max) => min + next() * (max - min),
    whole,
    chance: (probability) => next() < probability,
    pick(list) {
      const picked = list[Math.floor(next() * list.length)];
      if (picked === undefined) throw new Error('Nothing to pick from.');
      return picked;
    },
    shuffle(list) {
      const items = [...list];
      for (let at = items.length - 1; at > 0; at--) {
        const other = whole(0, at);
        [items[at], items[other]] = [items[other] as (typeof items)[number], items[at] as (typeof items)[number]];
      }
      return items;
    },
  };
}
