import type { AlertStatus } from '../../shared/model/alert.ts';
import type { AnswerValue, HeldReason, StoredAnswer } from '../../shared/model/answer.ts';
import type { Identity, Monitoring } from '../../shared/model/attempt.ts';
import type { SittingState } from '../../shared/model/exam.ts';
import type { AlertId, AttemptId, ExamId, PersonId, QuestionId, SessionId, SittingId, UserId } from '../../shared/model/ids.ts';
import type { Policy } from '../../shared/model/policy.ts';
import type { Question } from '../../shared/model/question.ts';
import type { Role } from '../../shared/model/role.ts';
import type { SecurityEventInput } from '../../shared/model/security-event.ts';
import type { Severity } from '../../shared/model/severity.ts';
import type { PersonData } from './ports.ts';
import type { RiskState } from './risk/risk-state.ts';

/*
 * What the domain needs from the store, one small interface a noun. Everything is synchronous and happens inside
 * the transaction of the command that asks (ADR 3). Times are epoch milliseconds.
 */

export interface User {
  readonly id: UserId;
  readonly personId: PersonId;
  readonly role: Role;
  readonly active: boolean;
  readonly passwordHash?: string | undefined;
}
export interface UserRepo {
  byId(id: UserId): User | undefined;
  byLogin(loginKey: string): User | undefined;
  staff(): User[];
  insert(user: User & { loginKey: string; createdAt: number }): void;
  setActive(id: UserId, active: boolean): void;
  setPassword(id: UserId, passwordHash: string): void;
}

export interface PersonRepo {
  insert(id: PersonId, data: PersonData): void;
  update(id: PersonId, data: PersonData): void;
  /** Undefined once the person was erased. */
  get(id: PersonId): PersonData | undefined;
  /** Seals something else that belongs to the person (a device's address). */
  seal(id: PersonId, value: unknown): Uint8Array;
  open(id: PersonId, sealed: Uint8Array): unknown;
}

export interface StoredDevice {
  readonly ip: string;
  readonly deviceType: string;
  readonly os?: string | undefined;
  readonly app?: string | undefined;
  readonly deviceId?: string | undefined;
}
export interface Session {
  readonly id: SessionId;
  readonly userId: UserId;
  readonly role: Role;
  readonly attemptId?: AttemptId | undefined;
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly endedAt?: number | undefined;
  readonly endedReason?: string | undefined;
}
export interface SessionRepo {
  byId(id: SessionId): Session | undefined;
  insert(session: Session, device: StoredDevice): void;
  deviceOf(id: SessionId): StoredDevice | undefined;
  liveOfAttempt(attemptId: AttemptId): Session[];
  liveOfUser(userId: UserId): Session[];
  live(): Session[];
  history(userId: UserId | undefined, limit: number): Session[];
  ofAttempt(attemptId: AttemptId): Session[];
  end(id: SessionId, at: number, reason: string): void;
  setExpiry(id: SessionId, expiresAt: number): void;
  addRefreshToken(hash: string, sessionId: SessionId, at: number): void;
  refreshToken(hash: string): { sessionId: SessionId; usedAt?: number | undefined } | undefined;
  markRefreshTokenUsed(hash: string, at: number): void;
}

export interface Exam {
  readonly id: ExamId;
  readonly title: string;
  readonly durationMinutes: number;
  readonly instructions: string;
  readonly policy: Policy;
  readonly createdAt: number;
}
export interface ExamRepo {
  byId(id: ExamId): Exam | undefined;
  all(): Exam[];
  insert(exam: Exam, questions: readonly Question[]): void;
  update(exam: Exam): void;
  /** In the paper's order, with keys. */
  questions(id: ExamId): readonly Question[];
}

export interface RosterEntry {
  readonly examId: ExamId;
  readonly userId: UserId;
  readonly seat?: string | undefined;
  readonly extraMinutes: number;
  readonly accessCodeKey?: string | undefined;
  readonly wrongAccessCodes: number;
}
export interface RosterRepo {
  get(examId: ExamId, userId: UserId): RosterEntry | undefined;
  ofExam(examId: ExamId): RosterEntry[];
  count(examId: ExamId): number;
  put(entry: RosterEntry): void;
}

