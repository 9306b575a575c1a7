import type { Scope } from '../../../shared/model/api-key.ts';
import type { AttemptId, SessionId, UserId } from '../../../shared/model/ids.ts';
import type { RecoveryRequestId } from '../../../shared/model/recovery.ts';
import type { Role } from '../../../shared/model/role.ts';
import type { Caller } from '../../../shared/protocol/commands.ts';
import { RoomError } from '../../../shared/protocol/errors.ts';

/** Who speaks: always from a verified token (or nobody), never from what a message claims. */
export type Actor =
  | { readonly kind: 'anyone'; readonly ip: string }
  | {
      readonly kind: 'user';
      readonly ip: string;
      readonly userId: UserId;
      readonly sessionId: SessionId;
      readonly role: Role;
      readonly attemptId?: AttemptId;
      /** Of a service: what its key may do. */
      readonly scopes?: readonly Scope[];
    }
  /** Who holds a recovery token: may ask to be let back in to this attempt, and nothing else (ID6). */
  | {
      readonly kind: 'requester';
      readonly ip: string;
      readonly userId: UserId;
      readonly attemptId: AttemptId;
      readonly requestId: RecoveryRequestId;
      /** What the device said of itself when it was refused. */
      readonly device: { readonly deviceType: string; readonly os?: string; readonly app?: string };
    }
  /** The room itself: timers, the command line at the store. */
  | { readonly kind: 'room' };

export type SignedInActor = Extract<Actor, { kind: 'user' }>;
export type RequesterActor = Extract<Actor, { kind: 'requester' }>;

/** How an actor stands in the audit log. */
export const actorName = (actor: Actor): string => {
  if (actor.kind === 'user') return `${actor.role}:${actor.userId}`;
  if (actor.kind === 'requester') return `requester:${actor.userId}`;
  return actor.kind === 'room' ? 'room' : 'anyone';
};

/** The deny-by-default check of role against command. */
export function assertMay(actor: Actor, roles: 'anyone' | readonly Caller[]): void {
  if (actor.kind === 'requester') {
    if (roles !== 'anyone' && roles.includes('requester')) return;
    throw new RoomError('role_forbidden', 'A recovery token is good for asking to be let back in, and for nothing else.');
  }
  if (roles === 'anyone' || actor.kind === 'room') return;
  if (actor.kind === 'anyone') throw new RoomError('token_missing', 'Sign in first: this needs a token.');
  if (!roles.includes(actor.role)) throw new RoomError('role_forbidden', `Your role (${actor.role}) may not do this.`);
}

/** The user behind an actor; a command that needs one is never reached without (its roles say so). */
export function signedIn(actor: Actor): SignedInActor {
  if (actor.kind !== 'user') throw new RoomError('token_missing', 'Sign in first: this needs a token.');
  return actor;
}

/** The attempt a candidate's session belongs to. Throws `attempt_not_found` for everybody else. */
export function actorAttempt(actor: Actor): { actor: SignedInActor; attemptId: AttemptId } {
  const user = signedIn(actor);
  if (!user.attemptId) throw new RoomError('attempt_not_found', 'This session belongs to no attempt: join an exam first.');
  return { actor: user, attemptId: user.attemptId };
}
