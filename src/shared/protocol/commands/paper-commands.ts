import { z } from 'zod';
import { AnsweredQuestion, AnswerLine } from '../../model/attempt-paper.ts';
import { AttemptId, ExamId } from '../../model/ids.ts';
import { STAFF } from './parts.ts';
import type { CommandTable } from './table.ts';

/** What candidates were asked and what they answered (EX2, EX7). */
export const PAPER_COMMANDS = {
  /** One candidate's own paper, in its order. */
  attempt_paper: {
    roles: STAFF,
    input: z.strictObject({ attemptId: AttemptId }),
    output: z.strictObject({
      /** Was it drawn for this candidate, or is it the exam as it stands? */
      isDrawn: z.boolean(),
      questions: z.array(AnsweredQuestion),
    }),
  },
  /** Every answer of the current sitting, candidate by candidate. */
  answers_get: {
    roles: STAFF,
    input: z.strictObject({ examId: ExamId }),
    output: z.strictObject({ answers: z.array(AnswerLine) }),
  },
} as const satisfies CommandTable;
