import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isViolation } from '../../../src/main/domain/risk/event-weights.ts';
import { forgive } from '../../../src/main/domain/risk/forgive.ts';
import { addEvidence, explainScore } from '../../../src/main/domain/risk/risk-score.ts';
import { NO_RISK, type RiskState } from '../../../src/main/domain/risk/risk-state.ts';
import { STANDARD_POLICY } from '../../../src/shared/model/policy.ts';
import { KNOWN_EVENT_TYPES } from '../../../src/shared/model/security-event.ts';

const START = Date.UTC(2026, 10, 20, 9);
const LATER = START + 3 * 60_000;
const history = fc.array(fc.constantFrom(...KNOWN_EVENT_TYPES.filter(isViolation)), { maxLength: 80 });
const play = (types: readonly string[]): RiskState =>
  types.reduce((state, type) => addEvidence(state, type, START, STANDARD_POLICY), NO_RISK);
const scoreOf = (state: RiskState) => explainScore(state, LATER, STANDARD_POLICY).score;
const forgiven = (types: readonly string[]) => forgive(play(types), LATER, STANDARD_POLICY);
const { suspend } = STANDARD_POLICY.thresholds;

describe('EV3 what a resumed attempt starts from', () => {
  it('EV3 is well below the score that suspends, and never above what it was', () => {
    fc.assert(
      fc.property(history, (types) => {
        const score = scoreOf(forgiven(types));
        expect(score).toBeLessThanOrEqual(Math.min(suspend * (2 / 3), scoreOf(play(types))));
      }),
    );
  });

  it('EV3 takes no more than needed: a lower score stays as it is', () => {
    expect(forgiven(['focus_lost', 'copy'])).toEqual(play(['focus_lost', 'copy']));
    const worst = Array.from({ length: 10 }, () => KNOWN_EVENT_TYPES.filter(isViolation)).flat();
    expect(scoreOf(play(worst))).toBe(100);
    expect(scoreOf(forgiven(worst))).toBeGreaterThan(suspend * (2 / 3) - 5);
  });

  it('EV3 who did more never starts lower, but for rounding', () => {
    fc.assert(
      fc.property(history, history, (types, more) => {
        expect(scoreOf(forgiven([...types, ...more]))).toBeGreaterThan(scoreOf(forgiven(types)) - 5);
      }),
    );
  });

  it('EV2 still adds up, and keeps every type with its count and time', () => {
    fc.assert(
      fc.property(history, (types) => {
        const before = play(types);
        const after = forgive(before, LATER, STANDARD_POLICY);
        const { score, contributions } = explainScore(after, LATER, STANDARD_POLICY);
        expect(contributions.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(score, 6);
        const facts = (state: RiskState) => Object.entries(state.evidence).map(([type, { count, at }]) => [type, count, at]);
        expect(facts(after)).toEqual(facts(before));
      }),
    );
  });

  it('EV3 one focus loss does not suspend again', () => {
    fc.assert(
      fc.property(history, (types) => {
        expect(scoreOf(addEvidence(forgiven(types), 'focus_lost', LATER, STANDARD_POLICY))).toBeLessThan(suspend);
      }),
    );
  });

  it('EV3 ends for any policy, also one that suspends at nothing', () => {
    const strict = { ...STANDARD_POLICY, thresholds: { ...STANDARD_POLICY.thresholds, suspend: 0 } };
    expect(explainScore(forgive(play(['copy', 'paste']), LATER, strict), LATER, strict).score).toBe(0);
  });
});
