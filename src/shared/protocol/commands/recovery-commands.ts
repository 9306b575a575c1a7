import { z } from 'zod';
import { PlainText } from '../../model/bounded-json.ts';
import { AttemptId, ClientMadeId, ExamId, UserId } from '../../model/ids.ts';
import {
  RecoveryMethod,
  RecoveryMethodInput,
  RecoveryPolicy,
  RecoveryRequestId,
  RecoveryRequestView,
  RecoveryState,
} from '../../model/recovery.ts';
import { IsoTime } from '../../model/time.ts';
import { limit, nothing, reason, STAFF } from './parts.ts';
import type { CommandTable } from './table.ts';

/** How a request stands, for whoever asked. */
const standing = {
  requestId: RecoveryRequestId,
  state: RecoveryState,
  method: RecoveryMethod,
  remainingApprovals: z.int(),
  /** Must a code still be given? */
  needsCode: z.boolean(),
};
const acked = { ok: z.literal(true), id: ClientMadeId, duplicate: z.boolean().optional() };

/** Getting back in (ID6). */
export const RECOVERY_COMMANDS = {
  recovery_request: {
    // `requester`: who was refused with `attempt_in_use` and holds a recovery token.
    roles: ['student', 'requester'],
    input: z.strictObject({
      id: ClientMadeId,
      method: RecoveryMethodInput,
      reason: reason.optional(),
      /** The one-time code staff gave out; may follow in a second request. */
      code: PlainText(64).optional(),
    }),
    output: z.strictObject({ ...acked, ...standing }),
  },
  /** The candidate's own open request, made from inside the session. */
  attempt_recovery: {
    roles: ['student'],
    input: nothing,
    output: z.strictObject({ request: z.strictObject(standing).optional() }),
  },
  recovery_decide: {
    roles: STAFF,
    input: z.strictObject({
      id: ClientMadeId,
      requestId: RecoveryRequestId,
      action: z.enum(['approve', 'deny']),
      reason: reason.optional(),
    }),
    output: z.strictObject({ ...acked, request: RecoveryRequestView }),
  },
  /** What waits for custodians, oldest first, and what is approved and not yet used. */
  recovery_open: {
    roles: STAFF,
    input: z.strictObject({ examId: ExamId.optional() }),
    output: z.strictObject({ requests: z.array(RecoveryRequestView) }),
  },
  recovery_history: {
    roles: STAFF,
    input: z.strictObject({ examId: ExamId.optional(), userId: UserId.optional(), limit: limit(500).optional() }),
    output: z.strictObject({ history: z.array(RecoveryRequestView) }),
  },
  /** A code for one attempt: told once, good once. Whoever gives it out counts as a custodian. */
  recovery_code_issue: {
    roles: STAFF,
    input: z.strictObject({ attemptId: AttemptId }),
    output: z.strictObject({ code: z.string(), expiresAt: IsoTime }),
  },
  /** An administrator's choice: whoever is bound by the rule of two must not be able to lift it. */
  recovery_policy_set: {
    roles: ['admin'],
    input: z.strictObject({ examId: ExamId, ...RecoveryPolicy.shape }),
    output: RecoveryPolicy,
  },
} as const satisfies CommandTable;
