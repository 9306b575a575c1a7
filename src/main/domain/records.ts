import type { Accommodations } from '../../shared/model/accommodations.ts';
import type { AlertStatus } from '../../shared/model/alert.ts';
import type { AnswerValue, HeldReason } from '../../shared/model/answer.ts';
import type { Identity, Monitoring } from '../../shared/model/attempt.ts';
import type { Drawing } from '../../shared/model/drawing.ts';
import type { SittingState } from '../../shared/model/exam.ts';
import type { AlertId, AttemptId, ExamId, PersonId, QuestionId, SessionId, SittingId, UserId } from '../../shared/model/ids.ts';
import type { Policy } from '../../shared/model/policy.ts';
import type { Role } from '../../shared/model/role.ts';
import type { SecurityEventInput } from '../../shared/model/security-event.ts';
import type { Severity } from '../../shared/model/severity.ts';
import type { RiskState } from './risk/risk-state.ts';

/*
 * What the store keeps, as the domain knows it. Times are epoch milliseconds; ids are the wire's.
 */

export interface User {
  readonly id: UserId;
  readonly personId: PersonId;
  readonly role: Role;
  readonly active: boolean;
  readonly passwordHash?: string | undefined;
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
export interface Exam {
  readonly id: ExamId;
  readonly title: string;
  readonly durationMinutes: number;
  readonly instructions: string;
  readonly policy: Policy;
  /** How the papers of its candidates are drawn. */
  readonly drawing: Drawing;
  readonly createdAt: number;
  /** Of which revision, where it is the paper that a sitting keeps, and not the exam as it stands (EX2). */
  readonly paper?: number | undefined;
}
export interface RosterEntry {
  readonly examId: ExamId;
  readonly userId: UserId;
  readonly seat?: string | undefined;
  readonly extraMinutes: number;
  readonly accommodations?: Accommodations | undefined;
  readonly accessCodeKey?: string | undefined;
  /** To be printed for the candidate; unknown where it was set by an older version. */
  readonly accessCode?: string | undefined;
  readonly wrongAccessCodes: number;
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
  /** Time staff gave to everybody. */
  readonly extraMs?: number | undefined;
  readonly endedAt?: number | undefined;
  /** The revision of the paper it keeps, once that was changed after the start; undefined: the paper as it stands. */
  readonly paper?: number | undefined;
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
  /** On a break since then, with the sitting's paused time at its beginning (EX10). */
  readonly breakStartedAt?: number | undefined;
  readonly breakPausedMs?: number | undefined;
  readonly breakGrantedMs?: number | undefined;
  readonly breaksTaken?: number | undefined;
  readonly answered: number;
  readonly risk: RiskState;
  readonly lastEventType?: string | undefined;
  readonly lastEventAt?: number | undefined;
  readonly resumeTokenHash?: string | undefined;
  readonly score?: number | undefined;
  readonly maxScore?: number | undefined;
  readonly pendingPoints?: number | undefined;
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
export interface StoredSecurityEvent extends SecurityEventInput {
  readonly number: number;
  readonly sessionId: SessionId;
  readonly attemptId: AttemptId;
  readonly userId: UserId;
  readonly examId: ExamId;
  readonly violation: boolean;
  /** An accommodation of the candidate lets it pass: it counts nowhere (EX10). */
  readonly accommodated?: boolean | undefined;
  readonly receivedAt: number;
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
  readonly ip?: string | undefined;
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
  /** The number of the stored event that raised it; undefined when something else did. */
  readonly raisedBy?: number | undefined;
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
