import type { Database } from 'better-sqlite3';
import type { AlertId } from '../../../shared/model/ids.ts';
import type { RuleId, RuleInput } from '../../../shared/model/rule.ts';
import type { RuleRepo, StoredRule } from '../../domain/rules/rule-store.ts';
import { flag, json } from '../columns.ts';
import type { RowCaches } from '../row-cache.ts';
import type { WriteBehind } from '../write-behind.ts';

interface Row {
  id: string;
  enabled: number;
  body: string;
  created_at: number;
  changed_at: number;
  counts_after: number;
}

interface IntentRow {
  at: number;
  rule_id: string;
  alert_id: string;
  address: string;
}

const toRule = (row: Row): StoredRule => ({
  id: row.id as RuleId,
  enabled: row.enabled === 1,
  createdAt: row.created_at,
  changedAt: row.changed_at,
  countsAfter: row.counts_after,
  rule: json<RuleInput>(row.body),
});

export function createRuleRepo(db: Database, caches: RowCaches, behind: WriteBehind): RuleRepo {
  /** Asked for with every event. */
  const kept = caches.create<'enabled', readonly StoredRule[]>(1);
  const all = db.prepare<[], Row>('SELECT * FROM rules ORDER BY number');
  const byId = db.prepare<[string], Row>('SELECT * FROM rules WHERE id = ?');
  const put = db.prepare(
    `INSERT INTO rules (id, enabled, body, created_at, changed_at, counts_after) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET enabled = excluded.enabled, body = excluded.body, changed_at = excluded.changed_at,
       counts_after = excluded.counts_after`,
  );
  const remove = db.prepare('DELETE FROM rules WHERE id = ?');
  const intend = db.prepare('INSERT INTO webhook_intents (at, rule_id, alert_id, address) VALUES (?, ?, ?, ?)');
  const intents = db.prepare<[number], IntentRow>('SELECT * FROM webhook_intents ORDER BY number LIMIT ?');

  const readEnabled = (): readonly StoredRule[] =>
    all
      .all()
      .map(toRule)
      .filter(({ enabled }) => enabled);
  const changed = (): void => {
    kept.put('enabled', readEnabled());
    // Events so far were seen by the rules as they were.
    behind.demandFullCommit();
  };
  return {
    byId: (id) => {
      const row = byId.get(id);
      return row && toRule(row);
    },
    all: () => all.all().map(toRule),
    enabled: () => kept.get('enabled', readEnabled) ?? [],
    put: ({ id, enabled, rule, createdAt, changedAt, countsAfter }) => {
      put.run(id, flag(enabled), JSON.stringify(rule), createdAt, changedAt, countsAfter);
      changed();
    },
    remove: (id) => {
      remove.run(id);
      changed();
    },
    intend: ({ at, ruleId, alertId, address }) => void intend.run(at, ruleId, alertId, address),
    intents: (limit) =>
      intents.all(limit).map((row) => ({
        at: row.at,
        ruleId: row.rule_id as RuleId,
        alertId: row.alert_id as AlertId,
        address: row.address,
      })),
  };
}
