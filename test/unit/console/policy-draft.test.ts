import { describe, expect, it } from 'vitest';
import { differences, toDraft, withWeight } from '../../../src/renderer/console/features/exams/policy-draft.ts';
import { PolicyInput, STANDARD_POLICY } from '../../../src/shared/model/policy.ts';
import { OPEN_BOOK_POLICY, POLICY_PRESETS } from '../../../src/shared/model/policy-presets.ts';

const USUAL = { paste: { weight: 14, confidence: 1, kind: 'plain' as const } };

describe('EV2 the form of a policy', () => {
  it('EV2 every preset can be saved as it is', () => {
    for (const preset of POLICY_PRESETS) expect(PolicyInput.parse(toDraft(preset))).toEqual(preset);
  });

  it('EV2 sends nothing of who may let people back in', () => {
    const recovery = { custodians: 1 as const, methods: ['proctor_approval' as const] };
    expect(toDraft({ ...STANDARD_POLICY, recovery })).not.toHaveProperty('recovery');
  });

  it('EV2 names each number that differs from a preset, a weight under its type', () => {
    const draft = { ...toDraft(STANDARD_POLICY), softCap: 50 };
    expect(differences(toDraft(STANDARD_POLICY), draft, USUAL)).toEqual([{ field: 'softCap', from: '60', to: '50' }]);
    const open = differences(toDraft(STANDARD_POLICY), toDraft(OPEN_BOOK_POLICY), USUAL);
    expect(open).toContainEqual({ field: 'weight.paste', from: '14 × 1 plain', to: '2 × 1 plain' });
    expect(open).toContainEqual({ field: 'suspend', from: '90', to: '101' });
  });

  it('EV2 a weight put back to what is usual is no longer the policy’s own', () => {
    const heavier = withWeight(toDraft(STANDARD_POLICY), 'paste', { ...USUAL.paste, weight: 20 }, USUAL.paste);
    expect(heavier.weights).toEqual({ paste: { ...USUAL.paste, weight: 20 } });
    expect(withWeight(heavier, 'paste', USUAL.paste, USUAL.paste).weights).toEqual({});
  });
});
