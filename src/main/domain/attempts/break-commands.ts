import { toIso } from '../../../shared/model/time.ts';
import { RoomError } from '../../../shared/protocol/errors.ts';
import { actorAttempt } from '../access/actor.ts';
import type { SomeHandlers } from '../handler.ts';
import type { Work } from '../work.ts';
import { emitAttemptState, wireState } from './attempt-views.ts';
import { backFromBreak, breakEndsAt, isBreakOver, isOnBreak, onBreak } from './breaks.ts';
import { findAttempt } from './find-attempt.ts';

const MINUTE_MS = 60_000;

/** Breaks a candidate was granted (EX10). */
export const breakCommands: SomeHandlers<'break_start' | 'break_end'> = {
  break_start: {
    execute: (work, { id }) => {
      const { actor, attemptId } = actorAttempt(work.actor);
      const whole = findAttempt(work.store, attemptId);
      if (work.store.accepted.isRepeat(actor.userId, id, 'break_start', work.now)) return { ok: true, id, duplicate: true };
      const state = wireState(whole.attempt, whole.sitting);
      if (state !== 'in_progress')
        throw new RoomError('state_conflict', 'A break can be taken only while the exam is being worked on.', {
          data: { state },
        });
      const granted = work.store.roster.get(whole.exam.id, actor.userId)?.accommodations?.breaks;
      const taken = whole.attempt.breaksTaken ?? 0;
      if (!granted || taken >= granted.count) {
        throw new RoomError('state_conflict', 'No break is left: ask the invigilator.', {
          data: { state, count: granted?.count ?? 0, taken },
        });
      }
      const attempt = onBreak(whole, granted.minutes * MINUTE_MS, work.now);
      work.store.attempts.update(attempt);
      work.audit('break.started', `attempt:${attemptId}`, { number: taken + 1, minutes: granted.minutes });
      emitAttemptState(work, { ...whole, attempt });
      const endsAt = breakEndsAt(whole.sitting, attempt);
      return { ok: true, id, ...(endsAt === undefined ? {} : { endsAt: toIso(endsAt) }) };
    },
  },
  break_end: {
    execute: (work, { id }) => {
      const { actor, attemptId } = actorAttempt(work.actor);
      const whole = findAttempt(work.store, attemptId);
      if (work.store.accepted.isRepeat(actor.userId, id, 'break_end', work.now)) return { ok: true, id, duplicate: true };
      if (!isOnBreak(whole.attempt)) {
        throw new RoomError('state_conflict', 'There is no break to come back from.', {
          data: { state: wireState(whole.attempt, whole.sitting) },
        });
      }
      const attempt = backFromBreak(work, whole);
      work.store.attempts.update(attempt);
      work.audit('break.ended', `attempt:${attemptId}`);
      emitAttemptState(work, { ...whole, attempt });
      return { ok: true, id };
    },
  },
};

/** Ends every break that has lasted as long as it was granted; to be asked regularly, before attempts are closed. */
export function endOverdueBreaks(work: Work): number {
  let ended = 0;
  for (const { id } of work.store.attempts.onBreak()) {
    const whole = findAttempt(work.store, id);
    if (!isBreakOver(whole.sitting, whole.attempt, work.now)) continue;
    const attempt = backFromBreak(work, whole);
    work.store.attempts.update(attempt);
    work.audit('break.over', `attempt:${id}`);
    emitAttemptState(work, { ...whole, attempt });
    ended++;
  }
  return ended;
}
