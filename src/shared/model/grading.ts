import { z } from 'zod';
import { PlainText } from './bounded-json.ts';
import { AttemptId, QuestionId } from './ids.ts';
import { Question, QuestionType } from './question.ts';
import { IsoTime } from './time.ts';

export const RegradeId = z.guid().brand<'RegradeId'>();
export type RegradeId = z.infer<typeof RegradeId>;

/** What one step of the points is where people mark; the whole of a question's points is always possible. */
export const MarkStep = z.union([z.literal(1), z.literal(0.5), z.literal(0.25), z.literal(0.1)]);
export type MarkStep = z.infer<typeof MarkStep>;

/** How an exam is marked, passed and told (EX7). */
export const GradingRules = z.strictObject({
  /** From this share of the points (percent) on the exam is passed; null: it is not passed or failed at all. */
  passPercent: z.number().min(0).max(100).nullable(),
  /** Do candidates see the points of each question, and the marker's comment? */
  showPoints: z.boolean(),
  /** Are markers kept from knowing whose answer they read until all is marked? */
  blindMarking: z.boolean(),
  markStep: MarkStep,
});
export type GradingRules = z.infer<typeof GradingRules>;

export const USUAL_RULES: GradingRules = { passPercent: 50, showPoints: true, blindMarking: false, markStep: 0.5 };

/** An answer as whoever marks it knows it: the same while the exam is marked, and no candidate's name or id. */
export const MarkingPaperId = z
  .string()
  .regex(/^[0-9a-f]{32}$/)
  .brand<'MarkingPaperId'>();
export type MarkingPaperId = z.infer<typeof MarkingPaperId>;

/** What a person gave for an answer. */
export const Mark = z.strictObject({
  points: z.number(),
  comment: z.string(),
  /** Counts the savings of this mark, from 1; 0 stands for none so far. */
  revision: z.int(),
  markedAt: IsoTime,
  /** Who marked, as staff see each other. */
  markedBy: z.string(),
});
export type Mark = z.infer<typeof Mark>;

/** A question people mark, with what helps them. */
export const MarkingQuestion = z.strictObject({
  questionId: QuestionId,
  name: z.string(),
  stemHtml: z.string(),
  points: z.number(),
  graderInfoHtml: z.string().optional(),
  words: z.strictObject({ min: z.int().optional(), max: z.int().optional() }).optional(),
  /** Answers to it, and how many of them are marked. */
  answers: z.int(),
  marked: z.int(),
});
export type MarkingQuestion = z.infer<typeof MarkingQuestion>;

/** An answer to be marked. While marking is blind it has no field that says whose it is. */
export const MarkingAnswer = z.strictObject({
  paperId: MarkingPaperId,
  questionId: QuestionId,
  text: z.string(),
  /** Which revision of the answer this text is: a mark names it. */
  answerRevision: z.int(),
  mark: Mark.optional(),
  candidate: z.strictObject({ candidateNumber: z.string(), name: z.string() }).optional(),
});
export type MarkingAnswer = z.infer<typeof MarkingAnswer>;

/** What counts for a question, instead of what the paper says: of one sitting, after it has ended. */
export const Treatment = z.enum(['keyed', 'full_points', 'dropped']);
export type Treatment = z.infer<typeof Treatment>;

/**
 * A correction: by the key (`keyed`, with the question as it should have been), all points for everybody who had the
 * question (`full_points`), or as if it had not been asked (`dropped`).
 */
export const KeyCorrection = z.strictObject({ treatment: Treatment, question: Question.optional() });
export type KeyCorrection = z.infer<typeof KeyCorrection>;

/** What a correction does to one candidate. */
export const RegradeChange = z.strictObject({
  attemptId: AttemptId,
  candidateNumber: z.string(),
  name: z.string(),
  before: z.strictObject({ score: z.number(), maxScore: z.number() }),
  after: z.strictObject({ score: z.number(), maxScore: z.number() }),
  /** Of the question alone: what it gave, and what it gives. Their difference is that of the scores, where neither is held at 0. */
  question: z.strictObject({ before: z.number(), after: z.number() }),
});
export type RegradeChange = z.infer<typeof RegradeChange>;

export const RegradeSummary = z.strictObject({
  /** Being marked blind: these figures leave out what people gave. */
  isMarkedBlind: z.boolean().optional(),
  attempts: z.int(),
  changed: z.int(),
  up: z.int(),
  down: z.int(),
  /** Certificates that would be, or were, superseded. */
  certificates: z.int(),
});
export type RegradeSummary = z.infer<typeof RegradeSummary>;

/** A correction that was applied, with what stood before it. */
export const Regrade = z.strictObject({
  id: RegradeId,
  questionId: QuestionId,
  before: z.strictObject({ treatment: Treatment, question: Question }),
  after: z.strictObject({ treatment: Treatment, question: Question }),
  reason: z.string(),
  changed: z.int(),
  at: IsoTime,
  by: z.string(),
});
export type Regrade = z.infer<typeof Regrade>;

