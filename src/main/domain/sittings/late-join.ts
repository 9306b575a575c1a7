import { RoomError } from '../../../shared/protocol/errors.ts';
import { pausedSoFar } from '../attempts/attempt-clock.ts';
import type { Sitting } from '../records.ts';
import type { Store } from '../store.ts';

const MINUTE = 60_000;

/** How long the exam has run for somebody who was there from the start: pauses do not count. */
const ranMs = (sitting: Sitting, startedAt: number, now: number): number =>
  Math.max(0, now - startedAt - pausedSoFar(sitting, now));

/**
 * What somebody who joins now gets beyond the time until the common end, ms; 0 before the start. Throws RoomError
 * `late_join_closed` when it is too late to come in (EX4).
 */
export function lateJoinCredit(store: Pick<Store, 'entrances'>, sitting: Sitting, now: number): number {
  if (sitting.startedAt === undefined) return 0;
  const { untilMinutes, time } = store.entrances.get(sitting.examId).lateJoin;
  const ran = ranMs(sitting, sitting.startedAt, now);
  if (untilMinutes !== undefined && ran > untilMinutes * MINUTE) {
    throw new RoomError(
      'late_join_closed',
      `The exam has run for more than ${untilMinutes} minutes: nobody is let in any more. Ask the invigilator.`,
      { data: { untilMinutes } },
    );
  }
  // What everybody was given until now made up for what this candidate did not live through; nobody ends before the others.
  return time === 'full' ? Math.max(0, ran - (sitting.extraMs ?? 0)) : 0;
}
