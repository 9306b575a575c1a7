import type { Attempt } from '../records.ts';
import type { Work } from '../work.ts';
import type { AttemptGrade } from './grade-attempt.ts';

type Points = Pick<AttemptGrade, 'score' | 'maxScore' | 'pendingPoints'>;

/** Is it another result than before? */
export const differs = (before: Partial<Points>, after: Points): boolean =>
  before.score !== after.score || before.maxScore !== after.maxScore || before.pendingPoints !== after.pendingPoints;

/**
 * What follows where a stored result became another one: a certificate that says the old one is superseded, and whoever was told
 * the old one is told anew. Returns whether there was a certificate.
 */
export function gradeChanged(work: Work, before: Attempt, after: Attempt): boolean {
  const { grading } = work.store;
  const { score = 0, maxScore = 0, pendingPoints = 0 } = after;
  if (!differs(before, { score, maxScore, pendingPoints })) return false;
  const certificate = grading.validCertificate(after.id);
  if (certificate && (certificate.score !== score || certificate.maxScore !== maxScore)) {
    grading.endCertificate(certificate.id, 'superseded', work.now);
    work.audit('certificate.superseded', `attempt:${after.id}`, { certificate: certificate.id });
  }
  if (grading.publication(after.sittingId)) grading.tellLater(after.id);
  return certificate !== undefined;
}

/** Stores what an attempt is worth now; nothing happens where it is what it was. Returns whether it is another one. */
export function settleGrade(work: Work, attempt: Attempt, { score, maxScore, pendingPoints }: Points): boolean {
  if (!differs(attempt, { score, maxScore, pendingPoints })) return false;
  const after = { ...attempt, score, maxScore, pendingPoints };
  work.store.attempts.update(after);
  gradeChanged(work, attempt, after);
  return true;
}
