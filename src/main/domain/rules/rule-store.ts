import type { AlertId } from '../../../shared/model/ids.ts';
import type { RuleId, RuleInput } from '../../../shared/model/rule.ts';

/** A rule as it is kept. Times are epoch ms. */
export interface StoredRule {
  readonly id: RuleId;
  readonly enabled: boolean;
  readonly createdAt: number;
  readonly changedAt: number;
  /** Events up to this number were there before the rule stood as it stands: it does not count them. */
  readonly countsAfter: number;
  readonly rule: RuleInput;
}

/** Something to be told to another program; kept until it is delivered. */
export interface WebhookIntent {
  readonly ruleId: RuleId;
  readonly alertId: AlertId;
  readonly address: string;
  readonly at: number;
}

export interface RuleRepo {
  byId(id: RuleId): StoredRule | undefined;
  /** Oldest first. */
  all(): readonly StoredRule[];
  /** The same list, the very same object, until a rule is changed. */
  enabled(): readonly StoredRule[];
  put(rule: StoredRule): void;
  remove(id: RuleId): void;
  intend(intent: WebhookIntent): void;
  /** Oldest first. */
  intents(limit: number): WebhookIntent[];
}
