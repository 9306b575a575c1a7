import { z } from 'zod';
import { PlainText } from '../../model/bounded-json.ts';
import { ExamId, QuestionId } from '../../model/ids.ts';
import { CandidateQuestion, Question } from '../../model/question.ts';
import { QuestionDraft, SourceText } from '../../model/question-draft.ts';
import { MOST } from '../../model/question-limits.ts';
import { STAFF } from './parts.ts';
import type { CommandTable } from './table.ts';

/** Which state of the paper somebody looked at; a paper that has changed since is a `state_conflict`. */
export const PaperRevision = z.int().min(1);
const changed = z.strictObject({ revision: PaperRevision });
/** No paper is longer. */
const MOST_QUESTIONS = 5_000;
const some = z.array(QuestionId).min(1).max(MOST_QUESTIONS);

/** Writing an exam (EX2). Sittings that have started keep the paper they started with: a change holds for the next one. */
export const EDITING_COMMANDS = {
  /** Changes a question, or without `questionId` adds one: after the question named, or at the end. */
  exam_question_save: {
    roles: STAFF,
    input: z.strictObject({
      examId: ExamId,
      revision: PaperRevision,
      questionId: QuestionId.optional(),
      after: QuestionId.optional(),
      question: QuestionDraft,
    }),
    output: changed.extend({ question: Question }),
  },
  exam_question_remove: {
    roles: STAFF,
    input: z.strictObject({ examId: ExamId, revision: PaperRevision, questionIds: some }),
    output: changed,
  },
  /** Makes the paper what it was at an earlier revision: undoing changes, and doing them again. A change like any other. */
  exam_question_restore: {
    roles: STAFF,
    input: z.strictObject({ examId: ExamId, revision: PaperRevision, to: PaperRevision }),
    output: changed,
  },
  /** The whole order at once: every question of the paper, once each. */
  exam_question_order: {
    roles: STAFF,
    input: z.strictObject({ examId: ExamId, revision: PaperRevision, questionIds: some }),
    output: changed,
  },
  /** Points, and what a wrong choice takes away, for several questions at once. */
  exam_question_points: {
    roles: STAFF,
    input: z
      .strictObject({
        examId: ExamId,
        revision: PaperRevision,
        questionIds: some,
        points: z.number().min(0).max(MOST.points).optional(),
        /** Share of the points each wrong choice takes away, 0 to 1; of questions with choices only. */
        wrongCosts: z.number().min(0).max(1).optional(),
      })
      .refine(({ points, wrongCosts }) => points !== undefined || wrongCosts !== undefined, {
        path: ['points'],
        message: 'give the points, or what a wrong choice costs',
      }),
    output: changed.extend({ questions: z.int() }),
  },
  /** Renders and sanitises texts as the import does; stores nothing. */
  exam_text_render: {
    roles: STAFF,
    input: z.strictObject({ texts: z.array(SourceText).min(1).max(20) }),
    output: z.strictObject({ html: z.array(z.string()) }),
  },
  /** The paper as candidates get it, or one question that is not saved yet; nothing is stored. */
  exam_preview: {
    roles: STAFF,
    input: z.strictObject({
      examId: ExamId,
      question: QuestionDraft.optional(),
      /** The stored question that `question` would replace. */
      questionId: QuestionId.optional(),
    }),
    output: z.strictObject({
      title: PlainText(200),
      instructions: z.string(),
      durationMinutes: z.number(),
      questions: z.array(CandidateQuestion),
    }),
  },
} as const satisfies CommandTable;
