import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Sitting } from '../../../src/main/domain/records.ts';
import { lateJoinCredit } from '../../../src/main/domain/sittings/late-join.ts';
import type { LateJoin } from '../../../src/shared/model/sitting-plan.ts';

const MINUTE = 60_000;
const START = Date.UTC(2026, 10, 20, 9);
const sitting: Sitting = {
  id: 's' as Sitting['id'],
  examId: 'e' as Sitting['examId'],
  number: 1,
  state: 'running',
  createdAt: 0,
  startedAt: START,
  pausedMs: 0,
};

const credit = (lateJoin: LateJoin, after: Sitting, now: number): number =>
  lateJoinCredit({ entrances: { get: () => ({ lateJoin }) } } as unknown as Parameters<typeof lateJoinCredit>[0], after, now);

describe('EX4 joining late', () => {
  it('EX4 gives the whole time whatever pauses came before, one under way included', () => {
    const pause = fc.record({ afterMs: fc.integer({ min: 0, max: 600_000 }), forMs: fc.integer({ min: 0, max: 600_000 }) });
    fc.assert(
      fc.property(fc.array(pause, { maxLength: 5 }), fc.boolean(), (pauses, endsInPause) => {
        let [now, ran, after] = [START, 0, sitting];
        for (const { afterMs, forMs } of pauses) {
          [now, ran] = [now + afterMs, ran + afterMs];
          after = { ...after, pausedMs: after.pausedMs + forMs };
          now += forMs;
        }
        if (endsInPause) {
          after = { ...after, state: 'paused', pausedAt: now };
          now += 5 * MINUTE;
        }
        expect(credit({ time: 'full' }, after, now)).toBe(ran);
        expect(credit({ time: 'common_end' }, after, now)).toBe(0);
      }),
      { numRuns: 200 },
    );
  });

  it('EX4 counts pauses neither against who comes late nor against the last moment to come', () => {
    const lateJoin: LateJoin = { time: 'full', untilMinutes: 10 };
    const paused: Sitting = { ...sitting, pausedMs: 30 * MINUTE };
    expect(credit(lateJoin, paused, START + 40 * MINUTE)).toBe(10 * MINUTE);
    expect(() => credit(lateJoin, paused, START + 40 * MINUTE + 1)).toThrow('10 minutes');
    expect(credit(lateJoin, { ...sitting, startedAt: undefined, state: 'open' }, START + 99 * MINUTE)).toBe(0);
  });

  it('EX4 what everybody was given before is not given twice, and nobody ends before the others', () => {
    expect(credit({ time: 'full' }, { ...sitting, extraMs: 5 * MINUTE }, START + 20 * MINUTE)).toBe(15 * MINUTE);
    expect(credit({ time: 'full' }, { ...sitting, extraMs: 30 * MINUTE }, START + 20 * MINUTE)).toBe(0);
  });
});
