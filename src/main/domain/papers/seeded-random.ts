/** 0 <= n < 1, the same numbers for the same seed. Whoever sees some of them learns neither the others nor the seed. */
export type Random = () => number;

/** Words of the state that take in the seed and give out numbers; the others never show. */
const RATE = 8;
/** ChaCha's own constants, so that an empty seed does not stand still. */
const CONSTANTS = [0x61707865, 0x3320646e, 0x79622d32, 0x6b206574];
/** Above all 16 bits of a character: it ends the seed as no character can. */
const END = 0x10000;

function quarterRound(state: Uint32Array, a: number, b: number, c: number, d: number): void {
  const step = (to: number, from: number, turned: number, by: number): void => {
    state[to] = (state[to] ?? 0) + (state[from] ?? 0);
    const mixed = (state[turned] ?? 0) ^ (state[to] ?? 0);
    state[turned] = (mixed << by) | (mixed >>> (32 - by));
  };
  step(a, b, d, 16);
  step(c, d, b, 12);
  step(a, b, d, 8);
  step(c, d, b, 7);
}

/** The permutation of ChaCha20 (RFC 8439, 2.3). */
function permute(state: Uint32Array): void {
  for (let round = 0; round < 10; round += 1) {
    for (let column = 0; column < 4; column += 1) quarterRound(state, column, column + 4, column + 8, column + 12);
    for (let column = 0; column < 4; column += 1)
      quarterRound(state, column, ((column + 1) % 4) + 4, ((column + 2) % 4) + 8, ((column + 3) % 4) + 12);
  }
}

/**
 * A stream of numbers for a seed: a sponge of half the state. Candidates see the orders drawn for them, and the order of one question
 * must not tell that of another: a state that could be tried out (32 bits take minutes) would give the key of what is to be put in
 * order away (security 15).
 */
export function createSeededRandom(seed: string): Random {
  const state = new Uint32Array(16);
  state.set(CONSTANTS, 12);
  for (let at = 0; at <= seed.length; at += 1) {
    const place = at % RATE;
    state[place] = (state[place] ?? 0) ^ (at === seed.length ? END : seed.charCodeAt(at));
    if (place === RATE - 1 && at < seed.length) permute(state);
  }
  let given = RATE;
  return () => {
    if (given === RATE) {
      permute(state);
      given = 0;
    }
    const word = state[given] ?? 0;
    given += 1;
    return word / 4_294_967_296;
  };
}

/** A new list in an order of chance, each as likely as the others. */
export function shuffled<T>(items: readonly T[], random: Random): T[] {
  const mixed = [...items];
  for (let last = mixed.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [mixed[last], mixed[other]] = [mixed[other] as T, mixed[last] as T];
  }
  return mixed;
}