export interface Sitting {
  readonly id: SittingId;
  readonly examId: ExamId;
  readonly number: number;
  readonly state: SittingState;
  readonly createdAt: number;
  readonly openedAt?: number | undefined;
  readonly startedAt?: number | undefined;
  readonly pausedAt?: number | undefined;
  /** All finished pauses together. */
  readonly pausedMs: number;
  readonly endedAt?: number | undefined;
}
export interface SittingRepo {
  byId(id: SittingId): Sitting | undefined;
  /** The exam's newest one: the one its paths act on (protocol 1). */
  current(examId: ExamId): Sitting | undefined;
  /** Open, running or paused ones of all exams. */
  joinable(): Sitting[];
  insert(sitting: Sitting): void;
  update(sitting: Sitting): void;
}

/** `paused` is not stored: it is what `in_progress` is while the sitting is paused. */
export type StoredAttemptState = 'waiting' | 'in_progress' | 'suspended' | 'submitted' | 'ended';
export interface Attempt {
  readonly id: AttemptId;
  readonly sittingId: SittingId;
  readonly examId: ExamId;
  readonly userId: UserId;
  readonly state: StoredAttemptState;
  readonly monitoring: Monitoring;
  readonly identity: Identity;
  readonly reducedIntegrity: boolean;
  readonly joinedAt: number;
  readonly finishedAt?: number | undefined;
  /** Time beyond the exam's duration: accommodation, credits, extensions. */
  readonly extraMs: number;
  readonly suspendedAt?: number | undefined;
  /** The sitting's paused time when the suspension began, so that no minute is credited twice. */
  readonly suspendedPausedMs?: number | undefined;
  readonly reason?: string | undefined;
  readonly answered: number;
  readonly risk: RiskState;
  readonly lastEventType?: string | undefined;
  readonly lastEventAt?: number | undefined;
  readonly resumeTokenHash?: string | undefined;
  readonly score?: number | undefined;
  readonly maxScore?: number | undefined;
  readonly pendingPoints?: number | undefined;
}
export interface AttemptRepo {
  byId(id: AttemptId): Attempt | undefined;
  ofCandidate(sittingId: SittingId, userId: UserId): Attempt | undefined;
  ofSitting(sittingId: SittingId): Attempt[];
  ofExam(examId: ExamId): Attempt[];
  countOfSitting(sittingId: SittingId): number;
  insert(attempt: Attempt, consent: { textVersion: string; givenAt: number }): void;
  update(attempt: Attempt): void;
}

export interface AnswerSave {
  readonly clientId: string;
  readonly attemptId: AttemptId;
  readonly sessionId: SessionId;
  readonly questionId: QuestionId;
  readonly revision: number;
  readonly value: AnswerValue;
  readonly held?: HeldReason | undefined;
  readonly stale: boolean;
  readonly savedAt: number;
}
export interface AnswerRepo {
  save(attemptId: AttemptId, clientId: string): { revision: number; held?: HeldReason | undefined; stale: boolean } | undefined;
  log(save: AnswerSave): void;
  get(attemptId: AttemptId, questionId: QuestionId): StoredAnswer | undefined;
  put(attemptId: AttemptId, answer: StoredAnswer, savedAt: number): void;
  ofAttempt(attemptId: AttemptId): StoredAnswer[];
  /** Was exactly this revision acknowledged as kept apart? */
  isHeld(attemptId: AttemptId, questionId: QuestionId, revision: number): boolean;
  /**
   * What is kept apart and newer than what counts: the newest of each question, under the highest revision that was
   * kept apart for it.
   */
  heldOf(attemptId: AttemptId): StoredAnswer[];
}

export interface StoredSecurityEvent extends SecurityEventInput {
  readonly number: number;
  readonly sessionId: SessionId;
  readonly attemptId: AttemptId;
  readonly userId: UserId;
  readonly examId: ExamId;
  readonly violation: boolean;
  readonly receivedAt: number;
}
export interface SecurityEventRepo {
  /**
   * False, and nothing stored, when the attempt has an event with this id already: by attempt and not by session,
   * because a client that signs in anew sends again what was not acknowledged.
   */
  insert(event: Omit<StoredSecurityEvent, 'number'>): boolean;
  /** The session's last sequence number without a gap before it; events that arrive late close gaps (protocol 3). */
  lastSeq(attemptId: AttemptId, sessionId: SessionId): number;
  ofAttempt(attemptId: AttemptId, limit: number): StoredSecurityEvent[];
}

