import { z } from 'zod';
import { PlainText } from '../../model/bounded-json.ts';
import { ClientMadeId, ExamId, SessionId } from '../../model/ids.ts';
import { DeviceClaim, SessionUser } from '../../model/session.ts';
import { IsoTime } from '../../model/time.ts';
import { attemptView, nothing, password, SIGNED_IN, token, tokens, username } from './parts.ts';
import type { CommandTable } from './table.ts';

/** Setting up, signing in, joining, and who one is (ID1, ID2, ID5). */
export const ENTRY_COMMANDS = {
  setup_status: {
    roles: 'anyone',
    input: nothing,
    output: z.strictObject({ needed: z.boolean(), version: z.string(), protocol: z.int() }),
  },
  setup: {
    roles: 'anyone',
    input: z.strictObject({ setupCode: PlainText(64), password }),
    output: z.strictObject({ user: SessionUser }),
  },
  auth_login: {
    roles: 'anyone',
    input: z.strictObject({ username, password, totp: PlainText(32).optional(), device: DeviceClaim.optional() }),
    output: z.strictObject({ ...tokens, user: SessionUser }),
  },
  auth_refresh: {
    roles: 'anyone',
    /** `id`: sent again with the same token it gets the answer that was lost, and ends no session. */
    input: z.strictObject({ refreshToken: token, id: ClientMadeId.optional() }),
    output: z.strictObject({ ...tokens, user: SessionUser }),
  },
  join_info: {
    roles: 'anyone',
    input: z.strictObject({ code: PlainText(64).optional(), examId: ExamId.optional() }),
    output: z.strictObject({
      exams: z.array(
        z.strictObject({
          id: ExamId,
          title: z.string(),
          needsAccessCode: z.boolean(),
          /** Types of event this exam's policy switches off; absent where nothing is. */
          notWatched: z.array(z.string()).optional(),
          /** The paper is on another server; absent where it is not. */
          isExternal: z.boolean().optional(),
        }),
      ),
      consent: z.strictObject({ version: z.string(), text: z.string() }),
    }),
  },
  join: {
    roles: 'anyone',
    input: z.strictObject({
      code: PlainText(64).optional(),
      examId: ExamId.optional(),
      candidateNumber: PlainText(64).min(1),
      accessCode: PlainText(64).optional(),
      consent: z.boolean(),
      consentVersion: PlainText(64).optional(),
      /** Types of event the candidate read are not watched for (from the answer of `GET /api/v1/join`): refused when one is by now. */
      notWatched: z.array(PlainText(64)).max(100).optional(),
      device: DeviceClaim.optional(),
      resumeToken: token.optional(),
      requestId: ClientMadeId.optional(),
    }),
    output: z.strictObject({
      ...tokens,
      resumeToken: z.string(),
      user: SessionUser,
      session: z.strictObject({ id: SessionId }),
      attempt: attemptView,
      exam: z.strictObject({ id: ExamId, title: z.string() }),
    }),
  },
  /** Good once, for 30 s, in the address of a handshake. */
  auth_ticket: { roles: SIGNED_IN, input: nothing, output: z.strictObject({ ticket: z.string(), expiresAt: IsoTime }) },
  auth_logout: { roles: SIGNED_IN, input: nothing, output: z.strictObject({ ok: z.literal(true) }) },
  me: { roles: SIGNED_IN, input: nothing, output: z.strictObject({ user: SessionUser, sessionId: SessionId }) },
} as const satisfies CommandTable;
