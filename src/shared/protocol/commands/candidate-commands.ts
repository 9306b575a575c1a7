import { z } from 'zod';
import { OwnAccommodations } from '../../model/accommodations.ts';
import { AnswerValue, HeldReason, Revision, StoredAnswer } from '../../model/answer.ts';
import { AttemptState } from '../../model/attempt.ts';
import { BoundedJson, PlainText } from '../../model/bounded-json.ts';
import { CandidateExternal } from '../../model/external-paper.ts';
import { OwnResult } from '../../model/grading.ts';
import { ClientMadeId, ExamId, QuestionId, SittingId } from '../../model/ids.ts';
import { CandidateQuestion } from '../../model/question.ts';
import { SecurityEventInput } from '../../model/security-event.ts';
import { IsoTime } from '../../model/time.ts';
import { attemptView, done, eventAck, nothing, SIGNED_IN } from './parts.ts';
import type { CommandTable } from './table.ts';

/** What candidates do with their own attempt (protocol 3, From candidates). */
export const CANDIDATE_COMMANDS = {
  attempt_get: {
    roles: ['student'],
    input: nothing,
    output: z.strictObject({
      attempt: attemptView,
      exam: z.strictObject({ id: ExamId, title: z.string(), instructions: z.string() }),
      /** `startsAt`: when it is planned to start, with the offset it was planned in. */
      sitting: z.strictObject({ id: SittingId, state: z.string(), startsAt: IsoTime.optional() }),
      /** What the client is to watch for; `notWatched`: what this exam's policy switches off, absent where nothing is (LD8). */
      policy: z.strictObject({ name: z.string(), watched: z.array(z.string()), notWatched: z.array(z.string()).optional() }),
      questions: z.array(CandidateQuestion).optional(),
      /** The paper is on another server: where it begins, and where one may go from there. `questions` is absent then. */
      external: CandidateExternal.optional(),
      /** The paper opens once the start code was entered; absent where none is needed any more. */
      needsStartCode: z.boolean().optional(),
      answers: z.array(StoredAnswer),
      /** Questions whose newest answer of this candidate is kept apart until a proctor decides; rooms before this version do not say. */
      heldAnswers: z.int().optional(),
      endsAt: IsoTime.optional(),
      /** What this candidate can use of what they were granted (EX10). */
      accommodations: OwnAccommodations.optional(),
      serverTime: IsoTime,
      lastSeq: z.int(),
    }),
  },
  attempt_events: {
    roles: ['student'],
    input: nothing,
    output: z.strictObject({
      events: z.array(z.strictObject({ id: z.string(), type: z.string(), at: IsoTime, violation: z.boolean() })),
    }),
  },
  attempt_result: {
    roles: ['student'],
    input: nothing,
    output: OwnResult,
  },
  client_ready: {
    roles: ['student'],
    input: z.strictObject({
      id: ClientMadeId,
      posture: z
        .strictObject({
          grade: z.enum(['A', 'B', 'C']),
          measures: z.array(z.strictObject({ id: PlainText(64), state: PlainText(64) })).max(100),
        })
        .optional(),
      checks: BoundedJson.optional(),
    }),
    output: done,
  },
  security_event: { roles: ['student'], input: SecurityEventInput, output: eventAck },
  security_events: {
    roles: ['student'],
    /** Each is validated by itself, so that one bad event does not hold the others back. */
    input: z.strictObject({ events: z.array(z.unknown()).min(1).max(200) }),
    output: z.strictObject({ ok: z.literal(true), results: z.array(eventAck) }),
  },
  answer_save: {
    roles: ['student'],
    input: z.strictObject({ id: ClientMadeId, questionId: QuestionId, value: AnswerValue, revision: Revision }),
    output: z.strictObject({
      ok: z.literal(true),
      id: ClientMadeId,
      duplicate: z.boolean().optional(),
      stale: z.boolean().optional(),
      revision: Revision,
      held: HeldReason.optional(),
    }),
  },
  exam_submit: {
    roles: ['student'],
    input: z.strictObject({ id: ClientMadeId, revisions: z.record(QuestionId, Revision).optional() }),
    output: z.strictObject({ ok: z.literal(true), id: ClientMadeId, duplicate: z.boolean().optional(), state: AttemptState }),
  },
  heartbeat: {
    roles: SIGNED_IN,
    input: z.strictObject({
      clientTime: z.union([z.string().max(64), z.number()]).optional(),
      monotonicMs: z.number().optional(),
    }),
    output: z.strictObject({ ok: z.literal(true), serverTime: IsoTime, lastSeq: z.int() }),
  },
} as const satisfies CommandTable;
