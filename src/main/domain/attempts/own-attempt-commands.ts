import { toIso } from '../../../shared/model/time.ts';
import { RoomError } from '../../../shared/protocol/errors.ts';
import { actorAttempt, signedIn } from '../access/actor.ts';
import { toOwnAccommodations } from '../exams/accommodation.ts';
import { toCandidateQuestion } from '../grading/to-candidate-question.ts';
import type { SomeHandlers } from '../handler.ts';
import { toOwnView } from './attempt-views.ts';
import { WATCHED } from './consent.ts';
import { findAttempt } from './find-attempt.ts';
import { watchClocks } from './watch-clocks.ts';

const OWN_EVENTS = 500;

/** What candidates may know of their own attempt (LD8), and the sign of life of every client. */
export const ownAttemptCommands: SomeHandlers<
  'attempt_get' | 'attempt_events' | 'attempt_result' | 'client_ready' | 'heartbeat'
> = {
  attempt_get: {
    execute: (work) => {
      const { actor, attemptId } = actorAttempt(work.actor);
      const whole = findAttempt(work.store, attemptId);
      const { sitting, exam } = whole;
      const view = toOwnView(work.store, whole);
      const accommodations = toOwnAccommodations(work.store.roster.get(exam.id, actor.userId), whole.attempt);
      // Before the start and after the end the paper stays closed.
      const paperIsOpen = view.state === 'in_progress' || view.state === 'paused' || view.state === 'suspended';
      return {
        attempt: view,
        exam: { id: exam.id, title: exam.title, instructions: exam.instructions },
        sitting: { id: sitting.id, state: sitting.state },
        policy: { name: exam.policy.name, watched: [...WATCHED] },
        ...(paperIsOpen ? { questions: work.store.exams.questions(exam.id, exam.paper).map(toCandidateQuestion) } : {}),
        answers: work.store.answers.ofAttempt(attemptId),
        heldAnswers: work.store.answers.heldOf(attemptId).length,
        ...(view.endsAt ? { endsAt: view.endsAt } : {}),
        ...(accommodations ? { accommodations } : {}),
        serverTime: toIso(work.now),
        lastSeq: work.store.events.lastSeq(attemptId, actor.sessionId),
      };
    },
  },
  attempt_events: {
    execute: (work) => {
      const { attemptId } = actorAttempt(work.actor);
      const events = work.store.events.ofAttempt(attemptId, OWN_EVENTS);
      return {
        events: events.map((event) => ({
          id: event.id,
          type: event.type,
          at: toIso(event.receivedAt),
          violation: event.violation,
        })),
      };
    },
  },
  attempt_result: {
    execute: (work) => {
      const { attemptId } = actorAttempt(work.actor);
      const { attempt, sitting } = findAttempt(work.store, attemptId);
      if (sitting.state !== 'ended' || attempt.score === undefined) {
        throw new RoomError('result_not_released', 'The result is not released yet: it comes after the exam has ended.');
      }
      return { score: attempt.score, maxScore: attempt.maxScore ?? 0, pendingPoints: attempt.pendingPoints ?? 0 };
    },
  },
  client_ready: {
    execute: (work, { id, posture }) => {
      const { actor, attemptId } = actorAttempt(work.actor);
      if (work.store.accepted.isRepeat(actor.userId, id, 'client_ready', work.now)) return { ok: true, id, duplicate: true };
      work.audit('client.ready', `attempt:${attemptId}`, posture ? { grade: posture.grade } : {});
      return { ok: true, id };
    },
  },
  heartbeat: {
    execute: (work, beat) => {
      const { attemptId, sessionId } = signedIn(work.actor);
      watchClocks(work, beat);
      return { ok: true, serverTime: toIso(work.now), lastSeq: attemptId ? work.store.events.lastSeq(attemptId, sessionId) : 0 };
    },
  },
};
