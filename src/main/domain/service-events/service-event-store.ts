import type { AttemptId, ExamId, SessionId, UserId } from '../../../shared/model/ids.ts';
import type { ServiceEventInput } from '../../../shared/model/service-event.ts';

/** An observation a service reported, as it is kept. */
export interface StoredServiceEvent extends Omit<ServiceEventInput, 'attemptId' | 'examId' | 'seq'> {
  readonly seq: number;
  readonly sessionId: SessionId;
  /** The service. */
  readonly userId: UserId;
  readonly attemptId?: AttemptId | undefined;
  readonly examId?: ExamId | undefined;
  readonly violation: boolean;
  /** Epoch ms. */
  readonly receivedAt: number;
}

export interface ServiceEventRepo {
  /** False, and nothing stored, when the service has sent an event with this id before. Without `seq` it is numbered on. */
  insert(event: Omit<StoredServiceEvent, 'seq'> & { readonly seq?: number | undefined }): boolean;
  /** The key's last sequence number without a gap before it. */
  lastSeq(sessionId: SessionId): number;
  ofAttempt(attemptId: AttemptId, limit: number): StoredServiceEvent[];
}
