import type { CertificateId } from '../../../shared/model/grading.ts';
import { templateOf } from '../../../shared/model/notification-templates.ts';
import { findAttempt } from '../attempts/find-attempt.ts';
import { notify } from '../notifications/notify.ts';
import type { Attempt, Exam, Sitting } from '../records.ts';
import type { Work } from '../work.ts';
import type { CertificatePress } from './certificate-services.ts';

/** Told in one transaction: some milliseconds, between which everybody else's work is committed. */
const AT_ONCE = 25;

/** Half a millionth of a percent: what rounding to points leaves. */
const NOISE = 1e-6;

/** Is the exam passed? Undefined where it is not passed or failed at all. */
export function hasPassed({ score = 0, maxScore = 0 }: Pick<Attempt, 'score' | 'maxScore'>, passPercent: number | null) {
  if (passPercent === null) return undefined;
  return maxScore > 0 && (100 * score) / maxScore >= passPercent - NOISE;
}

function tell(
  work: Work,
  attempt: Attempt,
  type: 'quiz_result' | 'certificate_ready',
  data: Record<string, unknown>,
  message?: string,
): void {
  const template = templateOf(type);
  if (!template) return;
  notify(work, [attempt.userId], {
    type,
    title: template.title,
    message: message ?? template.message,
    severity: template.severity,
    data,
  });
}

interface Told {
  readonly exam: Exam;
  readonly sitting: Sitting;
  readonly attempt: Attempt;
}

/** The certificate an attempt has from now on: none where it is not passed, the same where it says the same. */
function certify(work: Work, press: CertificatePress, { exam, sitting, attempt }: Told, passPercent: number | null): void {
  const { grading } = work.store;
  const { score = 0, maxScore = 0 } = attempt;
  const valid = grading.validCertificate(attempt.id);
  const isPassed = hasPassed(attempt, passPercent) === true;
  const isSame = valid?.score === score && valid.maxScore === maxScore;
  if (isPassed && isSame) return;
  // One that was revoked by hand is not brought back by a telling.
  const revoked = grading.wasRevoked(attempt.id);
  if (valid) {
    grading.endCertificate(valid.id, 'superseded', work.now);
    work.audit('certificate.superseded', `attempt:${attempt.id}`, { certificate: valid.id });
  }
  if (!isPassed || revoked) return;
  const id = work.ids.next<CertificateId>();
  grading.addCertificate({
    id,
    code: press.newCode(),
    attemptId: attempt.id,
    sittingId: sitting.id,
    userId: attempt.userId,
    examTitle: exam.title,
    satAt: sitting.startedAt ?? sitting.createdAt,
    score,
    maxScore,
    issuedAt: work.now,
    state: 'valid',
  });
  work.audit('certificate.issued', `attempt:${attempt.id}`, { certificate: id });
  tell(
    work,
    attempt,
    'certificate_ready',
    { courseId: exam.id, certificateId: id },
    'You have passed: your certificate can be downloaded.',
  );
}

/**
 * Tells the next candidates their published result, with a certificate where they passed (EX7, NT1). Who is still to be told is
 * stored, so that a restart forgets nobody and tells nobody twice. Asked regularly; returns how many were told.
 */
export function tellResults(work: Work, press: CertificatePress): number {
  const ids = work.store.grading.takeToTell(AT_ONCE);
  for (const id of ids) {
    const told = findAttempt(work.store, id);
    const { attempt, exam, sitting } = told;
    const { score, maxScore = 0, pendingPoints = 0 } = attempt;
    const publication = work.store.grading.publication(sitting.id);
    if (score === undefined || !publication) continue;
    tell(work, attempt, 'quiz_result', { quizId: exam.id, attemptId: id, score, maxScore, pendingPoints });
    certify(work, press, told, publication.passPercent);
  }
  return ids.length;
}
