import type { HeldReason, StoredAnswer } from '../../shared/model/answer.ts';
import type { AlertId, AttemptId, ExamId, PersonId, QuestionId, SessionId, SittingId, UserId } from '../../shared/model/ids.ts';
import type { Question } from '../../shared/model/question.ts';
import type { Role } from '../../shared/model/role.ts';
import type { EscalationRepo } from './alerts/escalation-store.ts';
import type { ChainRepo } from './attempts/chain-store.ts';
import type { AnswerTimesRepo } from './attempts/watch-answers.ts';
import type { ClockRepo } from './attempts/watch-clocks.ts';
import type { DepartureRepo } from './attempts/went-offline.ts';
import type { CourseRepo } from './course/course-store.ts';
import type { EvidenceRepo } from './evidence/evidence-store.ts';
import type { GradingRepo } from './grading/grading-store.ts';
import type { ApiKeyRepo, SecondFactorRepo } from './identity/identity-store.ts';
import type { BurstRepo } from './incidents/incident-store.ts';
import type { MediaRepo } from './media/media-store.ts';
import type { MessageRepo } from './messages/message-store.ts';
import type { DailyFigureRepo } from './monitoring/monitoring-store.ts';
import type { NotificationRepo } from './notifications/store.ts';
import type { PaperRepo } from './papers/paper-store.ts';
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
import type { RecoveryRepo } from './recovery/recovery-store.ts';
import type { RuleRepo } from './rules/rule-store.ts';
import type { ServiceEventRepo } from './service-events/service-event-store.ts';
import type { CreditRepo, EntranceRepo, PlanRepo } from './sittings/sitting-store.ts';
import type { ToolContentRepo } from './tools/tool-content-store.ts';
import type { ToolRepo } from './tools/tool-store.ts';

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
  setRole(id: UserId, role: Role): void;
}

export interface PersonRepo {
  insert(id: PersonId, data: PersonData): void;
  update(id: PersonId, data: PersonData): void;
  /** Undefined once the person was erased. */
  get(id: PersonId): PersonData | undefined;
  /** Seals something else that belongs to the person (a device's address). */
  seal(id: PersonId, value: unknown): Uint8Array;
  open(id: PersonId, sealed: Uint8Array): unknown;
  /** The same for bytes as they are (a picture). Undefined once the person was erased. */
  sealBytes(id: PersonId, bytes: Uint8Array): Uint8Array;
  openBytes(id: PersonId, sealed: Uint8Array): Uint8Array | undefined;
}

export interface SessionRepo {
  byId(id: SessionId): Session | undefined;
  insert(session: Session, device: StoredDevice): void;
  deviceOf(id: SessionId): StoredDevice | undefined;
  /** The session goes on from another address. */
  setDevice(id: SessionId, device: StoredDevice): void;
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
  /** A paper that comes in several transactions: nobody is told of it before it is finished, and the next start drops it if it never is. */
  begin(exam: Exam): void;
  /** `from`: the place of the first of them in the paper. */
  addQuestions(id: ExamId, from: number, questions: readonly Question[]): void;
  /** `paper`: all that was added, so that whoever looks at it next need not wait until it is read again. */
  finish(id: ExamId, paper: readonly Question[]): void;
  /** What was begun and not finished: this paper, or all of them. */
  dropUnfinished(id?: ExamId): void;
  update(exam: Exam): void;
  /** In the paper's order, with keys; of the paper a sitting keeps, where its revision (`Exam.paper`) is given. */
  questions(id: ExamId, paper?: number): readonly Question[];
  /** Counts the changes of the paper, from 1. */
  revision(id: ExamId): number;
  raiseRevision(id: ExamId): number;
  setQuestions(id: ExamId, questions: readonly Question[]): void;
  /** Keeps the paper as it stands under its revision, and drops the oldest of many that no sitting names. */
  keepPaper(id: ExamId): void;
  keptPaper(id: ExamId, revision: number): { exam: Exam; questions: readonly Question[] } | undefined;
}

export interface RosterRepo {
  get(examId: ExamId, userId: UserId): RosterEntry | undefined;
  ofExam(examId: ExamId): RosterEntry[];
  /** Who is on it, with nothing opened that is sealed. */
  userIds(examId: ExamId): UserId[];
  count(examId: ExamId): number;
  put(entry: RosterEntry): void;
}

export interface SittingRepo {
  byId(id: SittingId): Sitting | undefined;
  /** The exam's newest one: the one its paths act on (protocol 1). */
  current(examId: ExamId): Sitting | undefined;
  /** All of an exam, newest first. */
  ofExam(examId: ExamId): Sitting[];
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
  /** The most that was taken of anybody's time in the sitting, ms, as a number not above 0. */
  mostShortened(sittingId: SittingId): number;
  /** How many of the sitting had joined before then, epoch ms: the same whenever it is asked. */
  joinedBefore(sittingId: SittingId, at: number): number;
  /** Attempts whose candidate is on a break (EX10). */
  onBreak(): Attempt[];
  /** Attempts whose automatic suspension waits, and some whose does no longer. */
  awaitingSuspension(): readonly AttemptId[];
  insert(attempt: Attempt, consent: { textVersion: string; givenAt: number }): void;
  update(attempt: Attempt): void;
  /**
   * The attempt after one more stored event that changed nothing but its risk, its monitoring and the event seen last.
   * Written behind: after a crash the stored events tell it again (ADR 5).
   */
  noteEvent(attempt: Attempt): void;
}

