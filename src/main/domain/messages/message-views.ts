import type { AttemptMessage, OwnMessage, RaisedHand } from '../../../shared/model/attempt-message.ts';
import type { AttemptId } from '../../../shared/model/ids.ts';
import { toIso } from '../../../shared/model/time.ts';
import { staffName } from '../identity/person-name.ts';
import type { Store } from '../store.ts';
import type { StoredHand } from './message-store.ts';

/** Action of a proctor that is a message to this candidate alone (protocol 3). */
const REPLY = 'message';

export const toHand = (hand: StoredHand): RaisedHand => ({
  raisedAt: toIso(hand.raisedAt),
  ...(hand.reason === undefined ? {} : { reason: hand.reason }),
});

/** Everything said between a candidate and the room, oldest first, with who said it: for staff only. */
export function toConversation(store: Store, attemptId: AttemptId): AttemptMessage[] {
  const said = store.messages.ofAttempt(attemptId).map((message): AttemptMessage & { atMs: number } => {
    const eventType = message.eventId === undefined ? undefined : store.messages.eventType(attemptId, message.eventId);
    return {
      id: message.id,
      kind: message.kind,
      text: message.text,
      at: toIso(message.at),
      atMs: message.at,
      ...(message.eventId === undefined ? {} : { eventId: message.eventId }),
      ...(eventType === undefined ? {} : { eventType }),
    };
  });
  const replies = store.responses
    .ofAttempt(attemptId)
    .filter(({ action, reason }) => action === REPLY && reason !== undefined)
    .map((response): AttemptMessage & { atMs: number } => ({
      id: response.id,
      kind: 'reply',
      text: response.reason ?? '',
      at: toIso(response.at),
      atMs: response.at,
      ...(response.by ? { by: staffName(store, response.by) } : {}),
    }));
  return [...said, ...replies].toSorted((a, b) => a.atMs - b.atMs).map(({ atMs: _, ...message }) => message);
}

/** The same for the candidate: who of the staff replied is not told. */
export const toOwnConversation = (store: Store, attemptId: AttemptId): OwnMessage[] =>
  toConversation(store, attemptId).map(({ by: _by, eventType: _eventType, ...message }) => message);
