import { isAnswered, type StoredAnswer } from '../../../shared/model/answer.ts';
import { isFinished } from '../../../shared/model/attempt.ts';
import type { AttemptId } from '../../../shared/model/ids.ts';
import { isAnswerable } from '../../../shared/model/question.ts';
import { RoomError } from '../../../shared/protocol/errors.ts';
import { signedIn } from '../access/actor.ts';
import { gradeChanged } from '../grading/settle-grade.ts';
import type { SomeHandlers } from '../handler.ts';
import { paperOf } from '../papers/paper-of.ts';
import type { Attempt } from '../records.ts';
import { recordResponse } from '../responses/record-response.ts';
import { explainScore } from '../risk/risk-score.ts';
import type { Work } from '../work.ts';
import { type AttemptInExam, emitAttemptState, toAttemptSummary } from './attempt-views.ts';
import { findAttempt } from './find-attempt.ts';
import { currentScore } from './finish-attempt.ts';

/** What follows for an attempt from the answers that count now; one that is finished is graded anew. */
function recounted(work: Work, whole: AttemptInExam): Attempt {
  const { attempt } = whole;
  const answers = new Map(work.store.answers.ofAttempt(attempt.id).map(({ questionId, value }) => [questionId, value]));
  const questions = paperOf(work.store, attempt).questions.filter(isAnswerable);
  const answered = questions.filter(({ id }) => isAnswered(answers.get(id) ?? null)).length;
  if (!isFinished(attempt.state)) return { ...attempt, answered };
  const { score, maxScore, pendingPoints } = currentScore(work, whole);
  return { ...attempt, answered, score, maxScore, pendingPoints };
}

/** A mark is of the text somebody read: another one has to be read anew. */
function voidMark(work: Work, attemptId: AttemptId, { questionId, value }: StoredAnswer): void {
  const { answers, grading } = work.store;
  const mark = grading.mark(attemptId, questionId);
  if (!mark || answers.get(attemptId, questionId)?.value === value) return;
  grading.voidMark(attemptId, questionId);
  work.audit('mark.voided', `attempt:${attemptId}`, { question: questionId, revision: mark.revision, points: mark.points });
}

/** Answers kept apart count only if a proctor says so (protocol 2). */
export const heldAnswerCommands: SomeHandlers<'held_accept'> = {
  held_accept: {
    execute: (work, { id = work.ids.next<string>(), attemptId, reason }) => {
      const actor = signedIn(work.actor);
      const { store, now } = work;
      const whole = findAttempt(store, attemptId);
      if (store.accepted.isRepeat(actor.userId, id, `held_accept ${attemptId}`, now))
        return { ok: true, id, duplicate: true, attempt: toAttemptSummary(work, whole) };
      const held = store.answers.heldOf(attemptId);
      if (held.length === 0)
        throw new RoomError('state_conflict', 'No answer is kept apart that is newer than what counts.', {
          data: { heldAnswers: 0 },
        });
      for (const answer of held) {
        voidMark(work, attemptId, answer);
        store.answers.put(attemptId, answer, now);
      }
      const attempt = recounted(work, whole);
      store.attempts.update(attempt);
      work.audit('answers.held_accepted', `attempt:${attemptId}`, { answers: held.length });
      const riskScore = explainScore(attempt.risk, now, whole.exam.policy).score;
      recordResponse(work, attempt, { action: 'accept_held', by: actor.userId, reason, riskScore });
      const after = { ...whole, attempt };
      emitAttemptState(work, after);
      gradeChanged(work, whole.attempt, attempt);
      return { ok: true, id, attempt: toAttemptSummary(work, after) };
    },
  },
};
