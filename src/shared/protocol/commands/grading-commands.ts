import { z } from 'zod';
import {
  CertificateFacts,
  CertificateId,
  CertificateView,
  ExamStatistics,
  GradingRules,
  GradingState,
  KeyCorrection,
  Mark,
  MarkComment,
  MarkingAnswer,
  MarkingPaperId,
  MarkingQuestion,
  Regrade,
  RegradeChange,
  RegradeSummary,
  ResultFormat,
} from '../../model/grading.ts';
import { ExamId, QuestionId } from '../../model/ids.ts';
import { nothing, reason, STAFF } from './parts.ts';
import type { CommandTable } from './table.ts';

const ofExam = z.strictObject({ examId: ExamId });
/** As it stands in an address. */
const yesOrNo = z.union([z.boolean(), z.enum(['true', 'false', '1', '0']).transform((text) => text === 'true' || text === '1')]);
const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
const ok = z.strictObject({ ok: z.literal(true) });

/** Marking, regrading, statistics, results and certificates (EX7). */
export const GRADING_COMMANDS = {
  grading_get: { roles: STAFF, input: ofExam, output: GradingState },
  grading_set: {
    roles: STAFF,
    input: z.strictObject({ examId: ExamId, ...GradingRules.partial().shape }),
    output: GradingState,
  },
  marking_questions: {
    roles: STAFF,
    input: ofExam,
    output: z.strictObject({
      isBlind: z.boolean(),
      markStep: z.number(),
      questions: z.array(MarkingQuestion),
      /** The candidates' papers in an order that tells nothing. */
      papers: z.array(MarkingPaperId),
    }),
  },
  /** All answers to one question, or all of one paper. */
  marking_answers: {
    roles: STAFF,
    input: z
      .strictObject({ examId: ExamId, questionId: QuestionId.optional(), paperId: MarkingPaperId.optional() })
      .refine((of) => (of.questionId === undefined) !== (of.paperId === undefined), {
        path: ['questionId'],
        message: 'give either a question or a paper',
      }),
    output: z.strictObject({ isBlind: z.boolean(), answers: z.array(MarkingAnswer) }),
  },
  mark_save: {
    roles: STAFF,
    input: z.strictObject({
      examId: ExamId,
      paperId: MarkingPaperId,
      questionId: QuestionId,
      points: z.number().min(0),
      comment: MarkComment.optional(),
      /** The revision of the answer that was read: a mark is never for another text. */
      answerRevision: z.int().min(0),
      /** The revision this mark was made from, 0 for none: another's mark is never overwritten unseen. */
      revision: z.int().min(0),
    }),
    output: z.strictObject({ mark: Mark, toMark: z.int(), marked: z.int() }),
  },
  regrade_try: {
    roles: STAFF,
    input: z.strictObject({ examId: ExamId, questionId: QuestionId, correction: KeyCorrection }),
    output: z.strictObject({
      /** Names what was tried on: the same correction can be applied as long as nothing else changes. */
      basis: z.string(),
      summary: RegradeSummary,
      /** Only candidates whose result changes. */
      changes: z.array(RegradeChange),
    }),
  },
  regrade_apply: {
    roles: STAFF,
    input: z.strictObject({
      examId: ExamId,
      questionId: QuestionId,
      correction: KeyCorrection,
      basis: z.string().max(64),
      reason: reason.min(1),
    }),
    output: z.strictObject({ regrade: Regrade, summary: RegradeSummary }),
  },
  regrades_list: { roles: STAFF, input: ofExam, output: z.strictObject({ regrades: z.array(Regrade) }) },
  item_statistics: { roles: STAFF, input: ofExam, output: ExamStatistics },
  results_publish: {
    roles: STAFF,
    input: z.strictObject({
      examId: ExamId,
      /** Publish with answers nobody marked; they count as nothing. */
      waiveUnmarked: z.boolean().optional(),
      /** Publish with answers kept apart that nobody decided about; they do not count. */
      waiveHeld: z.boolean().optional(),
    }),
    output: GradingState,
  },
  results_export: {
    roles: STAFF,
    input: z.strictObject({
      examId: ExamId,
      format: ResultFormat,
      /** Begin with the mark by which spreadsheets know UTF-8; it does unless told. */
      bom: yesOrNo.optional(),
    }),
    output: z.strictObject({ filename: z.string(), mediaType: z.string(), text: z.string() }),
  },
  certificates_list: { roles: STAFF, input: ofExam, output: z.strictObject({ certificates: z.array(CertificateView) }) },
  certificate_get: {
    roles: STAFF,
    input: z.strictObject({ examId: ExamId, certificateId: CertificateId }),
    output: z.strictObject({ filename: z.string(), bytes }),
  },
  /** All that are valid, as one zip. */
  certificates_get: { roles: STAFF, input: ofExam, output: z.strictObject({ filename: z.string(), bytes }) },
  certificate_revoke: {
    roles: STAFF,
    input: z.strictObject({ examId: ExamId, certificateId: CertificateId, reason: reason.min(1) }),
    output: ok,
  },
  own_certificate: {
    roles: ['student'],
    input: nothing,
    output: z.strictObject({ filename: z.string(), bytes }),
  },
  certificate_verify: {
    roles: 'anyone',
    input: z.strictObject({ code: z.string().min(1).max(64) }),
    output: CertificateFacts,
  },
} as const satisfies CommandTable;
