import type { AttemptId, ExamId, UserId } from '../../../shared/model/ids.ts';
import type { RecoveryRequestId } from '../../../shared/model/recovery.ts';
import type { StoredDevice } from '../records.ts';
import type { RecoveryRequest } from './recovery-state.ts';

/** A code staff gave out for one attempt; only what it is compared by is kept. */
export interface StoredRecoveryCode {
  readonly attemptId: AttemptId;
  readonly codeKey: string;
  readonly issuedBy: UserId;
  readonly issuedAt: number;
  readonly expiresAt: number;
  readonly wrongTries: number;
}

export interface RecoveryHistoryFilter {
  readonly examId?: ExamId | undefined;
  readonly userId?: UserId | undefined;
  readonly limit: number;
}

export interface RecoveryRepo {
  byId(id: RecoveryRequestId): RecoveryRequest | undefined;
  /** Pending and approved ones, oldest first. */
  open(): RecoveryRequest[];
  openOfAttempt(attemptId: AttemptId): RecoveryRequest[];
  /** Newest first. */
  history(filter: RecoveryHistoryFilter): RecoveryRequest[];
  insert(request: RecoveryRequest, device: StoredDevice): void;
  update(request: RecoveryRequest): void;
  /** Where the request came from. */
  deviceOf(id: RecoveryRequestId): StoredDevice | undefined;
  code(attemptId: AttemptId): StoredRecoveryCode | undefined;
  /** Takes the place of an earlier one. */
  putCode(code: StoredRecoveryCode): void;
  removeCode(attemptId: AttemptId): void;
}
