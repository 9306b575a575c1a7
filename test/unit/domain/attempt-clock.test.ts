import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attemptEndsAt, suspensionCredit } from '../../../src/main/domain/attempts/attempt-clock.ts';
import type { Attempt, Exam, Sitting } from '../../../src/main/domain/records.ts';
import { NO_RISK } from '../../../src/main/domain/risk/risk-state.ts';
import { UNDRAWN } from '../../../src/shared/model/drawing.ts';
import { STANDARD_POLICY } from '../../../src/shared/model/policy.ts';

const MINUTE = 60_000;
const START = Date.UTC(2026, 10, 20, 9);
const exam: Exam = {
  id: 'e' as Exam['id'],
  title: '',
  durationMinutes: 60,
  instructions: '',
  policy: STANDARD_POLICY,
  drawing: UNDRAWN,
  createdAt: 0,
};
const running: Sitting = {
  id: 's' as Sitting['id'],
  examId: exam.id,
  number: 1,
  state: 'running',
  createdAt: 0,
  startedAt: START,
  pausedMs: 0,
};
const working: Attempt = {
  id: 'a' as Attempt['id'],
  sittingId: running.id,
  examId: exam.id,
  userId: 'u' as Attempt['userId'],
  state: 'in_progress',
  monitoring: 'normal',
  identity: 'unchecked',
  reducedIntegrity: true,
  joinedAt: START,
  extraMs: 0,
  answered: 0,
  risk: NO_RISK,
};

/** Plays a day of pauses and suspensions and tells how long the candidate could really work until the end. */
function workingTime(steps: readonly { kind: 'pause' | 'suspend' | 'work'; minutes: number }[]): number {
  let now = START;
  let sitting = running;
  let attempt = working;
  let worked = 0;
  const toggle = (kind: 'pause' | 'suspend') => {
    if (kind === 'pause') {
      sitting =
        sitting.pausedAt === undefined
          ? { ...sitting, state: 'paused', pausedAt: now }
          : { ...sitting, state: 'running', pausedMs: sitting.pausedMs + now - sitting.pausedAt, pausedAt: undefined };
    } else if (attempt.state === 'in_progress') {
      const pausedSoFar = sitting.pausedMs + (sitting.pausedAt === undefined ? 0 : now - sitting.pausedAt);
      attempt = { ...attempt, state: 'suspended', suspendedAt: now, suspendedPausedMs: pausedSoFar };
    } else {
      attempt = {
        ...attempt,
        state: 'in_progress',
        extraMs: attempt.extraMs + suspensionCredit(exam, sitting, attempt, now),
        suspendedAt: undefined,
        suspendedPausedMs: undefined,
      };
    }
  };
  for (const { kind, minutes } of steps) {
    if (kind !== 'work') toggle(kind);
    if (sitting.state === 'running' && attempt.state === 'in_progress') worked += minutes * MINUTE;
    now += minutes * MINUTE;
  }
  if (sitting.state === 'paused') toggle('pause');
  if (attempt.state === 'suspended') toggle('suspend');
  const endsAt = attemptEndsAt(exam, sitting, attempt);
  return worked + (endsAt ?? Number.NaN) - now;
}

describe('EX9 the clock of an attempt', () => {
  it('EX9 everybody gets exactly their time, whatever pauses and suspensions came between', () => {
    const step = fc.record({
      kind: fc.constantFrom('pause' as const, 'suspend' as const, 'work' as const),
      minutes: fc.integer({ min: 0, max: 30 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        expect(workingTime(steps)).toBe(60 * MINUTE);
      }),
      { numRuns: 2_000 },
    );
  });

  it('EX9 extra time is added once', () => {
    expect(attemptEndsAt(exam, running, { ...working, extraMs: 15 * MINUTE })).toBe(START + 75 * MINUTE);
  });

  it('EX9 no clock runs in a pause, while suspended with credit, and after the end', () => {
    expect(attemptEndsAt(exam, { ...running, state: 'paused', pausedAt: START }, working)).toBeUndefined();
    expect(attemptEndsAt(exam, running, { ...working, state: 'suspended', suspendedAt: START })).toBeUndefined();
    expect(attemptEndsAt(exam, running, { ...working, state: 'submitted' })).toBeUndefined();
  });

  it('EX9 without credit by the policy a suspension costs its time', () => {
    const strict: Exam = { ...exam, policy: { ...STANDARD_POLICY, creditSuspension: false } };
    const held: Attempt = { ...working, state: 'suspended', suspendedAt: START, suspendedPausedMs: 0 };
    expect(suspensionCredit(strict, running, held, START + 10 * MINUTE)).toBe(0);
    expect(attemptEndsAt(strict, running, held)).toBe(START + 60 * MINUTE);
  });
});
