import type { Target } from '../load/open-client.ts';
import type { Probe } from './start-node.ts';

export const CONTESTANT_NAMES = ['bare', 'insert', 'insert-full', 'fastapi', 'invigil'] as const;
export type ContestantName = (typeof CONTESTANT_NAMES)[number];

/** A server under test, running, with people who may connect to it. */
export interface RunningContestant extends Target {
  /** Tokens, one a candidate. */
  readonly candidates: readonly string[];
  /** What stands as `attemptId` in the alerts about each candidate, in the same order. */
  readonly attemptIds: readonly string[];
  /** Tokens, one a console. */
  readonly consoles: readonly string[];
  readonly examId: string;
  /** Absent where the server is not Node. */
  readonly probe?: Probe;
  stop(): Promise<void>;
}

/** Whoever takes part: starts afresh for each measurement, so that none inherits the work of another. */
export interface Contestant {
  readonly name: ContestantName;
  readonly title: string;
  /** Why it cannot take part here; undefined when it can. */
  readonly missing?: string;
  start(candidates: number): Promise<RunningContestant>;
}
