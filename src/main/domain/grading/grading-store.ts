import type { CertificateId, CertificateState, GradingRules, RegradeId, Treatment } from '../../../shared/model/grading.ts';
import type { AttemptId, ExamId, QuestionId, SittingId, UserId } from '../../../shared/model/ids.ts';
import type { Question } from '../../../shared/model/question.ts';

/*
 * What the store keeps of marking and results. Times are epoch milliseconds.
 */

export interface StoredMark {
  readonly attemptId: AttemptId;
  readonly questionId: QuestionId;
  readonly points: number;
  readonly comment: string;
  readonly revision: number;
  readonly markedAt: number;
  readonly markedBy: UserId;
}

/** What counts for a question: how, and by which key. */
export interface Keyed {
  readonly treatment: Treatment;
  readonly question: Question;
}

export interface StoredRegrade {
  readonly id: RegradeId;
  readonly sittingId: SittingId;
  readonly questionId: QuestionId;
  readonly before: Keyed;
  readonly after: Keyed;
  readonly reason: string;
  readonly changed: number;
  readonly at: number;
  readonly by: UserId;
}

export interface Publication {
  readonly sittingId: SittingId;
  readonly at: number;
  readonly by: UserId;
  /** Unmarked answers that count as nothing. */
  readonly waived: number;
  /** Answers kept apart that nobody decided about and that do not count. */
  readonly waivedHeld: number;
  /** The pass mark of this publication, whatever the exam's becomes; null: nobody passes or fails. */
  readonly passPercent: number | null;
}

export interface StoredCertificate {
  readonly id: CertificateId;
  readonly code: string;
  readonly attemptId: AttemptId;
  readonly sittingId: SittingId;
  readonly userId: UserId;
  readonly examTitle: string;
  readonly satAt: number;
  readonly score: number;
  readonly maxScore: number;
  readonly issuedAt: number;
  readonly state: CertificateState;
}

export interface GradingRepo {
  rules(examId: ExamId): GradingRules | undefined;
  setRules(examId: ExamId, rules: GradingRules): void;
  mark(attemptId: AttemptId, questionId: QuestionId): StoredMark | undefined;
  /** Points by question, of one attempt: what grading needs, and no words. */
  pointsOf(attemptId: AttemptId): ReadonlyMap<QuestionId, number>;
  marksOfAttempt(attemptId: AttemptId): StoredMark[];
  marksOfSitting(sittingId: SittingId): StoredMark[];
  /** Which answers are marked, without the words: nothing has to be opened for it. */
  markedOf(sittingId: SittingId): Pick<StoredMark, 'attemptId' | 'questionId' | 'revision'>[];
  putMark(mark: StoredMark): void;
  /** What was marked is not there any more. */
  voidMark(attemptId: AttemptId, questionId: QuestionId): void;
  /** What counts now where it differs from the paper; the same object until a correction is added. */
  corrections(sittingId: SittingId): ReadonlyMap<QuestionId, Keyed>;
  /** In the order they were applied. */
  regrades(sittingId: SittingId): StoredRegrade[];
  addRegrade(regrade: StoredRegrade): void;
  publication(sittingId: SittingId): Publication | undefined;
  publish(publication: Publication): void;
  /** All attempts of the sitting are to be told. */
  tellAll(sittingId: SittingId): void;
  tellLater(attemptId: AttemptId): void;
  /** Is anybody still to be told? */
  hasToTell(): boolean;
  /** Takes some of those who are to be told, and forgets that they were: for the transaction that tells them. */
  takeToTell(most: number): AttemptId[];
  countToTell(sittingId: SittingId): number;
  /** Essay answers of a sitting that are not empty: what people have to read. */
  answersTo(sittingId: SittingId, questionId: QuestionId): { attemptId: AttemptId; text: string; revision: number }[];
  certificate(id: CertificateId): StoredCertificate | undefined;
  certificateByCode(code: string): StoredCertificate | undefined;
  validCertificate(attemptId: AttemptId): StoredCertificate | undefined;
  certificates(sittingId: SittingId): StoredCertificate[];
  /** Was a certificate of this attempt ever taken back? */
  wasRevoked(attemptId: AttemptId): boolean;
  addCertificate(certificate: StoredCertificate): void;
  /** `reason` is sealed with the key of the candidate. */
  endCertificate(id: CertificateId, state: Exclude<CertificateState, 'valid'>, at: number, reason?: string): void;
}
