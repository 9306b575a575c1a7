import type { SittingRecord } from '../../domain/replay/sitting-record.ts';
import type { Signal } from '../../domain/walls/signal.ts';

/** What a line of a recorded log is to the walls: signals, or why it is none. */
export type ReadLine =
  | {
      readonly signals: readonly Signal[];
      /** Of a recorded sitting: what happened, for those who decide. */
      readonly record?: SittingRecord;
    }
  | { readonly skipped: string };

/**
 * Reads one log from its first line to its last; may remember what was before (a year that turns, a session's user). Must take
 * whatever stands in a line: nothing is thrown, and nothing of it is believed but what the format says.
 */
export interface LogReader {
  read(line: string, number: number): ReadLine;
}

export const skipped = (why: string): ReadLine => ({ skipped: why });
