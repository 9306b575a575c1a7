import { describe, expect, it } from 'vitest';
import { finishedAttempts } from '../../../src/main/domain/sittings/close-finished-attempts.ts';
import type { Work } from '../../../src/main/domain/work.ts';

const HOUR = 3_600_000;

/** A running sitting of an hour that began at 0 and stood still for `pausedMs`; counts how often attempts are read. */
function lookAt(now: number, pausedMs = 0, mostShortened = 0): number {
  let looked = 0;
  const sitting = { id: 'sitting', examId: 'exam', state: 'running', startedAt: 0, pausedMs };
  finishedAttempts({
    now,
    store: {
      sittings: { joinable: () => [sitting, { ...sitting, state: 'open' }] },
      exams: { byId: () => ({ id: 'exam', durationMinutes: 60, policy: {} }) },
      attempts: {
        mostShortened: () => mostShortened,
        ofSitting: () => {
          looked++;
          return [];
        },
      },
    },
  } as unknown as Work);
  return looked;
}

describe('EX9 looking for attempts whose time is over', () => {
  it('EX9 begins when the time of a candidate without extra time is over, pauses included', () => {
    expect(lookAt(HOUR - 1)).toBe(0);
    expect(lookAt(HOUR)).toBe(1);
    expect(lookAt(HOUR, 60_000)).toBe(0);
    expect(lookAt(HOUR + 60_000, 60_000)).toBe(1);
  });

  it('EX9 begins earlier where time was taken from somebody', () => {
    expect(lookAt(HOUR - 60_001, 0, -60_000)).toBe(0);
    expect(lookAt(HOUR - 60_000, 0, -60_000)).toBe(1);
  });
});
