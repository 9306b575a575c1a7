import type { Attempt, Sitting } from '../records.ts';
import { noteCredit } from '../sittings/credit-time.ts';
import type { Work } from '../work.ts';
import { pausedSoFar } from './attempt-clock.ts';
import type { AttemptInExam } from './attempt-views.ts';

/** How long the break has lasted, without the pauses of everybody inside it, which nobody pays for twice. */
const lasted = (sitting: Sitting, attempt: Attempt, now: number): number =>
  Math.max(0, now - (attempt.breakStartedAt ?? now) - (pausedSoFar(sitting, now) - (attempt.breakPausedMs ?? 0)));

export const isOnBreak = (attempt: Attempt): boolean => attempt.breakStartedAt !== undefined;

/** Epoch ms; undefined without a break, and while the whole exam stands still. */
export function breakEndsAt(sitting: Sitting, attempt: Attempt): number | undefined {
  if (attempt.breakStartedAt === undefined || sitting.state !== 'running') return undefined;
  return attempt.breakStartedAt + (attempt.breakGrantedMs ?? 0) + sitting.pausedMs - (attempt.breakPausedMs ?? 0);
}

export const isBreakOver = (sitting: Sitting, attempt: Attempt, now: number): boolean =>
  isOnBreak(attempt) && lasted(sitting, attempt, now) >= (attempt.breakGrantedMs ?? 0);

/** The attempt on a break from now on. */
export const onBreak = ({ attempt, sitting }: AttemptInExam, grantedMs: number, now: number): Attempt => ({
  ...attempt,
  breakStartedAt: now,
  breakPausedMs: pausedSoFar(sitting, now),
  breakGrantedMs: grantedMs,
  breaksTaken: (attempt.breaksTaken ?? 0) + 1,
});

/**
 * The attempt back from its break, if it is on one: what it took is given back, and never more than was granted. Every credit is audited
 * (EX9, EX10).
 */
export function backFromBreak(work: Work, { attempt, sitting }: AttemptInExam): Attempt {
  if (!isOnBreak(attempt)) return attempt;
  const creditMs = Math.min(lasted(sitting, attempt, work.now), attempt.breakGrantedMs ?? 0);
  if (creditMs > 0) noteCredit(work, sitting, attempt, { kind: 'break', creditMs });
  return {
    ...attempt,
    extraMs: attempt.extraMs + creditMs,
    breakStartedAt: undefined,
    breakPausedMs: undefined,
    breakGrantedMs: undefined,
  };
}
