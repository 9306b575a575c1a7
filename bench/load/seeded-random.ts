/** A stream of numbers that is the same for the same seed. */
export interface SeededRandom {
  /** A whole number from 0 to 2^32 - 1. */
  next(): number;
  /** 32 hex digits in the groups of a version 4 UUID. */
  uuid(): string;
}

/** Marsaglia's xorshift128: good enough to spread ids, and nothing is to be kept secret here. */
export function createSeededRandom(seed: number): SeededRandom {
  let x = (seed * 2_654_435_761 + 1) >>> 0;
  let y = 362_436_069;
  let z = 521_288_629;
  let w = 88_675_123;
  function next(): number {
    const t = x ^ (x << 11);
    x = y;
    y = z;
    z = w;
    w = (w ^ (w >>> 19) ^ t ^ (t >>> 8)) >>> 0;
    return w;
  }
  const hex8 = () => next().toString(16).padStart(8, '0');
  return {
    next,
    uuid: () => {
      const [a, b, c, d] = [hex8(), hex8(), hex8(), hex8()];
      return `${a}-${b.slice(0, 4)}-4${b.slice(5)}-a${c.slice(1, 4)}-${c.slice(4)}${d}`;
    },
  };
}

/** A copy in random order (Fisher and Yates). */
export function shuffled<T>(items: readonly T[], random: SeededRandom): T[] {
  const copy = [...items];
  for (let i = copy.length - 1; i > 0; i--) {
    const j = random.next() % (i + 1);
    [copy[i], copy[j]] = [copy[j] as T, copy[i] as T];
  }
  return copy;
}
