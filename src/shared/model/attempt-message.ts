import { z } from 'zod';
import { IsoTime } from './time.ts';

/** What a candidate says to the invigilator (protocol 3): a message, a raised hand, a note on an event of their own. */
export const AttemptMessageKind = z.enum(['chat', 'hand', 'note']);
export type AttemptMessageKind = z.infer<typeof AttemptMessageKind>;

/** A raised hand, until it is lowered or attended to. */
export const RaisedHand = z.strictObject({ raisedAt: IsoTime, reason: z.string().optional() });
export type RaisedHand = z.infer<typeof RaisedHand>;

/** One line between a candidate and the room; `reply` is what staff wrote to this candidate alone. */
export const OwnMessage = z.strictObject({
  id: z.string(),
  kind: z.enum([...AttemptMessageKind.options, 'reply']),
  text: z.string(),
  at: IsoTime,
  /** For a note: the event it explains. */
  eventId: z.string().optional(),
});
export type OwnMessage = z.infer<typeof OwnMessage>;

/** The same for staff, with who replied. */
export const AttemptMessage = OwnMessage.extend({
  by: z.string().optional(),
  eventType: z.string().optional(),
});
export type AttemptMessage = z.infer<typeof AttemptMessage>;
