import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isViolation } from '../../../src/main/domain/risk/event-weights.ts';
import { addEvidence, explainScore } from '../../../src/main/domain/risk/risk-score.ts';
import { NO_RISK, type RiskState } from '../../../src/main/domain/risk/risk-state.ts';
import { settle } from '../../../src/main/domain/risk/settle.ts';
import { type Policy, STANDARD_POLICY } from '../../../src/shared/model/policy.ts';
import { OPEN_BOOK_POLICY, POLICY_PRESETS, STRICT_POLICY } from '../../../src/shared/model/policy-presets.ts';
import { KNOWN_EVENT_TYPES } from '../../../src/shared/model/security-event.ts';

const START = Date.UTC(2026, 10, 20, 9);
const MINUTE = 60_000;
const violation = fc.constantFrom(...KNOWN_EVENT_TYPES.filter(isViolation), 'never_heard_of');
const history = fc.array(fc.record({ type: violation, afterMs: fc.integer({ min: 0, max: 300_000 }) }), { maxLength: 40 });
const preset = fc.constantFrom(...POLICY_PRESETS);
/** The one that is furthest from the others: everything weighs as much as it can, or nothing. */
const extreme = (weight: number): Policy => ({
  ...STANDARD_POLICY,
  softCap: weight,
  weights: Object.fromEntries(KNOWN_EVENT_TYPES.map((type) => [type, { weight, confidence: 1, kind: 'hard' as const }])),
});
const policy = fc.oneof(preset, fc.constantFrom(extreme(0), extreme(100)));

function play(events: readonly { type: string; afterMs: number }[], under: Policy, from: RiskState = NO_RISK, at = START) {
  let [state, now] = [from, at];
  for (const { type, afterMs } of events) {
    now += afterMs;
    state = addEvidence(state, type, now, under);
  }
  return { state, now };
}

describe('EV3 a policy is changed', () => {
  it('EV3 what was counted is not judged anew: the score is the same a moment later, whatever the next policy says', () => {
    fc.assert(
      fc.property(history, policy, policy, (events, before, after) => {
        const { state, now } = play(events, before);
        const was = explainScore(state, now, before).score;
        const is = explainScore(settle(state, now, before), now, after).score;
        // Each line is told to a tenth of a point, and cutting it to a cap may round it anew.
        expect(Math.abs(is - was)).toBeLessThanOrEqual(0.05 * KNOWN_EVENT_TYPES.length);
      }),
    );
  });

  it('EV3 the score goes on from there: within 0 and 100, explained to the tenth, rising with evidence, fading with time', () => {
    fc.assert(
      fc.property(history, history, policy, policy, violation, (early, late, before, after, type) => {
        const first = play(early, before);
        const { state, now } = play(late, after, settle(first.state, first.now, before), first.now);
        const { score, contributions } = explainScore(state, now, after);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(100);
        expect(contributions.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(score, 6);
        expect(explainScore(addEvidence(state, type, now, after), now, after).score).toBeGreaterThanOrEqual(score);
        expect(explainScore(state, now + 5 * MINUTE, after).score).toBeLessThanOrEqual(score);
        expect(explainScore(state, now + 48 * 60 * MINUTE, after).score).toBe(0);
      }),
    );
  });

  it('EV3 new events weigh what the new policy says, and repeats still end at twice that', () => {
    const { state, now } = play([{ type: 'paste', afterMs: 0 }], OPEN_BOOK_POLICY);
    const settled = settle(state, now, OPEN_BOOK_POLICY);
    expect(explainScore(settled, now, STRICT_POLICY).score).toBe(2);
    const one = addEvidence(settled, 'paste', now, STRICT_POLICY);
    expect(explainScore(one, now, STRICT_POLICY).score).toBe(15);
    const many = play(
      Array.from({ length: 50 }, () => ({ type: 'paste', afterMs: 0 })),
      STRICT_POLICY,
      settled,
      now,
    );
    expect(explainScore(many.state, now, STRICT_POLICY).score).toBe(28);
  });

  it('EV2 no preset lets one early event look critical, nor soft signals alone suspend', () => {
    for (const one of POLICY_PRESETS) {
      const most = Math.max(
        ...KNOWN_EVENT_TYPES.filter(isViolation).map(
          (type) => explainScore(addEvidence(NO_RISK, type, START, one), START, one).score,
        ),
      );
      expect(most, one.name).toBeLessThan(Math.min(50, one.thresholds.highRisk));
      expect(one.softCap, one.name).toBeLessThan(one.thresholds.critical);
      expect(one.softCap, one.name).toBeLessThan(one.thresholds.suspend);
    }
  });
});
