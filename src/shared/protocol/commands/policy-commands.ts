import { z } from 'zod';
import { ExamDetail } from '../../model/exam.ts';
import { ExamId, SittingId } from '../../model/ids.ts';
import { EventWeight, Policy, PolicyInput } from '../../model/policy.ts';
import { RecordedSitting, WhatIfLack, WhatIfLine } from '../../model/what-if.ts';
import { nothing, STAFF } from './parts.ts';
import type { CommandTable } from './table.ts';

/** What an exam asks of its watch: presets, changing it, trying it on what was recorded (EV2, EV3). */
export const POLICY_COMMANDS = {
  policies_get: {
    roles: STAFF,
    input: nothing,
    output: z.strictObject({
      presets: z.array(Policy),
      /** What a policy that does not name a type weighs it with. */
      weights: z.record(z.string(), EventWeight),
      /** What a type outside the catalogue weighs. */
      unknown: EventWeight,
    }),
  },
  /** Holds for events from now on; what was counted before stays as it was counted. */
  exam_policy_set: { roles: STAFF, input: z.strictObject({ examId: ExamId, policy: PolicyInput }), output: ExamDetail },
  /** The sittings of an exam that have recorded events to try a policy on, newest first. */
  policy_sittings: {
    roles: STAFF,
    input: z.strictObject({ examId: ExamId }),
    output: z.strictObject({ sittings: z.array(RecordedSitting) }),
  },
  /** Changes nothing: scores the recorded events of a sitting (the newest unless told) under another policy. */
  policy_try: {
    roles: STAFF,
    input: z.strictObject({ examId: ExamId, sittingId: SittingId.optional(), policy: PolicyInput }),
    output: z.strictObject({
      events: z.int(),
      /** Why the outcome is not exact; none where the room kept all that decided. */
      lacks: z.array(WhatIfLack),
      /** Highest score under the tried policy first. */
      attempts: z.array(WhatIfLine),
    }),
  },
} as const satisfies CommandTable;