/** How one question did; a figure that too few candidates stand behind is left out. */
export const ItemStatistics = z.strictObject({
  questionId: QuestionId,
  name: z.string(),
  type: QuestionType,
  points: z.number(),
  /** Candidates who had it, those who left it out, those whose answer is not marked yet. */
  candidates: z.int(),
  omitted: z.int(),
  unmarked: z.int(),
  /** Mean share of the points, 0 to 1: the higher, the easier; below 0 where wrong choices cost more than was earned. */
  facility: z.number().optional(),
  /** Correlation of the question's points with the rest of the paper, -1 to 1. */
  discrimination: z.number().optional(),
  choices: z.array(z.strictObject({ id: z.string(), text: z.string(), isRight: z.boolean(), count: z.int() })).optional(),
});
export type ItemStatistics = z.infer<typeof ItemStatistics>;

export const ExamStatistics = z.strictObject({
  /** Attempts that are over: what all figures are of. */
  candidates: z.int(),
  /** Fewer candidates than this leave a figure out. */
  fewest: z.strictObject({ facility: z.int(), discrimination: z.int(), alpha: z.int() }),
  meanPercent: z.number().optional(),
  medianPercent: z.number().optional(),
  standardDeviation: z.number().optional(),
  /** The answers people mark are being marked blind: in all figures they stand as not marked. */
  isMarkedBlind: z.boolean().optional(),
  /** Cronbach's alpha of the whole paper. */
  alpha: z.number().optional(),
  /** Candidates by tenths of the points: 0 to under 10 percent, ..., 90 to 100. */
  distribution: z.array(z.int()).length(10),
  items: z.array(ItemStatistics),
});
export type ExamStatistics = z.infer<typeof ExamStatistics>;

/** The text that counts instead of the one a mark was meant for, as the refusal of that mark carries it. */
export const ReplacedAnswer = z.strictObject({ text: z.string(), revision: z.int() });
export type ReplacedAnswer = z.infer<typeof ReplacedAnswer>;

/** How far the marking and the telling of a sitting are. */
export const GradingState = z.strictObject({
  rules: GradingRules,
  sittingState: z.string(),
  /** Answers people mark, and those that are. */
  toMark: z.int(),
  marked: z.int(),
  /** Do names stay hidden from markers right now? */
  isBlind: z.boolean(),
  /** Answers kept apart that nobody decided about. */
  heldAnswers: z.int(),
  /** Whose they are. */
  heldBy: z.array(z.strictObject({ attemptId: AttemptId, candidateNumber: z.string(), answers: z.int() })),
  publishedAt: IsoTime.optional(),
  /** Unmarked answers that were published as they stood. */
  waived: z.int().optional(),
  /** Answers kept apart that do not count because nobody decided about them before the publication. */
  waivedHeld: z.int().optional(),
  /** The pass mark that was published: it stays, whatever the rules say for the next sitting. */
  publishedPassPercent: z.number().nullable().optional(),
  /** Candidates who are still to be told. */
  toTell: z.int(),
});
export type GradingState = z.infer<typeof GradingState>;

export const CertificateId = z.guid().brand<'CertificateId'>();
export type CertificateId = z.infer<typeof CertificateId>;
export const CertificateState = z.enum(['valid', 'superseded', 'revoked']);
export type CertificateState = z.infer<typeof CertificateState>;

/** A certificate, for staff. */
export const CertificateView = z.strictObject({
  id: CertificateId,
  code: z.string(),
  attemptId: AttemptId,
  candidateNumber: z.string(),
  name: z.string(),
  score: z.number(),
  maxScore: z.number(),
  issuedAt: IsoTime,
  state: CertificateState,
});
export type CertificateView = z.infer<typeof CertificateView>;

/** What anybody who holds a code may know. */
export const CertificateFacts = z.strictObject({
  exam: z.string(),
  satAt: IsoTime,
  issuedAt: IsoTime,
  result: z.literal('passed'),
  state: CertificateState,
  /** `A. B.`; empty once the person was erased. */
  initials: z.string(),
});
export type CertificateFacts = z.infer<typeof CertificateFacts>;

/** A candidate's own result: a type of its own, with no field that could carry another's. */
export const OwnResult = z.strictObject({
  score: z.number(),
  maxScore: z.number(),
  /** Points of answers nobody marked. */
  pendingPoints: z.number(),
  /** Absent where the exam is not passed or failed. */
  passed: z.boolean().optional(),
  passPercent: z.number().optional(),
  publishedAt: IsoTime.optional(),
  /** In the order of the own paper; only where the exam shows them. */
  questions: z
    .array(
      z.strictObject({
        questionId: QuestionId,
        number: z.int(),
        points: z.number(),
        maxPoints: z.number(),
        state: z.enum(['graded', 'unmarked']),
        comment: z.string().optional(),
      }),
    )
    .optional(),
  certificate: z.strictObject({ code: z.string(), issuedAt: IsoTime }).optional(),
});
export type OwnResult = z.infer<typeof OwnResult>;

export const RESULT_FORMATS = ['csv', 'moodle', 'canvas', 'json'] as const;
export const ResultFormat = z.enum(RESULT_FORMATS);
export type ResultFormat = z.infer<typeof ResultFormat>;

/** The longest comment of a marker. */
export const MarkComment = PlainText(4_000);
