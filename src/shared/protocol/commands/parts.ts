import { z } from 'zod';
import { AttemptState, Identity, Monitoring, Progress } from '../../model/attempt.ts';
import { PlainText } from '../../model/bounded-json.ts';
import { AttemptId, ClientMadeId, UserId } from '../../model/ids.ts';
import { IsoTime } from '../../model/time.ts';

/* Shapes several commands share. */

export const STAFF = ['admin', 'proctor'] as const;
export const SIGNED_IN = ['admin', 'proctor', 'student', 'service'] as const;
export const nothing = z.strictObject({});
export const done = z.strictObject({ ok: z.literal(true), id: ClientMadeId, duplicate: z.boolean().optional() });
export const username = PlainText(64).min(1);
/** An account by the name it signs in with, or anybody by id: candidates have no such name. */
export const whose = z
  .strictObject({ username: username.optional(), userId: UserId.optional() })
  .refine((who) => (who.username === undefined) !== (who.userId === undefined), {
    path: ['username'],
    message: 'give either a user name or a user id',
  });
export const password = PlainText(256).min(1);
export const token = z.string().min(1).max(4096);
export const reason = PlainText(500);
/** A whole number, also as it stands in an address; nothing else is read as one. */
export const wholeNumber = (least: number, most: number) =>
  z
    .union([
      z.int(),
      z
        .string()
        .regex(/^\d{1,15}$/)
        .transform(Number),
    ])
    .pipe(z.int().min(least).max(most));
export const limit = (most: number) => z.coerce.number().int().min(1).max(most);

export const tokens = { token: z.string(), refreshToken: z.string(), expiresAt: IsoTime };
export const attemptView = z.strictObject({
  id: AttemptId,
  state: AttemptState,
  monitoring: Monitoring,
  identity: Identity,
  endsAt: IsoTime.optional(),
  progress: Progress,
  reason: z.string().optional(),
  breakEndsAt: IsoTime.optional(),
  /** Breaks granted and not taken yet; absent where none are granted. */
  breaksLeft: z.int().optional(),
});
export const eventAck = z.union([
  z.strictObject({ ok: z.literal(true), id: ClientMadeId, duplicate: z.boolean().optional(), lastSeq: z.int() }),
  z.strictObject({
    ok: z.literal(false),
    id: z.string().optional(),
    error: z.strictObject({ code: z.string(), message: z.string(), field: z.string().optional() }),
  }),
]);
