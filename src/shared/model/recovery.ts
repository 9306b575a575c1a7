import { z } from 'zod';
import { AttemptState } from './attempt.ts';
import { AttemptId, ExamId, UserId } from './ids.ts';
import { Device } from './session.ts';
import { IsoTime } from './time.ts';

/** Of a refused join, or made by the client that asks from inside its session. */
export const RecoveryRequestId = z.guid().brand<'RecoveryRequestId'>();
export type RecoveryRequestId = z.infer<typeof RecoveryRequestId>;

/** How a candidate proves that they may come back (ID6). */
export const RecoveryMethod = z.enum(['proctor_approval', 'recovery_code', 'multi_factor']);
export type RecoveryMethod = z.infer<typeof RecoveryMethod>;

const OTHER_NAMES: Readonly<Record<string, RecoveryMethod>> = {
  proctor: 'proctor_approval',
  approval: 'proctor_approval',
  code: 'recovery_code',
  one_time_code: 'recovery_code',
  both: 'multi_factor',
};
/** Other clients write the methods in other words; they are stored and told in ours. */
export const RecoveryMethodInput = z.preprocess((value) => {
  if (typeof value !== 'string') return value;
  const written = value
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
  return Object.hasOwn(OTHER_NAMES, written) ? OTHER_NAMES[written] : written;
}, RecoveryMethod);

/** What an exam demands before somebody is let back in. */
export const RecoveryPolicy = z.strictObject({
  methods: z.array(RecoveryMethod).min(1),
  /** How many different members of staff must agree. */
  custodians: z.union([z.literal(1), z.literal(2)]),
});
export type RecoveryPolicy = z.infer<typeof RecoveryPolicy>;

export const RecoveryState = z.enum(['pending', 'approved', 'denied', 'expired', 'used']);
export type RecoveryState = z.infer<typeof RecoveryState>;

/** `seat`: another device asks to take the attempt over. `resume`: the session that holds it asks to go on. */
export const RecoveryKind = z.enum(['seat', 'resume']);
export type RecoveryKind = z.infer<typeof RecoveryKind>;

/** A request as custodians see it: who asks, from where, why, and what is still missing. Staff only. */
export const RecoveryRequestView = z.strictObject({
  requestId: RecoveryRequestId,
  kind: RecoveryKind,
  state: RecoveryState,
  method: RecoveryMethod,
  attemptId: AttemptId,
  attemptState: AttemptState,
  examId: ExamId,
  examTitle: z.string(),
  userId: UserId,
  candidateNumber: z.string(),
  name: z.string(),
  seat: z.string().optional(),
  reason: z.string().optional(),
  /** Where the request comes from. */
  device: Device,
  /** Where the attempt is being worked on, if anywhere. */
  heldBy: z.strictObject({ device: Device, connected: z.boolean(), since: IsoTime }).optional(),
  requestedAt: IsoTime,
  expiresAt: IsoTime,
  custodians: z.int(),
  approvals: z.array(z.strictObject({ userId: UserId, name: z.string(), at: IsoTime })),
  remainingApprovals: z.int(),
  needsCode: z.boolean(),
  codeAccepted: z.boolean(),
  decidedAt: IsoTime.optional(),
  decidedBy: z.string().optional(),
  decisionReason: z.string().optional(),
});
export type RecoveryRequestView = z.infer<typeof RecoveryRequestView>;
