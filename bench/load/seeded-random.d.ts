/** A stream of numbers that is the same for the same seed. */
export interface SeededRandom {
    /** A whole number from 0 to 2^32 - 1. */
    next(): number;
    /** 32 hex digits in the groups of a version 4 UUID. */
    uuid(): string;
}
/** Marsaglia's xorshift128: good enough to spread ids, and nothing is to be kept secret here. */
export declare function createSeededRandom(seed: number): SeededRandom;
/** A copy in random order (Fisher and Yates). */
export declare function shuffled<T>(items: readonly T[], random: SeededRandom): T[];
