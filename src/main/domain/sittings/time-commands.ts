import { isLive } from '../../../shared/model/attempt.ts';
import { toIso } from '../../../shared/model/time.ts';
import { RoomError } from '../../../shared/protocol/errors.ts';
import { actorAttempt, signedIn } from '../access/actor.ts';
import { attemptEndsAt } from '../attempts/attempt-clock.ts';
import { emitAttemptState, wireState } from '../attempts/attempt-views.ts';
import { findAttempt, findExam } from '../attempts/find-attempt.ts';
import type { SomeHandlers } from '../handler.ts';
import { personName, staffName } from '../identity/person-name.ts';
import type { Exam, Sitting } from '../records.ts';
import type { Work } from '../work.ts';
import { noteCredit } from './credit-time.ts';
import type { StoredCredit } from './sitting-store.ts';
import { tellAttempts, tellSitting } from './steps.ts';

const MINUTE = 60_000;

interface Extension {
  readonly creditMs: number;
  readonly reason: string;
}

/** Everybody, also who joins later: it is the sitting that lasts longer. */
function extendAll(work: Work, exam: Exam, sitting: Sitting, { creditMs, reason }: Extension): number {
  const after: Sitting = { ...sitting, extraMs: (sitting.extraMs ?? 0) + creditMs };
  work.store.sittings.update(after);
  noteCredit(work, after, undefined, { kind: 'extension', creditMs, reason });
  tellSitting(work, exam, after);
  tellAttempts(work, exam, after);
  return work.store.attempts.ofSitting(sitting.id).filter((attempt) => isLive(attempt.state)).length;
}

function translate(work: Work, { by, attemptId, at, creditMs, kind, reason }: StoredCredit) {
  const attempt = attemptId === undefined ? undefined : work.store.attempts.byId(attemptId);
  return {
    at: toIso(at),
    creditMs,
    kind,
    ...(attempt ? { attemptId: attempt.id, name: personName(work.store, attempt.userId) } : {}),
    ...(by === undefined ? {} : { by, byName: staffName(work.store, by) }),
    ...(reason === undefined ? {} : { reason }),
  };
}

/** Giving time to everybody or to some, and every change of it (EX4, EX9). */
export const timeCommands: SomeHandlers<'time_extend' | 'time_credits' | 'attempt_time'> = {
  time_extend: {
    execute: (work, { id, examId, minutes, attemptIds, reason }) => {
      const actor = signedIn(work.actor);
      const { exam, sitting } = findExam(work.store, examId);
      const creditMs = minutes * MINUTE;
      const whom = attemptIds === undefined ? 'all' : [...new Set(attemptIds)].sort().join(' ');
      if (work.store.accepted.isRepeat(actor.userId, id, `time_extend ${examId} ${minutes} ${whom}`, work.now))
        return { ok: true, id, duplicate: true, credited: 0 };
      // Before the start everybody's time is the exam's duration, which staff set.
      const isPossible = sitting.state === 'running' || sitting.state === 'paused' || (sitting.state === 'open' && attemptIds);
      if (!isPossible) {
        throw new RoomError('state_conflict', `The exam is ${sitting.state}: nobody's time can be changed now.`, {
          data: { state: sitting.state },
        });
      }
      if (attemptIds === undefined) return { ok: true, id, credited: extendAll(work, exam, sitting, { creditMs, reason }) };
      const whole = [...new Set(attemptIds)].map((attemptId) => findAttempt(work.store, attemptId));
      for (const { attempt, sitting: theirs } of whole) {
        if (theirs.id !== sitting.id)
          throw new RoomError('attempt_not_found', 'One of these attempts is not of this sitting.', { field: 'attemptIds' });
        if (!isLive(wireState(attempt, sitting)))
          throw new RoomError('state_conflict', 'One of these attempts is over already: nothing was changed.', {
            field: 'attemptIds',
            data: { attemptId: attempt.id, state: attempt.state },
          });
      }
      for (const { attempt } of whole) {
        const after = { ...attempt, extraMs: attempt.extraMs + creditMs };
        work.store.attempts.update(after);
        noteCredit(work, sitting, after, { kind: 'extension', creditMs, reason });
        emitAttemptState(work, { attempt: after, sitting, exam });
      }
      return { ok: true, id, credited: whole.length };
    },
  },
  time_credits: {
    execute: (work, { examId }) => {
      const { sitting } = findExam(work.store, examId);
      return { credits: work.store.credits.ofSitting(sitting.id).map((credit) => translate(work, credit)) };
    },
  },
  attempt_time: {
    execute: (work) => {
      const { attempt, sitting, exam } = findAttempt(work.store, actorAttempt(work.actor).attemptId);
      const endsAt = attemptEndsAt(exam, sitting, attempt);
      const own = work.store.credits
        .ofSitting(sitting.id)
        // What was given to all before this candidate came in is in the common end already.
        .filter(({ attemptId, at }) => attemptId === attempt.id || (attemptId === undefined && at >= attempt.joinedAt));
      return {
        ...(endsAt === undefined ? {} : { endsAt: toIso(endsAt) }),
        serverTime: toIso(work.now),
        credits: own.map(({ at, creditMs, kind }) => ({ at: toIso(at), creditMs, kind })),
      };
    },
  },
};
