import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideLevel } from '../../../src/main/domain/responses/decide-level.ts';
import { RESPONSE_LEVELS } from '../../../src/main/domain/risk/risk-state.ts';
import { STANDARD_POLICY } from '../../../src/shared/model/policy.ts';

const level = fc.constantFrom(...RESPONSE_LEVELS);
const score = fc.double({ min: 0, max: 100, noNaN: true });

describe('EV3 response levels', () => {
  it.each([
    [24.9, []],
    [25, ['warned']],
    [50, ['warned', 'high_risk']],
    [75, ['warned', 'high_risk', 'critical']],
    [90, ['warned', 'high_risk', 'critical', 'suspended']],
  ] as const)('EV3 a score of %d from nothing enters %j', (at, entered) =>
    expect(decideLevel('none', at, STANDARD_POLICY).entered).toEqual(entered),
  );

  it('EV3 enters a level once, not again with every further event', () => {
    expect(decideLevel('high_risk', 60, STANDARD_POLICY)).toEqual({ level: 'high_risk', entered: [] });
  });

  it('EV3 a score on the edge does not flicker: a level is left well below its threshold', () => {
    expect(decideLevel('high_risk', 45, STANDARD_POLICY).level).toBe('high_risk');
    expect(decideLevel('high_risk', 39, STANDARD_POLICY).level).toBe('warned');
    expect(decideLevel('warned', 51, STANDARD_POLICY).entered).toEqual(['high_risk']);
  });

  it('EV3 every level entered is above the one before and at its threshold', () => {
    fc.assert(
      fc.property(level, score, (before, at) => {
        const change = decideLevel(before, at, STANDARD_POLICY);
        const ranks = change.entered.map((name) => RESPONSE_LEVELS.indexOf(name));
        expect([...ranks].sort((a, b) => a - b)).toEqual(ranks);
        if (change.entered.length > 0) expect(change.level).toBe(change.entered.at(-1));
        expect(decideLevel(change.level, at, STANDARD_POLICY).entered).toEqual([]);
      }),
    );
  });

  it('EV3 a threshold above 100 is never reached', () => {
    const policy = { ...STANDARD_POLICY, thresholds: { ...STANDARD_POLICY.thresholds, suspend: 101 } };
    expect(decideLevel('none', 100, policy).level).toBe('critical');
  });
});
