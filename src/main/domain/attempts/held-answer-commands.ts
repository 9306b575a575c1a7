import { isAnswered } from '../../../shared/model/answer.ts';
import { isFinished } from '../../../shared/model/attempt.ts';
import { isAnswerable } from '../../../shared/model/question.ts';
import { RoomError } from '../../../shared/protocol/errors.ts';
import { signedIn } from '../access/actor.ts';
import type { SomeHandlers } from '../handler.ts';
import type { Attempt } from '../records.ts';
import { recordResponse } from '../responses/record-response.ts';
import { explainScore } from '../risk/risk-score.ts';
import type { Work } from '../work.ts';
import { type AttemptInExam, emitAttemptState, toAttemptSummary } from './attempt-views.ts';
import { findAttempt } from './find-attempt.ts';
import { currentScore } from './finish-attempt.ts';
import { tellResult } from './tell-result.ts';

/** What follows for an attempt from the answers that count now; one that is finished is graded anew. */
function recounted(work: Work, whole: AttemptInExam): Attempt {
  const { attempt, exam } = whole;
  const answers = new Map(work.store.answers.ofAttempt(attempt.id).map(({ questionId, value }) => [questionId, value]));
  const questions = work.store.exams.questions(exam.id, exam.paper).filter(isAnswerable);
  const answered = questions.filter(({ id }) => isAnswered(answers.get(id) ?? null)).length;
  if (!isFinished(attempt.state)) return { ...attempt, answered };
  const { score, maxScore, pendingPoints } = currentScore(work, whole);
  return { ...attempt, answered, score, maxScore, pendingPoints };
}

/** Answers kept apart count only if a proctor says so (protocol 2). */
export const heldAnswerCommands: SomeHandlers<'held_accept'> = {
  held_accept: {
    execute: (work, { id = work.ids.next<string>(), attemptId, reason }) => {
      const actor = signedIn(work.actor);
      const { store, now } = work;
      const whole = findAttempt(store, attemptId);
      if (store.accepted.isRepeat(actor.userId, id, 'held_accept', now))
        return { ok: true, id, duplicate: true, attempt: toAttemptSummary(work, whole) };
      const held = store.answers.heldOf(attemptId);
      if (held.length === 0)
        throw new RoomError('state_conflict', 'No answer is kept apart that is newer than what counts.', {
          data: { heldAnswers: 0 },
        });
      for (const answer of held) store.answers.put(attemptId, answer, now);
      const attempt = recounted(work, whole);
      store.attempts.update(attempt);
      work.audit('answers.held_accepted', `attempt:${attemptId}`, { answers: held.length });
      const riskScore = explainScore(attempt.risk, now, whole.exam.policy).score;
      recordResponse(work, attempt, { action: 'accept_held', by: actor.userId, reason, riskScore });
      const after = { ...whole, attempt };
      emitAttemptState(work, after);
      // Released before, and not the same any more.
      if (whole.sitting.state === 'ended') tellResult(work, whole.exam, attempt);
      return { ok: true, id, attempt: toAttemptSummary(work, after) };
    },
  },
};
