import type { AttemptMessageKind } from '../../../shared/model/attempt-message.ts';
import type { AttemptId } from '../../../shared/model/ids.ts';
import { toIso } from '../../../shared/model/time.ts';
import { RoomError, retryIn } from '../../../shared/protocol/errors.ts';
import { actorAttempt, signedIn } from '../access/actor.ts';
import { emitAttemptState } from '../attempts/attempt-views.ts';
import { findAttempt } from '../attempts/find-attempt.ts';
import type { SomeHandlers } from '../handler.ts';
import type { Work } from '../work.ts';
import { toConversation, toHand, toOwnConversation } from './message-views.ts';

/** Beyond this in a minute nobody could read it any more. */
const MOST_A_MINUTE = 30;
const MINUTE_MS = 60_000;

/** What staff read when a hand goes up or down without words. */
const HAND_RAISED = 'Hand raised';
const HAND_LOWERED = 'Hand lowered';

/** The response that suspends, by whomever. */
const SUSPENDING = 'suspend';

interface Said {
  readonly id: string;
  readonly kind: AttemptMessageKind;
  readonly text: string;
  readonly eventId?: string;
}

/** Tells every console; the words go to staff alone (protocol 3). */
function emitMessage(work: Work, attemptId: AttemptId, kind: AttemptMessageKind, text: string): void {
  work.emit({
    name: 'attempt-message',
    payload: { attemptId, kind, text, timestamp: toIso(work.now) },
    rooms: ['admin-dashboard'],
  });
}

/** Keeps what a candidate says, in whatever state the attempt is, and tells staff. True when it was said before. */
function say(work: Work, { id, kind, text, eventId }: Said): boolean {
  const { actor, attemptId } = actorAttempt(work.actor);
  const isNew = work.store.messages.insert({ id, attemptId, userId: actor.userId, kind, text, eventId, at: work.now });
  if (!isNew) return true;
  // Counted with this one, which goes with the refusal.
  if (work.store.messages.countSince(attemptId, work.now - MINUTE_MS) > MOST_A_MINUTE)
    throw new RoomError('rate_limited', 'Too many messages: wait a minute, then send this again.', {
      data: retryIn(MINUTE_MS),
    });
  work.audit(`message.${kind}`, `attempt:${attemptId}`);
  emitMessage(work, attemptId, kind, text);
  return false;
}

/** The messages of one attempt and whether its hand is up. */
const handOf = (work: Work, attemptId: AttemptId) => {
  const hand = work.store.messages.hand(attemptId);
  return hand ? { hand: toHand(hand) } : {};
};

/** The hand as the candidate and staff have it is part of how the attempt stands. */
const tellHand = (work: Work, attemptId: AttemptId): void => emitAttemptState(work, findAttempt(work.store, attemptId));

const acked = (id: string, isRepeat: boolean) => ({ ok: true as const, id, ...(isRepeat ? { duplicate: true } : {}) });

/** Chat, raised hand, notes: held in every state of the attempt (CM1, LD8). */
export const messageCommands: SomeHandlers<
  | 'chat_send'
  | 'hand_raise'
  | 'hand_lower'
  | 'note_add'
  | 'suspension_note'
  | 'attempt_messages'
  | 'messages_list'
  | 'hand_attend'
> = {
  chat_send: { execute: (work, { id, text }) => acked(id, say(work, { id, kind: 'chat', text })) },
  hand_raise: {
    execute: (work, { id, reason }) => {
      const { attemptId } = actorAttempt(work.actor);
      const words = reason?.trim() ? reason : undefined;
      const isRepeat = say(work, { id, kind: 'hand', text: words ?? HAND_RAISED });
      if (isRepeat) return acked(id, true);
      const since = work.store.messages.hand(attemptId)?.raisedAt ?? work.now;
      work.store.messages.raiseHand(attemptId, { raisedAt: since, reason: words });
      return acked(id, false);
    },
  },
  hand_lower: {
    execute: (work, { id }) => {
      const { attemptId } = actorAttempt(work.actor);
      const isRepeat = say(work, { id, kind: 'hand', text: HAND_LOWERED });
      if (!isRepeat) work.store.messages.lowerHand(attemptId);
      return acked(id, isRepeat);
    },
  },
  note_add: {
    execute: (work, { id, eventId, text }) => {
      const { attemptId } = actorAttempt(work.actor);
      // Another candidate's event is as unknown here as one that never was.
      if (work.store.messages.eventType(attemptId, eventId) === undefined)
        throw new RoomError('not_found', 'There is no such event of yours in this exam.', { field: 'eventId' });
      return acked(id, say(work, { id, kind: 'note', text, eventId }));
    },
  },
  suspension_note: {
    execute: (work, { id, text }) => {
      const { attemptId } = actorAttempt(work.actor);
      const { attempt } = findAttempt(work.store, attemptId);
      const wasSuspended =
        attempt.state === 'suspended' ||
        work.store.responses.ofAttempt(attemptId).some(({ action, dryRun }) => action === SUSPENDING && !dryRun);
      if (!wasSuspended) throw new RoomError('state_conflict', 'This exam was not suspended: there is nothing to explain.');
      return acked(id, say(work, { id, kind: 'note', text }));
    },
  },
  attempt_messages: {
    execute: (work) => {
      const { attemptId } = actorAttempt(work.actor);
      return { ...handOf(work, attemptId), messages: toOwnConversation(work.store, attemptId) };
    },
  },
  messages_list: {
    execute: (work, { attemptId }) => {
      findAttempt(work.store, attemptId);
      return { ...handOf(work, attemptId), messages: toConversation(work.store, attemptId) };
    },
  },
  hand_attend: {
    execute: (work, { id, attemptId }) => {
      const actor = signedIn(work.actor);
      findAttempt(work.store, attemptId);
      if (work.store.accepted.isRepeat(actor.userId, id, `hand_attend ${attemptId}`, work.now)) return acked(id, true);
      if (!work.store.messages.hand(attemptId))
        throw new RoomError('state_conflict', 'The hand is down already.', { data: { hand: null } });
      work.store.messages.lowerHand(attemptId);
      work.audit('hand.attended', `attempt:${attemptId}`);
      emitMessage(work, attemptId, 'hand', HAND_LOWERED);
      // The candidate has no event of their own for it: hearing of the attempt, a client asks how the hand stands.
      tellHand(work, attemptId);
      return acked(id, false);
    },
  },
};
