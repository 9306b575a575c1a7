import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matches, type SeenEvent } from '../../../src/main/domain/rules/matches.ts';
import { RuleMemory } from '../../../src/main/domain/rules/rule-memory.ts';
import type { RuleRepo, StoredRule } from '../../../src/main/domain/rules/rule-store.ts';
import { Tally } from '../../../src/main/domain/rules/tally.ts';
import type { AttemptId, ExamId, SessionId } from '../../../src/shared/model/ids.ts';
import { RULE_LIMITS, type RuleCondition, type RuleId, RuleInput } from '../../../src/shared/model/rule.ts';

const EXAM = '11111111-1111-4111-8111-111111111111' as ExamId;
const condition = (fields: Partial<RuleCondition> = {}): RuleCondition => ({
  types: [],
  match: 'all',
  fields: [],
  count: 3,
  windowSeconds: 60,
  per: 'attempt',
  exams: [],
  ...fields,
});
const rule = (fields: Partial<RuleInput> = {}): RuleInput => ({
  name: 'three of them',
  when: condition(),
  severity: 'high',
  actions: [],
  ...fields,
});
const seen = (fields: Partial<SeenEvent> = {}): SeenEvent => ({
  type: 'paste',
  from: 'client',
  examId: EXAM,
  severity: 'medium',
  offline: false,
  violation: true,
  details: { length: 120, target: 'question 3' },
  score: undefined,
  rise: () => undefined,
  ...fields,
});
const whose = (name: string) => ({ session: `s-${name}` as SessionId, attempt: `a-${name}` as AttemptId, exam: EXAM });
const placesOf = (input: unknown): string[] => {
  const { error } = RuleInput.safeParse(input);
  return (error?.issues ?? []).map(({ path }) => path.join('.'));
};

describe('EV4 a rule as it is written', () => {
  it('EV4 is refused with the place when it makes no sense or could never fire', () => {
    expect(placesOf(rule())).toEqual([]);
    expect(placesOf(rule({ when: condition({ windowSeconds: Number.POSITIVE_INFINITY }) }))).toEqual(['when.windowSeconds']);
    expect(placesOf(rule({ when: condition({ count: 0 }) }))).toEqual(['when.count']);
    expect(placesOf(rule({ when: condition({ count: RULE_LIMITS.count + 1 }) }))).toEqual(['when.count']);
    expect(placesOf(rule({ when: condition({ per: 'room', count: 2, candidates: 3 }) }))).toEqual(['when.candidates']);
    expect(placesOf(rule({ when: condition({ candidates: 2 }) }))).toEqual(['when.candidates']);
    expect(placesOf(rule({ when: condition({ per: 'exam' }), actions: [{ do: 'sound' }, { do: 'suspend' }] }))).toEqual([
      'actions.1.do',
    ]);
    expect(placesOf(rule({ actions: [{ do: 'sound' }, { do: 'sound' }] }))).toEqual(['actions.1']);
    expect(placesOf({ ...rule(), actions: [{ do: 'run', code: 'x' }] })).toEqual(['actions.0.do']);
    expect(placesOf({ ...rule(), when: { ...condition(), fields: [{ field: 'details.a.b', is: 'present' }] } })).toEqual([
      'when.fields.0.field',
    ]);
    const compare = (is: 'at_least' | 'contains' | 'equals', value?: string | number) =>
      placesOf(
        rule({ when: condition({ fields: [{ field: 'details.length', is, ...(value === undefined ? {} : { value }) }] }) }),
      );
    expect(compare('at_least', 'many')).toEqual(['when.fields.0.value']);
    expect(compare('contains', 3)).toEqual(['when.fields.0.value']);
    expect(compare('equals')).toEqual(['when.fields.0.value']);
    const ofScore = (is: 'at_least' | 'at_most' | 'equals' | 'present', value?: number | string) =>
      placesOf(rule({ when: condition({ fields: [{ field: 'score', is, ...(value === undefined ? {} : { value }) }] }) }));
    expect(ofScore('at_least', 60)).toEqual([]);
    expect(ofScore('equals', 60)).toEqual(['when.fields.0.is']);
    expect(ofScore('present')).toEqual(['when.fields.0.is']);
    for (const value of [101, -1, 'high', undefined]) expect(ofScore('at_most', value)).toEqual(['when.fields.0.value']);
    const from = (...names: string[]) => placesOf({ ...rule(), when: { ...condition(), from: names } });
    expect(from('room', 'walls')).toEqual([]);
    expect(from()).toEqual(['when.from']);
    expect(from('room', 'room')).toEqual(['when.from']);
    expect(from('gossip')).toEqual(['when.from.0']);
    const webhook = (address: string) => placesOf(rule({ actions: [{ do: 'webhook', address }] }));
    expect(webhook('https://hooks.example/x')).toEqual([]);
    for (const address of ['file:///etc/passwd', 'hooks.example', 'https://me:secret@hooks.example/'])
      expect(webhook(address), address).toEqual(['actions.0.address']);
  });

  it('EV4 whatever is sent in its place is answered, never thrown or run into the ground', () => {
    let deep: unknown = [];
    for (let level = 0; level < 50_000; level++) deep = { when: deep };
    expect(RuleInput.safeParse(deep).success).toBe(false);
    fc.assert(fc.property(fc.jsonValue(), (input) => void RuleInput.safeParse(input)));
  });
});

