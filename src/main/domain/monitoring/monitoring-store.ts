import type { DailyFigures } from '../../../shared/model/metrics.ts';

/** What each day (UTC, `2026-11-20`) saw, over restarts. */
export interface DailyFigureRepo {
  /** Adds to the day's figures. */
  add(figures: DailyFigures): void;
  /** The newest days, oldest of them first. */
  newest(limit: number): DailyFigures[];
  /** Forgets the days before this one. */
  dropBefore(date: string): void;
}
