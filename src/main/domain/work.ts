import type { SessionId } from '../../shared/model/ids.ts';
import { RoomError } from '../../shared/protocol/errors.ts';
import type { ErrorCode, OutgoingEvent } from '../../shared/protocol/index.ts';
import type { Actor, SignedInActor } from './access/actor.ts';
import type { Ids } from './ports.ts';
import type { Store } from './store.ts';

/** Who is connected right now; lives in memory, belongs to the hub. */
export interface Presence {
  /** Every open connection of whoever is signed in. */
  connections(): readonly { readonly actor: SignedInActor; readonly transport: string }[];
  isConnected(sessionId: SessionId): boolean;
}

/**
 * What a command's handler works with: the actor, one reading of the clock, the store inside the command's own
 * transaction, and the ways out. Events and effects leave only after the commit.
 */
export interface Work {
  readonly actor: Actor;
  /** Epoch ms, the same for the whole command. */
  readonly now: number;
  /** Since when this room has been serving (epoch ms): what a restart causes is nobody's fault. */
  readonly servingSince: number;
  readonly ids: Ids;
  readonly store: Store;
  readonly presence: Presence;
  emit(event: OutgoingEvent): void;
  /** Something to do once the command is committed, in its turn among the events it produced. */
  afterCommit(effect: () => void): void;
  /** One link of the tamper-evident log, in the same transaction (ST2). No personal data, no secret. */
  audit(action: string, subject: string, details?: Record<string, unknown>): void;
  /** Ends the live sockets of a session once its end is committed. */
  disconnect(sessionId: SessionId, code: ErrorCode, message: string): void;
}

/** A refusal whose traces (an audit entry, an alert) are kept: its transaction is committed, then it is answered. */
export class RecordedRefusal extends RoomError {}
