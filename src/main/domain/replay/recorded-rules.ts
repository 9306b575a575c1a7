import { canonicalJson } from '../../../shared/model/canonical-json.ts';
import { DECIDING_RULE_ACTIONS, type RuleField, type RuleId } from '../../../shared/model/rule.ts';
import type { PlacedEntry } from '../course/course-store.ts';
import type { StoredSecurityEvent } from '../records.ts';
import { holds, type SeenEvent } from '../rules/matches.ts';
import type { StoredRule } from '../rules/rule-store.ts';
import type { Store } from '../store.ts';
import type { RecordedRule } from './sitting-record.ts';

type Change = Extract<PlacedEntry, { kind: 'rule' }>;

/** The rules of a room as they stood at a time, and as they changed since. */
export interface RulesOfRecord {
  /** Oldest first, those switched off among them: they may be switched on. */
  readonly atBegin: readonly StoredRule[];
  readonly changes: readonly Change[];
  /** Every version there was, the first ones among them. */
  readonly versions: readonly StoredRule[];
  toRecorded(rule: StoredRule): RecordedRule;
  /** Which of the conditions on details that rules name held for an event. */
  heldBy(event: Pick<StoredSecurityEvent, 'details'>): number[];
}

const isOfDetails = ({ field }: RuleField): boolean => field.startsWith('details.');

/** Undoes what changed from then on (epoch ms), beginning with the rules as they are. */
export function rulesFrom({ rules, course }: Pick<Store, 'rules' | 'course'>, from: number): RulesOfRecord {
  const changes = course.from(from, ['rule']).filter((entry): entry is Change => entry.kind === 'rule');
  const standing = new Map<RuleId, StoredRule>(rules.all().map((rule) => [rule.id, rule]));
  for (const { ruleId, before } of changes.toReversed()) {
    if (before) standing.set(ruleId, before);
    else standing.delete(ruleId);
  }
  const atBegin = [...standing.values()].sort((one, other) => one.createdAt - other.createdAt);
  const versions = [...atBegin, ...changes.flatMap(({ after }) => after ?? [])];
  const asked = new Map<string, { readonly number: number; readonly field: RuleField }>();
  for (const { rule } of versions)
    for (const field of rule.when.fields.filter(isOfDetails)) {
      const name = canonicalJson(field);
      if (!asked.has(name)) asked.set(name, { number: asked.size, field });
    }
  const conditions = [...asked.values()];
  return {
    atBegin,
    changes,
    versions,
    toRecorded: ({ enabled, rule: { when, severity, actions } }) => ({
      enabled,
      severity,
      when: {
        ...when,
        fields: when.fields.map((field) =>
          isOfDetails(field) ? { field: `details.${asked.get(canonicalJson(field))?.number}`, is: 'present' } : field,
        ),
      },
      actions: DECIDING_RULE_ACTIONS.filter((action) => actions.some(({ do: what }) => what === action)),
    }),
    heldBy: ({ details }) => {
      const seen = { details } as SeenEvent;
      return conditions.filter(({ field }) => holds(seen, field, 0)).map(({ number }) => number);
    },
  };
}
