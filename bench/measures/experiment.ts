import type { Contestant, ContestantName } from '../contestants/contestant.ts';

/** A point of the goals. */
export const POINTS = ['P1', 'P2', 'P3', 'P4', 'P5'] as const;
export type Point = (typeof POINTS)[number];

/** What one measurement of one contestant gave, by metric; NaN: could not be measured there. */
export type Figures = Readonly<Record<string, number>>;

/** A way to put load on a contestant and what it measures. */
export interface Experiment {
  /** One run may serve several points. */
  readonly points: readonly Point[];
  readonly takesPart: readonly ContestantName[];
  /** The workload in words, with its numbers. */
  readonly workload: string;
  /** Starts the contestant afresh, measures, ends it. Throws when the contestant did not do its work. */
  measure(contestant: Contestant): Promise<Figures>;
}
