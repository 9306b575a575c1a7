import type { AttemptMessageKind } from '../../../shared/model/attempt-message.ts';
import type { AttemptId, UserId } from '../../../shared/model/ids.ts';

/** What a candidate said; the words are sealed under their key (ID7). */
export interface StoredAttemptMessage {
  readonly id: string;
  readonly attemptId: AttemptId;
  readonly userId: UserId;
  readonly kind: AttemptMessageKind;
  readonly text: string;
  /** For a note: the client-made id of the event it explains. */
  readonly eventId?: string | undefined;
  readonly at: number;
}

export interface StoredHand {
  readonly raisedAt: number;
  readonly reason?: string | undefined;
}

export interface MessageRepo {
  /** False, and nothing stored, when the attempt has a message with this id already. */
  insert(message: StoredAttemptMessage): boolean;
  ofAttempt(attemptId: AttemptId): StoredAttemptMessage[];
  /** How many the attempt made since then. */
  countSince(attemptId: AttemptId, since: number): number;
  hand(attemptId: AttemptId): StoredHand | undefined;
  raiseHand(attemptId: AttemptId, hand: StoredHand): void;
  lowerHand(attemptId: AttemptId): void;
  /** The type of an event of this attempt, by the id its client gave it. */
  eventType(attemptId: AttemptId, eventId: string): string | undefined;
}
