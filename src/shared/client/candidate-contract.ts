import type { AnswerValue, HeldReason } from '../model/answer.ts';
import type { QuestionId } from '../model/ids.ts';
import type { KnownEventType } from '../model/security-event.ts';
import type { Severity } from '../model/severity.ts';
import type { CommandInput, CommandOutput } from '../protocol/index.ts';
import type { RoomConnection } from './connection-contract.ts';
import type { OutboxStore } from './outbox.ts';
import type { ClientClock, NewIdPort, ProblemPort, RandomPort } from './ports.ts';
import type { RoomApi } from './rest-contract.ts';

/** The candidate's own attempt as the room tells it (`attempt_get`). */
export type AttemptView = CommandOutput<'attempt_get'>;

/** What became of the latest change of one answer. `saved` means the room acknowledged exactly that change, nothing less. */
export type SaveState =
  /** On its way to the room. */
  | { readonly state: 'saving'; readonly revision: number }
  /** Committed by the room; `at` is the room's time in epoch ms. */
  | { readonly state: 'saved'; readonly revision: number; readonly at: number }
  /** Kept on this device only; goes out when the room is back. */
  | { readonly state: 'offline'; readonly revision: number }
  /** Committed by the room but kept apart: goes again when the pause or suspension is over, else counts only if a proctor says so. */
  | { readonly state: 'held'; readonly revision: number; readonly reason: HeldReason }
  /** The room has newer work of this candidate (another device); ask `loadAttempt()` for it. */
  | { readonly state: 'superseded'; readonly revision: number }
  /** The room will not take it; it is kept aside on this device and blocks nothing. */
  | { readonly state: 'refused'; readonly revision: number; readonly code: string; readonly message: string };

export type SubmitState =
  | { readonly state: 'idle' }
  /** Waiting until everything made so far is acknowledged. */
  | { readonly state: 'draining' }
  | { readonly state: 'submitting' }
  | { readonly state: 'submitted' }
  | { readonly state: 'failed'; readonly code: string; readonly message: string };

/** Something the room refused for good. */
export interface SetAside {
  readonly id: string;
  readonly kind: 'answer' | 'event';
  /** The question's id or the event's type. */
  readonly subject: string;
  readonly code: string;
  readonly message: string;
}

/** Everything a page shows about saving. A new object on every change, the same one otherwise (useSyncExternalStore). */
export interface CandidateSnapshot {
  /** By question id; a question without a change since `loadAttempt` and without anything pending is absent. */
  readonly saves: ReadonlyMap<string, SaveState>;
  /** What the candidate's work is now: the room's answers, and over them everything changed here. */
  readonly answers: ReadonlyMap<string, AnswerValue>;
  /** Answers and events made and not yet acknowledged (what is set aside is not among them). */
  readonly pending: number;
  readonly pendingAnswers: number;
  /** The room said last that it cannot write to its disk: what is pending is kept here and goes out when it can again. */
  readonly roomCannotSave: boolean;
  readonly setAside: readonly SetAside[];
  readonly submit: SubmitState;
}

export interface Report {
  readonly type: KnownEventType | (string & {});
  readonly details?: Record<string, unknown>;
  /** A hint; the room decides. */
  readonly severity?: Severity;
}

/** A candidate's side of an attempt: durable answers, the numbered chain of security events, submitting. */
export interface CandidateClient {
  /** Begins to drain the outbox whenever connected; the answer is `stop`. What is unsent stays in the outbox. */
  start(): () => void;
  /**
   * Asks the room for the attempt and continues its revisions. Call after joining, after `exam-state` says `running`
   * (questions appear then) and after a move between devices. Rejects as `RoomApi.call` does.
   */
  loadAttempt(): Promise<AttemptView>;
  /** Takes a change of an answer: queued at once, sent as soon as possible. `null` clears. Never throws for being offline. */
  saveAnswer(questionId: QuestionId, value: AnswerValue): void;
  /** Takes a security event: numbered and chained at once, sent as soon as possible. Answers its id. */
  report(report: Report): string;
  /** Tells the room that this client is set up; resolves once acknowledged, however long the room is away. */
  ready(state?: Pick<CommandInput<'client_ready'>, 'posture' | 'checks'>): Promise<void>;
  /**
   * Hands the work in: waits until every answer is acknowledged (offline: until the room is back), then submits.
   * Rejects with `RoomError` when the room refuses, with `RoomUnreachable('stopped')` when stopped meanwhile.
   */
  submit(): Promise<CommandOutput<'exam_submit'>>;
  snapshot(): CandidateSnapshot;
  /** Called after every change of the snapshot. The answer ends it. */
  subscribe(listener: () => void): () => void;
  saveState(questionId: string): SaveState | undefined;
  /** Resolves when everything made until now is in the outbox; what could not be put there was told to `onProblem`. */
  kept(): Promise<void>;
  /** Resolves when nothing is pending any more, or rejects with `RoomUnreachable('stopped')`. */
  drained(): Promise<void>;
}

export interface CandidateClientOptions {
  readonly connection: RoomConnection;
  readonly api: Pick<RoomApi, 'call'>;
  /** Where unsent work outlives the page. One store per attempt, one client at a time: what is in it is sent as this attempt's. */
  readonly outbox: OutboxStore;
  /** The session of the join answer: each numbers its events from 1. */
  readonly sessionId: string;
  readonly clock?: ClientClock;
  readonly random?: RandomPort;
  readonly newId: NewIdPort;
  readonly onProblem?: ProblemPort;
}
