import { z } from 'zod';

/**
 * Ids made by the room. Branded, so that an attempt's id cannot be handed where a user's is expected.
 * All are UUIDs in their 36-character text form.
 */
const roomId = <Brand extends string>() => z.guid().brand<Brand>();

export const UserId = roomId<'UserId'>();
export type UserId = z.infer<typeof UserId>;
export const PersonId = roomId<'PersonId'>();
export type PersonId = z.infer<typeof PersonId>;
export const SessionId = roomId<'SessionId'>();
export type SessionId = z.infer<typeof SessionId>;
export const ConnectionId = roomId<'ConnectionId'>();
export type ConnectionId = z.infer<typeof ConnectionId>;
export const ExamId = roomId<'ExamId'>();
export type ExamId = z.infer<typeof ExamId>;
export const SittingId = roomId<'SittingId'>();
export type SittingId = z.infer<typeof SittingId>;
export const AttemptId = roomId<'AttemptId'>();
export type AttemptId = z.infer<typeof AttemptId>;
export const AlertId = roomId<'AlertId'>();
export type AlertId = z.infer<typeof AlertId>;

/** Questions, choices, stems and gaps are named inside their exam: short, printable, stable once imported. */
export const QuestionId = z.string().min(1).max(64).brand<'QuestionId'>();
export type QuestionId = z.infer<typeof QuestionId>;
export const ChoiceId = z.string().min(1).max(64);

/** Made by a client for one event or command: sending it again is harmless (protocol 1, Acknowledgement). */
export const ClientMadeId = z.guid();
export type ClientMadeId = z.infer<typeof ClientMadeId>;
