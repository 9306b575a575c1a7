import { type HeldReason, isAnswered } from '../../../shared/model/answer.ts';
import type { QuestionId } from '../../../shared/model/ids.ts';
import { isAnswerable } from '../../../shared/model/question.ts';
import { RoomError } from '../../../shared/protocol/errors.ts';
import { actorAttempt } from '../access/actor.ts';
import { checkAnswerValue } from '../grading/check-answer-value.ts';
import type { SomeHandlers } from '../handler.ts';
import { paperOf } from '../papers/paper-of.ts';
import { lacksStartCode } from '../sittings/start-code.ts';
import { attemptEndsAt } from './attempt-clock.ts';
import { type AttemptInExam, emitAttemptState, wireState } from './attempt-views.ts';
import { findAttempt } from './find-attempt.ts';
import { finishAttempt } from './finish-attempt.ts';

/** Why an answer that arrives now is kept apart, if it is (protocol 2). */
function heldReason({ attempt, sitting, exam }: AttemptInExam, now: number): HeldReason | undefined {
  const state = wireState(attempt, sitting);
  if (state === 'suspended' || state === 'paused') return state;
  const endsAt = attemptEndsAt(exam, sitting, attempt);
  return state === 'submitted' || state === 'ended' || (endsAt !== undefined && now >= endsAt) ? 'late' : undefined;
}

/** Saving answers and handing in (EX5, EX6, EX7). */
export const answerCommands: SomeHandlers<'answer_save' | 'exam_submit'> = {
  answer_save: {
    execute: (work, { id, questionId, value, revision }) => {
      const { actor, attemptId } = actorAttempt(work.actor);
      const { store, now } = work;
      const repeated = store.answers.save(attemptId, id);
      if (repeated)
        return { ok: true, id, duplicate: true, revision: repeated.revision, ...(repeated.held ? { held: repeated.held } : {}) };
      const whole = findAttempt(store, attemptId);
      const { attempt, sitting, exam } = whole;
      const question = paperOf(store, attempt).questions.find((candidate) => candidate.id === questionId);
      if (!question) throw new RoomError('question_not_found', 'Your paper has no such question.', { field: 'questionId' });
      const misfit = checkAnswerValue(question, value);
      if (misfit) throw new RoomError('value_invalid', misfit, { field: 'value' });
      // Who was suspended in the waiting room has no paper yet either.
      if (attempt.state === 'waiting' || (attempt.state === 'suspended' && sitting.startedAt === undefined))
        throw new RoomError('exam_not_open', 'The exam has not started: nothing can be answered yet.');

      if (lacksStartCode(store, exam.id, attemptId))
        throw new RoomError('start_code_required', 'Enter the start code first: the invigilator gives it out.');

      const save = { clientId: id, attemptId, sessionId: actor.sessionId, questionId, revision, value, savedAt: now };
      const held = heldReason(whole, now);
      const stored = store.answers.get(attemptId, questionId);
      if (stored && revision <= stored.revision) {
        store.answers.log({ ...save, held, stale: true });
        return { ok: true, id, stale: true, revision: stored.revision };
      }
      store.answers.log({ ...save, held, stale: false });
      if (held) return { ok: true, id, revision, held };
      store.answers.put(attemptId, { questionId, value, revision }, now);
      if (!stored) {
        const first = { sitting: sitting.id, attempt: attemptId, question: questionId, at: now };
        work.afterCommit(() => store.answerTimes.note(first));
      }
      const answered = attempt.answered + Number(isAnswered(value)) - Number(stored !== undefined && isAnswered(stored.value));
      if (answered !== attempt.answered && isAnswerable(question)) {
        const after = { ...attempt, answered };
        store.attempts.update(after);
        emitAttemptState(work, { attempt: after, sitting, exam });
      }
      return { ok: true, id, revision };
    },
  },
  exam_submit: {
    execute: (work, { id, revisions = {} }) => {
      const { actor, attemptId } = actorAttempt(work.actor);
      const whole = findAttempt(work.store, attemptId);
      const repeat = work.store.accepted.isRepeat(actor.userId, id, 'exam_submit', work.now);
      const state = wireState(whole.attempt, whole.sitting);
      if (repeat || state === 'submitted') return { ok: true, id, duplicate: true, state };
      if (state !== 'in_progress')
        throw new RoomError('state_conflict', `The exam cannot be handed in now: it is ${state.replace('_', ' ')}.`, {
          data: { state },
        });
      const missing = Object.entries(revisions)
        .map(([questionId, revision]) => ({ questionId: questionId as QuestionId, revision }))
        .filter(({ questionId, revision }) => (work.store.answers.get(attemptId, questionId)?.revision ?? 0) < revision)
        // What is kept apart has arrived: whether it counts is for a proctor to say, and no reason to wait for it.
        .filter(({ questionId, revision }) => !work.store.answers.isHeld(attemptId, questionId, revision))
        .map(({ questionId }) => questionId);
      if (missing.length > 0) {
        throw new RoomError('answers_missing', 'Some answers have not arrived yet: send them, then hand in again.', {
          field: 'revisions',
          data: { missing },
        });
      }
      const after = finishAttempt(work, whole, 'submitted');
      work.audit('attempt.submitted', `attempt:${attemptId}`);
      emitAttemptState(work, { ...whole, attempt: after });
      return { ok: true, id, state: 'submitted' };
    },
  },
};
