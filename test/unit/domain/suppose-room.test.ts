import { describe, expect, it } from 'vitest';
import { SupposedRoom } from '../../../src/main/domain/responses/suppose-room.ts';
import { explainScore } from '../../../src/main/domain/risk/risk-score.ts';
import type { AttemptId } from '../../../src/shared/model/ids.ts';
import { type Policy, STANDARD_POLICY } from '../../../src/shared/model/policy.ts';

const START = Date.UTC(2026, 10, 20, 9);
const id = (who: number) => `a${who}` as AttemptId;
const NEARLY = ['devtools_open', 'forbidden_process', 'remote_session', 'paste', 'context_menu'];

function room(policy: Policy = STANDARD_POLICY) {
  const supposed = new SupposedRoom(policy, () => 4);
  const see = (who: number, type: string, ms: number) =>
    supposed.happen({ attempt: id(who), type, at: START + ms, happenedAt: START + ms });
  const scoreOf = (who: number, ms: number) => explainScore(supposed.of(id(who)).risk, START + ms, policy).score;
  const suspendedAt = (who: number) => supposed.of(id(who)).responses.find(({ action }) => action === 'suspend')?.at;
  return { supposed, see, scoreOf, suspendedAt };
}

describe('EV2 EV6 what-if and the whole room', () => {
  it('EV6 what several were hit by counts for nobody, under each policy by its own soft types', () => {
    const standard = room();
    for (const who of [1, 2, 3, 4]) standard.see(who, 'focus_lost', who);
    expect([1, 2, 3, 4].map((who) => standard.scoreOf(who, 10))).toEqual([0, 0, 0, 0]);
    const strict = room({ ...STANDARD_POLICY, weights: { focus_lost: { weight: 8, confidence: 1, kind: 'plain' } } });
    for (const who of [1, 2, 3, 4]) strict.see(who, 'focus_lost', who);
    expect(strict.scoreOf(1, 10)).toBeGreaterThan(0);
  });

  it('EV6 a suspension whose last straw was soft waits: it comes for one alone, and not for several', () => {
    const { supposed, see, suspendedAt } = room();
    for (const who of [1, 2]) for (const type of NEARLY) see(who, type, 0);
    see(1, 'visibility_hidden', 1_000);
    see(3, 'visibility_hidden', 2_000);
    see(4, 'visibility_hidden', 2_500);
    see(2, 'visibility_hidden', 60_000);
    supposed.end(START + 64_999);
    expect(suspendedAt(2)).toBeUndefined();
    supposed.end(START + 65_000);
    expect(suspendedAt(2)).toBe(START + 65_000);
    expect(supposed.of(id(2))).toMatchObject({ isSuspended: true, level: 'suspended' });
    expect(suspendedAt(1)).toBeUndefined();
  });

  it('EV3 under a dry run the suspension is noted after its wait, and nobody is suspended', () => {
    const { supposed, see, suspendedAt } = room({ ...STANDARD_POLICY, dryRun: true });
    for (const type of [...NEARLY, 'visibility_hidden']) see(1, type, 0);
    supposed.end(START + 5_000);
    expect(suspendedAt(1)).toBe(START + 5_000);
    expect(supposed.of(id(1)).isSuspended).toBe(false);
  });
});
