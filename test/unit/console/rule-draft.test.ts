import { describe, expect, it } from 'vitest';
import { NEW_RULE, typesFor, withSources } from '../../../src/renderer/console/features/rules/rule-draft.ts';
import en from '../../../src/renderer/i18n/en/events.json' with { type: 'json' };
import th from '../../../src/renderer/i18n/th/events.json' with { type: 'json' };
import { RuleInput, RuleSource } from '../../../src/shared/model/rule.ts';

describe('EV4 whom a rule listens to, in the editor', () => {
  it('EV4 every type that is offered has a name in both languages', () => {
    const offered = typesFor(RuleSource.options);
    expect(offered.length).toBeGreaterThan(typesFor().length);
    for (const names of [en.type, th.type]) expect(offered.filter((type) => !Object.hasOwn(names, type))).toEqual([]);
  });

  it('EV4 a type nobody chosen sees goes, one that another program made up stays, and nobody at all is no choice', () => {
    const types = ['paste', 'sequence_gap', 'seat_camera_dark'];
    const rule = { ...NEW_RULE, name: 'tried', when: { ...NEW_RULE.when, from: ['client' as const, 'room' as const], types } };
    expect(withSources(rule, ['room']).when).toMatchObject({ from: ['room'], types: ['sequence_gap', 'seat_camera_dark'] });
    expect(withSources(rule, ['services']).when.types).toEqual(['paste', 'seat_camera_dark']);
    expect(withSources(rule, [])).toBe(rule);
    expect(RuleInput.safeParse(withSources(rule, ['walls'])).success).toBe(true);
  });
});