describe('EV4 what counts', () => {
  it('EV4 types, exams and fields, all of them or any', () => {
    const long = { field: 'details.length', is: 'at_least' as const, value: 100 };
    const offline = { field: 'offline', is: 'equals' as const, value: true };
    expect(matches(seen(), condition())).toBe(true);
    expect(matches(seen(), condition({ types: ['copy'] }))).toBe(false);
    expect(matches(seen(), condition({ exams: ['22222222-2222-4222-8222-222222222222' as ExamId] }))).toBe(false);
    expect(matches(seen(), condition({ fields: [long, offline] }))).toBe(false);
    expect(matches(seen(), condition({ match: 'any', fields: [long, offline] }))).toBe(true);
    expect(matches(seen({ details: { length: '120' } }), condition({ fields: [long] })), 'text is no number').toBe(false);
    expect(matches(seen(), condition({ fields: [{ field: 'details.target', is: 'contains', value: 'question' }] }))).toBe(true);
    expect(matches(seen(), condition({ fields: [{ field: 'details.toString', is: 'present' }] })), 'nothing inherited').toBe(
      false,
    );
    expect(matches(seen(), condition({ fields: [{ field: 'severity', is: 'equals', value: 'medium' }] }))).toBe(true);
  });

  it('EV4 what others saw counts where it is asked for, and a score only where it is known', () => {
    expect(matches(seen({ from: 'walls' }), condition())).toBe(false);
    expect(matches(seen({ from: 'walls' }), condition({ from: ['room', 'walls'] }))).toBe(true);
    expect(matches(seen(), condition({ from: ['room', 'walls'] }))).toBe(false);
    const high = condition({ fields: [{ field: 'score', is: 'at_least', value: 50 }] });
    const rising = condition({ fields: [{ field: 'rise', is: 'at_least', value: 20 }] });
    expect(matches(seen({ score: 50 }), high)).toBe(true);
    expect(matches(seen({ score: 49.9 }), high)).toBe(false);
    expect(matches(seen(), high), 'nobody knows it').toBe(false);
    expect(matches(seen({ rise: (windowMs) => (windowMs === 60_000 ? 20 : 0) }), rising), 'within the time of the rule').toBe(
      true,
    );
  });

  it('EV4 what is no violation counts only where it never is one and is named', () => {
    expect(matches(seen({ violation: false }), condition({ types: ['paste'] })), 'after the end').toBe(false);
    expect(matches(seen({ type: 'client_exited', violation: false }), condition())).toBe(false);
    expect(matches(seen({ type: 'client_exited', violation: false }), condition({ types: ['client_exited'] }))).toBe(true);
  });
});

