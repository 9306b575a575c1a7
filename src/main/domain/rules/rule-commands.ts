import { RULE_LIMITS, type Rule, type RuleId } from '../../../shared/model/rule.ts';
import { toIso } from '../../../shared/model/time.ts';
import type { CommandInput, CommandOutput } from '../../../shared/protocol/commands.ts';
import { RoomError } from '../../../shared/protocol/errors.ts';
import { findExam } from '../attempts/find-attempt.ts';
import type { Preparation, SomeHandlers } from '../handler.ts';
import type { Store } from '../store.ts';
import type { Work } from '../work.ts';
import type { StoredRule } from './rule-store.ts';
import { testRule } from './test-rule.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const TESTED_DAYS = 30;

const toRule = ({ id, enabled, createdAt, changedAt, rule }: StoredRule): Rule => ({
  id,
  enabled,
  createdAt: toIso(createdAt),
  changedAt: toIso(changedAt),
  rule,
});

function findRule(store: Store, id: RuleId): StoredRule {
  const rule = store.rules.byId(id);
  if (!rule) throw new RoomError('not_found', 'There is no such rule in this room.', { field: 'ruleId' });
  return rule;
}

function assertExamsExist(store: Store, { rule }: Pick<CommandInput<'rule_add'>, 'rule'>): void {
  for (const [index, examId] of rule.when.exams.entries()) {
    if (!store.exams.byId(examId))
      throw new RoomError('exam_not_found', 'There is no such exam in this room.', { field: `rule.when.exams.${index}` });
  }
}

/** Rules count what comes, never what was there before they stood as they stand. */
const lastEvent = (work: Work): number => work.store.events.lastBefore(work.now + 1);

/** Stores the rule as it is from now on, and when that was. */
function keepRule({ store, now }: Work, before: StoredRule | undefined, rule: StoredRule): void {
  store.rules.put(rule);
  store.course.note(now, { kind: 'rule', ruleId: rule.id, before, after: rule });
}

const said = ({ rule }: StoredRule) => ({
  name: rule.name,
  severity: rule.severity,
  when: rule.when,
  actions: rule.actions.map(({ do: what }) => what),
});

type Tested = CommandOutput<'rule_test'>;

/** Writing rules, trying them, switching them on (EV4). `pause` lets the room go on between two slices of a test. */
export function createRuleCommands(
  pause: () => Promise<unknown>,
): SomeHandlers<'rules_list' | 'rule_add' | 'rule_update' | 'rule_switch' | 'rule_remove' | 'rule_test'> {
  return {
    rules_list: { execute: ({ store }) => ({ rules: store.rules.all().map(toRule) }) },
    rule_add: {
      execute: (work, input) => {
        assertExamsExist(work.store, input);
        if (work.store.rules.all().length >= RULE_LIMITS.rules)
          throw new RoomError('state_conflict', `There are ${RULE_LIMITS.rules} rules already: remove one first.`);
        const rule: StoredRule = {
          id: work.ids.next<RuleId>(),
          enabled: false,
          createdAt: work.now,
          changedAt: work.now,
          countsAfter: lastEvent(work),
          rule: input.rule,
        };
        keepRule(work, undefined, rule);
        work.audit('rule.added', `rule:${rule.id}`, said(rule));
        return { rule: toRule(rule) };
      },
    },
    rule_update: {
      execute: (work, input) => {
        const before = findRule(work.store, input.ruleId);
        assertExamsExist(work.store, input);
        const rule: StoredRule = { ...before, rule: input.rule, changedAt: work.now, countsAfter: lastEvent(work) };
        keepRule(work, before, rule);
        work.audit('rule.changed', `rule:${rule.id}`, said(rule));
        return { rule: toRule(rule) };
      },
    },
    rule_switch: {
      execute: (work, { ruleId, enabled }) => {
        const before = findRule(work.store, ruleId);
        if (before.enabled === enabled) return { rule: toRule(before) };
        const rule: StoredRule = { ...before, enabled, changedAt: work.now, countsAfter: lastEvent(work) };
        keepRule(work, before, rule);
        work.audit(enabled ? 'rule.enabled' : 'rule.disabled', `rule:${ruleId}`, { name: rule.rule.name });
        return { rule: toRule(rule) };
      },
    },
    rule_remove: {
      execute: (work, { ruleId }) => {
        const rule = findRule(work.store, ruleId);
        work.store.rules.remove(ruleId);
        work.store.course.note(work.now, { kind: 'rule', ruleId, before: rule });
        work.audit('rule.removed', `rule:${ruleId}`, said(rule));
        return { ok: true };
      },
    },
    rule_test: {
      prepare: ({ rule, examId, days = TESTED_DAYS }: CommandInput<'rule_test'>, { store, now }: Preparation) => {
        if (examId !== undefined) findExam(store, examId);
        assertExamsExist(store, { rule });
        return testRule(store, rule, { from: now - days * DAY_MS, until: now, examId }, pause);
      },
      execute: (_work, _input, tested: Tested) => tested,
    },
  };
}
