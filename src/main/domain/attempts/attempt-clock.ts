import type { Attempt, Exam, Sitting } from '../records.ts';

/** Time the sitting has stood still so far, a pause under way included. */
export const pausedSoFar = (sitting: Sitting, now: number): number =>
  sitting.pausedMs + (sitting.pausedAt === undefined ? 0 : Math.max(0, now - sitting.pausedAt));

/**
 * When an attempt's time is over, epoch ms; undefined while no clock runs (before the start, in a pause, while
 * suspended with time credited, on a break, after the end). The server's clock alone counts (EX9).
 */
export function attemptEndsAt(exam: Exam, sitting: Sitting, attempt: Attempt): number | undefined {
  if (sitting.startedAt === undefined || sitting.state !== 'running') return undefined;
  if (attempt.state !== 'in_progress' && attempt.state !== 'suspended') return undefined;
  if (attempt.state === 'suspended' && exam.policy.creditSuspension) return undefined;
  if (attempt.breakStartedAt !== undefined) return undefined;
  return sitting.startedAt + exam.durationMinutes * 60_000 + sitting.pausedMs + (sitting.extraMs ?? 0) + attempt.extraMs;
}

/** Planned end for a candidate without extra time. */
export const sittingEndsAt = (exam: Exam, sitting: Sitting): number | undefined =>
  sitting.state === 'running' && sitting.startedAt !== undefined
    ? sitting.startedAt + exam.durationMinutes * 60_000 + sitting.pausedMs + (sitting.extraMs ?? 0)
    : undefined;

/** What a suspension that ends now gives back: its length without the pauses inside it, which nobody pays for twice. */
export function suspensionCredit(exam: Exam, sitting: Sitting, attempt: Attempt, now: number): number {
  if (!exam.policy.creditSuspension || attempt.suspendedAt === undefined || sitting.startedAt === undefined) return 0;
  const from = Math.max(attempt.suspendedAt, sitting.startedAt);
  const pausedInside = pausedSoFar(sitting, now) - (attempt.suspendedPausedMs ?? 0);
  return Math.max(0, now - from - pausedInside);
}
