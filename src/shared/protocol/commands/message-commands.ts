import { z } from 'zod';
import { AttemptMessage, OwnMessage, RaisedHand } from '../../model/attempt-message.ts';
import { PlainText } from '../../model/bounded-json.ts';
import { AttemptId, ClientMadeId } from '../../model/ids.ts';
import { done, nothing, reason, STAFF } from './parts.ts';
import type { CommandTable } from './table.ts';

const text = PlainText(1000).refine((written) => written.trim() !== '', 'is empty');

/** Between a candidate and the invigilator, in every state of the attempt (CM1, LD8). */
export const MESSAGE_COMMANDS = {
  chat_send: { roles: ['student'], input: z.strictObject({ id: ClientMadeId, text }), output: done },
  hand_raise: { roles: ['student'], input: z.strictObject({ id: ClientMadeId, reason: reason.optional() }), output: done },
  hand_lower: { roles: ['student'], input: z.strictObject({ id: ClientMadeId }), output: done },
  note_add: {
    roles: ['student'],
    input: z.strictObject({ id: ClientMadeId, eventId: ClientMadeId, text }),
    output: done,
  },
  /** What the candidate says about being suspended; possible once it has happened. Changes no score. */
  suspension_note: { roles: ['student'], input: z.strictObject({ id: ClientMadeId, text }), output: done },
  attempt_messages: {
    roles: ['student'],
    input: nothing,
    output: z.strictObject({ hand: RaisedHand.optional(), messages: z.array(OwnMessage) }),
  },
  messages_list: {
    roles: STAFF,
    input: z.strictObject({ attemptId: AttemptId }),
    output: z.strictObject({ hand: RaisedHand.optional(), messages: z.array(AttemptMessage) }),
  },
  /** Somebody is there for the candidate: the hand is down. */
  hand_attend: {
    roles: STAFF,
    input: z.strictObject({ id: ClientMadeId, attemptId: AttemptId }),
    output: done,
  },
} as const satisfies CommandTable;
