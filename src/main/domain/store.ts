import type { HeldReason, StoredAnswer } from '../../shared/model/answer.ts';
import type { AlertId, AttemptId, ExamId, PersonId, QuestionId, SessionId, SittingId, UserId } from '../../shared/model/ids.ts';
import type { Question } from '../../shared/model/question.ts';
import type { NotificationRepo } from './notifications/store.ts';
import type { PersonData } from './ports.ts';
import type {
  AlertFilter,
  AnswerSave,
  Attempt,
  AuditEntry,
  Exam,
  RosterEntry,
  Session,
  Sitting,
  StoredAlert,
  StoredDevice,
  StoredResponse,
  StoredSecurityEvent,
  User,
} from './records.ts';

/*
 * What the domain needs from the store, one small interface a noun. Everything is synchronous and happens inside
 * the transaction of the command that asks (ADR 3). Times are epoch milliseconds.
 */

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

export interface ExamRepo {
  byId(id: ExamId): Exam | undefined;
  all(): Exam[];
  insert(exam: Exam, questions: readonly Question[]): void;
  update(exam: Exam): void;
  /** In the paper's order, with keys. */
  questions(id: ExamId): readonly Question[];
}

export interface RosterRepo {
  get(examId: ExamId, userId: UserId): RosterEntry | undefined;
  ofExam(examId: ExamId): RosterEntry[];
  count(examId: ExamId): number;
  put(entry: RosterEntry): void;
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

export interface AttemptRepo {
  byId(id: AttemptId): Attempt | undefined;
  ofCandidate(sittingId: SittingId, userId: UserId): Attempt | undefined;
  ofSitting(sittingId: SittingId): Attempt[];
  ofExam(examId: ExamId): Attempt[];
  countOfSitting(sittingId: SittingId): number;
  insert(attempt: Attempt, consent: { textVersion: string; givenAt: number }): void;
  update(attempt: Attempt): void;
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

export interface ResponseRepo {
  insert(response: StoredResponse): void;
  ofAttempt(attemptId: AttemptId): StoredResponse[];
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
  readonly notifications: NotificationRepo;
}