export interface StoredAlert {
  readonly seq: number;
  readonly id: AlertId;
  readonly rev: number;
  readonly type: string;
  readonly severity: Severity;
  readonly status: AlertStatus;
  readonly title: string;
  readonly message: string;
  readonly source: string;
  readonly examId?: ExamId | undefined;
  readonly attemptId?: AttemptId | undefined;
  readonly sessionId?: SessionId | undefined;
  readonly userId?: UserId | undefined;
  readonly riskScore?: number | undefined;
  readonly reasons: readonly string[];
  readonly count: number;
  readonly firstAt: number;
  readonly lastAt: number;
  readonly assignee?: UserId | undefined;
  readonly acknowledgedBy?: UserId | undefined;
  readonly acknowledgedAt?: number | undefined;
  readonly data: Record<string, unknown>;
  readonly groupingKey?: string | undefined;
}
export interface AlertFilter {
  readonly status?: AlertStatus | undefined;
  readonly severity?: Severity | undefined;
  readonly type?: string | undefined;
  readonly examId?: ExamId | undefined;
  readonly attemptId?: AttemptId | undefined;
  readonly q?: string | undefined;
  readonly beforeSeq?: number | undefined;
  readonly afterSeq?: number | undefined;
  readonly limit: number;
}
export interface AlertRepo {
  byId(id: AlertId): StoredAlert | undefined;
  /** The newest alert of a group, whatever its state. */
  lastOfGroup(groupingKey: string): StoredAlert | undefined;
  nextSeq(): number;
  nextRev(): number;
  lastSeq(): number;
  lastRev(): number;
  insert(alert: StoredAlert): void;
  update(alert: StoredAlert): void;
  /** Newest first. */
  list(filter: AlertFilter): StoredAlert[];
  /** Ascending seq. */
  after(seq: number, limit: number): StoredAlert[];
  /** Alerts up to `maxSeq` changed since `rev`, in the order of their changes. */
  changedSince(rev: number, maxSeq: number, limit: number): StoredAlert[];
  openCount(attemptId: AttemptId): number;
  count(attemptId: AttemptId): number;
  addNote(alertId: AlertId, at: number, by: UserId, action: string, text: string | undefined): void;
}

export interface StoredResponse {
  readonly id: string;
  readonly attemptId: AttemptId;
  readonly action: string;
  readonly automatic: boolean;
  readonly dryRun: boolean;
  readonly by?: UserId | undefined;
  readonly reason?: string | undefined;
  readonly riskScore?: number | undefined;
  readonly at: number;
}
export interface ResponseRepo {
  insert(response: StoredResponse): void;
  ofAttempt(attemptId: AttemptId): StoredResponse[];
}

export interface AuditEntry {
  readonly seq: number;
  readonly at: number;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly details: Record<string, unknown>;
  readonly prev: string;
  readonly hash: string;
}
export interface AuditRepo {
  last(): AuditEntry | undefined;
  insert(entry: AuditEntry): void;
  after(seq: number, limit: number): AuditEntry[];
}

export interface AcceptedCommandRepo {
  /** Was it accepted before? Remembers it if not. */
  isRepeat(userId: UserId, clientId: string, command: string, at: number): boolean;
}

export interface SettingRepo {
  get(name: string): string | undefined;
  set(name: string, value: string): void;
}

export interface Store {
  readonly users: UserRepo;
  readonly persons: PersonRepo;
  readonly sessions: SessionRepo;
  readonly exams: ExamRepo;
  readonly roster: RosterRepo;
  readonly sittings: SittingRepo;
  readonly attempts: AttemptRepo;
  readonly answers: AnswerRepo;
  readonly events: SecurityEventRepo;
  readonly alerts: AlertRepo;
  readonly responses: ResponseRepo;
  readonly audit: AuditRepo;
  readonly accepted: AcceptedCommandRepo;
  readonly settings: SettingRepo;
}
