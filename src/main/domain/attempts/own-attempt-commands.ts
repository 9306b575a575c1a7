import { toIso } from '../../../shared/model/time.ts';
import { watchOf } from '../../../shared/model/watch-list.ts';
import { actorAttempt, signedIn } from '../access/actor.ts';
import { toOwnAccommodations } from '../exams/accommodation.ts';
import { ownResult } from '../grading/own-result.ts';
import { toCandidateQuestion } from '../grading/to-candidate-question.ts';
import type { SomeHandlers } from '../handler.ts';
import { paperOf } from '../papers/paper-of.ts';
import { plannedStart } from '../sittings/plan-commands.ts';
import { lacksStartCode } from '../sittings/start-code.ts';
import { toOwnView } from './attempt-views.ts';
import { findAttempt } from './find-attempt.ts';
import { isPaperOpen } from './open-paper.ts';
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
      const { attempt, sitting, exam } = whole;
      const paper = paperOf(work.store, attempt);
      const view = toOwnView(work.store, whole);
      const accommodations = toOwnAccommodations(work.store.roster.get(exam.id, actor.userId), whole.attempt);
      const lacksCode = lacksStartCode(work.store, exam.id, attemptId);
      const { external } = work.store.entrances.get(exam.id);
      const paperIsOpen = isPaperOpen(work.store, whole);
      return {
        attempt: view,
        exam: { id: exam.id, title: exam.title, instructions: exam.instructions },
        sitting: { id: sitting.id, state: sitting.state, ...plannedStart(work.store, sitting) },
        policy: { name: exam.policy.name, ...watchOf(exam.policy) },
        ...(paperIsOpen && external ? { external: { startUrl: external.startUrl, allow: external.allow } } : {}),
        ...(paperIsOpen && !external
          ? { questions: paper.questions.map((question) => toCandidateQuestion(question, paper.orders)) }
          : {}),
        answers: work.store.answers.ofAttempt(attemptId),
        ...(lacksCode ? { needsStartCode: true } : {}),
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
      return ownResult(work.store, findAttempt(work.store, attemptId));
    },
  },
  client_ready: {
    execute: (work, { id, posture, checks }) => {
      const { actor, attemptId } = actorAttempt(work.actor);
      if (work.store.accepted.isRepeat(actor.userId, id, 'client_ready', work.now)) return { ok: true, id, duplicate: true };
      const entry = work.store.entrances.entry(attemptId);
      work.store.entrances.putEntry(attemptId, { ...entry, readyAt: work.now, ready: { posture, checks } });
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
