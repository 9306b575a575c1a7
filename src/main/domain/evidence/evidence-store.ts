import type { EvidenceId, PictureType } from '../../../shared/model/evidence.ts';
import type { AlertId, AttemptId, UserId } from '../../../shared/model/ids.ts';

/** A kept picture without its bytes. */
export interface StoredEvidence {
  readonly id: EvidenceId;
  readonly attemptId: AttemptId;
  readonly alertId: AlertId | undefined;
  readonly mediaType: PictureType;
  /** In bytes. */
  readonly size: number;
  /** Of the picture as it came, in lower-case hex. */
  readonly sha256: string;
  /** When it was received, epoch ms. */
  readonly at: number;
}

/** Pictures, each sealed under the key of the person it was taken of (ID7). */
export interface EvidenceRepo {
  /** `about` is the candidate of the attempt. The attempt has no picture with this hash yet. */
  insert(evidence: StoredEvidence, about: UserId, picture: Uint8Array): void;
  bySha256(attemptId: AttemptId, sha256: string): StoredEvidence | undefined;
  byId(id: EvidenceId): StoredEvidence | undefined;
  /** Undefined once the person was erased. */
  picture(id: EvidenceId): Uint8Array | undefined;
  /** Oldest first. */
  ofAttempt(attemptId: AttemptId): StoredEvidence[];
  /** Oldest first. */
  ofAlert(alertId: AlertId): StoredEvidence[];
  /** How many pictures the attempt has, and their bytes together. */
  amount(attemptId: AttemptId): { readonly pictures: number; readonly bytes: number };
}