describe('EV4 how often', () => {
  const add = (tally: Tally, name: string, number: number, at: number) =>
    tally.add(whose(name), { number, at, attempt: whose(name).attempt })?.map((event) => event.number);

  it('EV4 fires with so many within the window, for each attempt by itself', () => {
    const tally = new Tally(condition());
    expect(add(tally, 'ann', 1, 0)).toBeUndefined();
    expect(add(tally, 'bob', 2, 1_000)).toBeUndefined();
    expect(add(tally, 'ann', 3, 59_000)).toBeUndefined();
    expect(add(tally, 'ann', 4, 60_001), 'the first is out of the window').toBeUndefined();
    expect(add(tally, 'ann', 5, 119_000)).toEqual([3, 4, 5]);
  });

  it('EV4 several candidates of an exam, each counted once', () => {
    const tally = new Tally(condition({ per: 'exam', count: 3, candidates: 3 }));
    expect(add(tally, 'ann', 1, 0)).toBeUndefined();
    expect(add(tally, 'ann', 2, 1)).toBeUndefined();
    expect(add(tally, 'bob', 3, 2), 'two people only').toBeUndefined();
    expect(add(tally, 'cyd', 4, 3)).toEqual([2, 3, 4]);
    expect(add(tally, 'ann', 5, 4)).toEqual([3, 4, 5]);
  });

  it('EV4 what was undone is forgotten: its number comes again', () => {
    const tally = new Tally(condition());
    for (const number of [1, 2]) add(tally, 'ann', number, number);
    add(tally, 'ann', 3, 3);
    add(tally, 'ann', 4, 4);
    expect(add(tally, 'ann', 3, 5), '3 and 4 were rolled back').toEqual([1, 2, 3]);
  });

  it('EV4 who was let go on begins with nothing', () => {
    const tally = new Tally(condition());
    for (const number of [1, 2]) add(tally, 'ann', number, number);
    tally.forget(whose('ann').attempt);
    expect(add(tally, 'ann', 3, 3)).toBeUndefined();
  });

  it('EV4 remembers a bounded number of attempts, whatever their number', () => {
    const tally = new Tally(condition({ count: 2 }));
    add(tally, 'first', 1, 0);
    for (let other = 0; other < 2_000; other++) add(tally, `other-${other}`, other + 2, 1);
    expect(add(tally, 'first', 3_000, 2), 'it was silent for longest').toBeUndefined();
    expect(add(tally, 'other-1999', 3_001, 2)).toBeDefined();
  });
});

describe('EV4 the memory of a room', () => {
  const stored = (id: string, input: RuleInput, countsAfter = 0): StoredRule => ({
    id: id as RuleId,
    enabled: true,
    createdAt: 0,
    changedAt: countsAfter,
    countsAfter,
    rule: input,
  });
  const memory = (...rules: StoredRule[]) => {
    const state = { rules: rules as readonly StoredRule[] };
    const repo = { enabled: () => state.rules } as RuleRepo;
    return { state, memory: new RuleMemory(repo) };
  };
  const show = (of: RuleMemory, number: number, type = 'paste') =>
    of
      .show(type, whose('ann'), { number, at: number, attempt: whose('ann').attempt }, () => seen({ type }))
      .map((fired) => fired.rule.id as string);

  it('EV4 asks those that name the type and those that name none', () => {
    const once = (types: string[]) => rule({ when: condition({ types, count: 1 }) });
    const { memory: of } = memory(stored('every', once([])), stored('paste', once(['paste'])), stored('copy', once(['copy'])));
    expect(show(of, 1)).toEqual(['every', 'paste']);
    expect(show(of, 2, 'cut')).toEqual(['every']);
  });

  it('EV4 a rule counts nothing that was there before it, and another rule’s change takes nothing from it', () => {
    const { state, memory: of } = memory(stored('a', rule(), 1));
    for (const number of [1, 2, 3]) expect(show(of, number)).toEqual([]);
    state.rules = [...state.rules, stored('b', rule(), 3)];
    expect(show(of, 4)).toEqual(['a']);
    state.rules = [stored('a', rule(), 4)];
    expect(show(of, 5), 'written anew').toEqual([]);
  });
});
