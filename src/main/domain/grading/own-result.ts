import type { OwnResult } from '../../../shared/model/grading.ts';
import { isAnswerable } from '../../../shared/model/question.ts';
import { toIso } from '../../../shared/model/time.ts';
import { RoomError } from '../../../shared/protocol/errors.ts';
import type { AttemptInExam } from '../attempts/attempt-views.ts';
import type { Store } from '../store.ts';
import { gradedPaper, gradeOfAttempt } from './graded-paper.ts';
import { rulesOf } from './grading-state.ts';
import { hasPassed } from './tell-results.ts';

/** Points by question, in the order of the own paper, with what the marker wrote to the candidate. */
function ownPoints(store: Store, { attempt }: AttemptInExam): OwnResult['questions'] {
  const asked = gradedPaper(store, attempt).questions.filter(isAnswerable);
  const { perQuestion } = gradeOfAttempt(store, attempt);
  const comments = new Map(store.grading.marksOfAttempt(attempt.id).map(({ questionId, comment }) => [questionId, comment]));
  return asked.flatMap(({ id }, place) => {
    const grade = perQuestion.find(({ questionId }) => questionId === id);
    const comment = comments.get(id);
    if (!grade) return [];
    const { points, maxPoints, state } = grade;
    return [
      {
        questionId: id,
        number: place + 1,
        points,
        maxPoints,
        state: state === 'manual' ? ('unmarked' as const) : ('graded' as const),
        ...(comment ? { comment } : {}),
      },
    ];
  });
}

/** A candidate's own result once it is published, field by field; `result_not_released` before. Nothing in it is anybody else's. */
export function ownResult(store: Store, whole: AttemptInExam): OwnResult {
  const { attempt, exam, sitting } = whole;
  const publication = store.grading.publication(sitting.id);
  if (!publication || attempt.score === undefined)
    throw new RoomError('result_not_released', 'The result is not released yet: it comes when the results are published.');
  const { passPercent } = publication;
  const { showPoints } = rulesOf(store, exam.id);
  const passed = hasPassed(attempt, passPercent);
  const certificate = store.grading.validCertificate(attempt.id);
  return {
    score: attempt.score,
    maxScore: attempt.maxScore ?? 0,
    pendingPoints: attempt.pendingPoints ?? 0,
    ...(passed === undefined || passPercent === null ? {} : { passed, passPercent }),
    publishedAt: toIso(publication.at),
    ...(showPoints ? { questions: ownPoints(store, whole) } : {}),
    ...(certificate ? { certificate: { code: certificate.code, issuedAt: toIso(certificate.issuedAt) } } : {}),
  };
}
