import type { ExternalPaper } from '../../../shared/model/external-paper.ts';
import type { AttemptId, ExamId, SittingId, UserId } from '../../../shared/model/ids.ts';
import type { CreditKind, LateJoin } from '../../../shared/model/sitting-plan.ts';

/** When a sitting opens and starts by itself; epoch ms. */
export interface StoredPlan {
  readonly sittingId: SittingId;
  readonly opensAt?: number | undefined;
  readonly startsAt?: number | undefined;
  /** The offset from UTC the times were meant in, for showing them again as they were written. */
  readonly utcOffsetMinutes: number;
  /** What the room did not do by itself. */
  readonly held?: 'missed' | 'identity' | undefined;
}

export interface PlanRepo {
  get(sittingId: SittingId): StoredPlan | undefined;
  put(plan: StoredPlan): void;
  /** Plans of which something is to be done by then: asked several times a second. */
  due(now: number): StoredPlan[];
}

/** How one gets into an exam beside the roster. */
export interface Entrance {
  readonly lateJoin: LateJoin;
  /** The start code's pseudonym; absent: none is asked for. */
  readonly startCodeKey?: string | undefined;
  /** The paper is on another server. */
  readonly external?: ExternalPaper | undefined;
}

/** What one candidate did before the paper opened. */
export interface Entry {
  readonly wrongStartCodes: number;
  /** When the right start code was entered. */
  readonly passedAt?: number | undefined;
  readonly readyAt?: number | undefined;
  /** What the client found about its computer, as it said it: posture and checks. */
  readonly ready?: unknown;
}

export interface EntranceRepo {
  get(examId: ExamId): Entrance;
  put(examId: ExamId, entrance: Entrance): void;
  entry(attemptId: AttemptId): Entry;
  putEntry(attemptId: AttemptId, entry: Entry): void;
}

/** One change of the time somebody has; without an attempt it is everybody's. The reason is sealed. */
export interface StoredCredit {
  readonly sittingId: SittingId;
  readonly attemptId?: AttemptId | undefined;
  readonly at: number;
  readonly creditMs: number;
  readonly kind: CreditKind;
  readonly by?: UserId | undefined;
  readonly reason?: string | undefined;
}

export interface CreditRepo {
  insert(credit: StoredCredit): void;
  /** Oldest first. */
  ofSitting(sittingId: SittingId): StoredCredit[];
}