export interface AnswerRepo {
  save(attemptId: AttemptId, clientId: string): { revision: number; held?: HeldReason | undefined; stale: boolean } | undefined;
  /**
   * Keeps that it was saved, and the text as well while the attempt has a share of the disk left, or where it is kept apart and may
   * come to count. What counts is kept by `put` in any case.
   */
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
  /** The sum of the revisions that count, by attempt: another one whenever an answer is replaced. */
  revisionsOf(sittingId: SittingId): { attemptId: AttemptId; revisions: number }[];
}

export interface SecurityEventRepo {
  /**
   * Stores it and gives it its number. Undefined, and nothing stored, when the attempt has an event with this id already: by
   * attempt and not by session, because a client that signs in anew sends again what was not acknowledged.
   */
  insert(event: Omit<StoredSecurityEvent, 'number'>): number | undefined;
  /** Are details of further events of the attempt still kept, or has it filled its share of the disk with them? */
  keepsDetails(attemptId: AttemptId): boolean;
  /** The session's last sequence number without a gap before it; events that arrive late close gaps (protocol 3). */
  lastSeq(attemptId: AttemptId, sessionId: SessionId): number;
  /** The highest number of the session so far, gaps or not; 0 before the first. */
  highestSeq(attemptId: AttemptId, sessionId: SessionId): number;
  /** Does the number stand for an event already? */
  hasSeq(attemptId: AttemptId, sessionId: SessionId, seq: number): boolean;
  ofAttempt(attemptId: AttemptId, limit: number): StoredSecurityEvent[];
  /** What came after the event with that number, in order, as many as fit a page; none when that was the last. */
  after(number: number): StoredSecurityEvent[];
  /** The number of the last event that was received before then; found without reading what lies between. */
  lastBefore(at: number): number;
  /** The last event that attempts and alerts contain as they are stored; those after it are to be counted again (ADR 5). */
  lastCounted(): number;
}

/** What somebody did with an alert. */
export interface AlertAction {
  readonly alertId: AlertId;
  readonly at: number;
  readonly action: string;
}

export interface AlertRepo {
  byId(id: AlertId): StoredAlert | undefined;
  /** The newest alert of a group, whatever its state; a group belongs to one attempt or to none. */
  lastOfGroup(groupingKey: string, attemptId: AttemptId | undefined): StoredAlert | undefined;
  /** The next of the one counter over creations and changes. */
  nextRev(): number;
  lastSeq(): number;
  lastRev(): number;
  /**
   * Stores a new alert under the next `seq` and `rev`. When the event that raised it is counted again after a crash, it is
   * there already: then nothing is stored, and what comes back is the alert as it was raised (ADR 5).
   */
  insert(alert: Omit<StoredAlert, 'seq' | 'rev'>): StoredAlert;
  update(alert: StoredAlert): void;
  /**
   * The alert after one more repeat that a stored event tells of; status, severity and assignee are as before. Written
   * behind: after a crash the stored events tell it again (ADR 5).
   */
  noteRepeat(alert: StoredAlert): void;
  /** The same where the status changes with it: alerts that become part of a room's incident, or come out of it again. */
  noteFold(alert: StoredAlert): void;
  /** Newest first. */
  list(filter: AlertFilter): StoredAlert[];
  /** Ascending seq. */
  after(seq: number, limit: number): StoredAlert[];
  /** Alerts up to `maxSeq` changed since `rev`, in the order of their changes. */
  changedSince(rev: number, maxSeq: number, limit: number): StoredAlert[];
  openCount(attemptId: AttemptId): number;
  count(attemptId: AttemptId): number;
  /** All that are neither resolved nor dismissed. */
  activeCount(): number;
  addNote(alertId: AlertId, at: number, by: UserId, action: string, text: string | undefined): void;
  /** What people did with the alerts of an exam, in the order they did it; not what they wrote. */
  actionsOfExam(examId: ExamId): AlertAction[];
  /** Oldest first. */
  notes(alertId: AlertId): { at: number; by: UserId; action: string; text?: string | undefined }[];
}

export interface ResponseRepo {
  insert(response: StoredResponse): void;
  ofAttempt(attemptId: AttemptId): StoredResponse[];
}

export interface AuditRepo {
  last(): AuditEntry | undefined;
  insert(entry: AuditEntry): void;
  after(seq: number, limit: number): AuditEntry[];
  /** Newest first; undefined begins with the last entry. */
  before(seq: number | undefined, limit: number): AuditEntry[];
}

export interface AcceptedCommandRepo {
  /**
   * Was this very action accepted before? Remembers it if not. `command` names what was done to what. Throws RoomError `invalid_input`
   * where the id stands for another action: to answer that it was done already would hide that nothing happened.
   */
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
  readonly tools: ToolRepo;
  readonly toolContents: ToolContentRepo;
  readonly recovery: RecoveryRepo;
  readonly messages: MessageRepo;
  readonly apiKeys: ApiKeyRepo;
  readonly secondFactors: SecondFactorRepo;
  readonly serviceEvents: ServiceEventRepo;
  readonly notifications: NotificationRepo;
  readonly days: DailyFigureRepo;
  readonly rules: RuleRepo;
  readonly escalations: EscalationRepo;
  readonly bursts: BurstRepo;
  readonly chains: ChainRepo;
  readonly departures: DepartureRepo;
  readonly clocks: ClockRepo;
  readonly answerTimes: AnswerTimesRepo;
  readonly evidence: EvidenceRepo;
  readonly course: CourseRepo;
  readonly papers: PaperRepo;
  readonly media: MediaRepo;
  readonly grading: GradingRepo;
  readonly plans: PlanRepo;
  readonly entrances: EntranceRepo;
  readonly credits: CreditRepo;
}
