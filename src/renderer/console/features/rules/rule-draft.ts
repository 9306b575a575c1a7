import type { RuleAction, RuleInput, RuleScope, RuleSource } from '../../../../shared/model/rule.ts';
import { KNOWN_EVENT_TYPES } from '../../../../shared/model/security-event.ts';

/** What a new rule begins with. */
export const NEW_RULE: RuleInput = {
  name: '',
  when: { types: [], match: 'all', fields: [], count: 3, windowSeconds: 60, per: 'attempt', exams: [] },
  severity: 'high',
  actions: [],
};

export const concernsOne = (per: RuleScope): boolean => per === 'session' || per === 'attempt';

export const ACTION_NAMES = ['notify', 'sound', 'escalate', 'webhook', 'warn', 'increase', 'suspend'] as const;
type ActionName = RuleAction['do'];
export const isToCandidate = (name: ActionName): boolean => name === 'warn' || name === 'increase' || name === 'suspend';

const newAction = (name: ActionName): RuleAction => {
  switch (name) {
    case 'notify':
      return { do: 'notify', to: 'staff' };
    case 'webhook':
      return { do: 'webhook', address: 'https://' };
    case 'sound':
    case 'escalate':
    case 'warn':
    case 'increase':
    case 'suspend':
      return { do: name };
  }
};

/** The rule with this action, or without it. */
export function withAction(rule: RuleInput, name: ActionName, isOn: boolean): RuleInput {
  const others = rule.actions.filter((action) => action.do !== name);
  return { ...rule, actions: isOn ? [...others, newAction(name)] : others };
}

/** The rule counted otherwise: what concerns one candidate goes when it is no longer about one, and the other way round. */
export function withScope(rule: RuleInput, per: RuleScope): RuleInput {
  const { candidates, ...when } = rule.when;
  if (concernsOne(per)) return { ...rule, when: { ...when, per } };
  return {
    ...rule,
    when: { ...when, per, ...(candidates === undefined ? {} : { candidates }) },
    actions: rule.actions.filter((action) => !isToCandidate(action.do)),
  };
}

/** What the room notices of a candidate by itself, and what its walls say of one. */
const NOTICED = ['sequence_gap', 'offline_after_violation', 'offline_after_hint'] as const;
const FOUND = [
  'sequence_reuse',
  'chain_broken',
  'late_reports',
  'client_frozen',
  'clock_changed',
  'clock_skew',
  'token_reuse',
] as const;

/** The types that can be chosen, by who sees them; services name their own, those of clients among them. */
export function typesFor(from: readonly RuleSource[] = ['client']): string[] {
  return [
    ...new Set<string>([
      ...(from.includes('client') || from.includes('services') ? KNOWN_EVENT_TYPES : []),
      ...(from.includes('room') ? NOTICED : []),
      ...(from.includes('walls') ? FOUND : []),
    ]),
  ];
}

/** The rule looking at what these see; types that none of them sees go. */
export function withSources(rule: RuleInput, from: RuleSource[]): RuleInput {
  if (from.length === 0) return rule;
  const offered = typesFor(from);
  const types = rule.when.types.filter((type) => offered.includes(type) || !typesFor(rule.when.from).includes(type));
  return { ...rule, when: { ...rule.when, from, types } };
}
