import type { AlertStatus, DecidedAlertType } from '../../../shared/model/alert.ts';
import type { AttemptId, ExamId, SessionId, SittingId } from '../../../shared/model/ids.ts';
import type { Policy } from '../../../shared/model/policy.ts';
import type { DecidingRuleAction, RuleCondition, RuleId } from '../../../shared/model/rule.ts';
import type { Severity } from '../../../shared/model/severity.ts';
import type { AlertActionName } from '../../../shared/protocol/commands.ts';
import type { RiskState } from '../risk/risk-state.ts';

/** What was decided about one attempt or about the room, without when it was told to whom: comparable between a day and its replay. */
export type Decision =
  | {
      readonly what: 'alert';
      /** Absent: about the room, by an incident or a rule over several candidates. */
      readonly attemptId?: AttemptId | undefined;
      readonly type: DecidedAlertType;
      readonly severity: Severity;
      readonly status: AlertStatus;
      readonly source: string;
      readonly count: number;
      readonly firstAt: number;
      readonly lastAt: number;
      readonly riskScore?: number | undefined;
      readonly reasons: readonly string[];
    }
  | {
      readonly what: 'response';
      readonly attemptId: AttemptId;
      readonly action: string;
      readonly at: number;
      readonly riskScore?: number | undefined;
      readonly dryRun: boolean;
    }
  | {
      readonly what: 'risk';
      readonly attemptId: AttemptId;
      readonly risk: Omit<RiskState, 'suspendAt' | 'held' | 'ofRoom' | 'spared' | 'isWatchedByScore'>;
    };

/** A rule as far as it decides: without its name, and with what it asks of details only by number. */
export interface RecordedRule {
  readonly enabled: boolean;
  readonly when: RuleCondition;
  readonly severity: Severity;
  readonly actions: readonly DecidingRuleAction[];
}

/**
 * One line of a recorded sitting: all that its decisions depend on, in the order it happened, and last what was decided. No names,
 * no answers, nothing a person typed. Times are epoch ms by the room's clock.
 */
export type SittingRecord =
  | {
      readonly kind: 'sitting';
      /** 1: as older versions wrote it, in the order of time; 2: exact, in the room's order. */
      readonly version: 1 | 2;
      readonly examId: ExamId;
      readonly sittingId: SittingId;
      readonly startedAt?: number | undefined;
      readonly endedAt?: number | undefined;
      readonly durationMinutes: number;
      /** As it held when the record begins. */
      readonly policy: Policy;
      /** Alerts about the room that were raised from then on and until then are decided; epoch ms. */
      readonly span?: { readonly from: number; readonly to: number } | undefined;
    }
  | { readonly kind: 'attempt'; readonly at: number; readonly attemptId: AttemptId }
  | {
      readonly kind: 'event';
      readonly at: number;
      readonly attemptId: AttemptId;
      readonly sessionId: SessionId;
      readonly type: string;
      readonly seq: number;
      readonly prev?: string | undefined;
      readonly occurredAt: string;
      readonly monotonicMs?: number | undefined;
      readonly offline?: boolean | undefined;
      /** Did it count? What came before the start or after the end does not. */
      readonly violation: boolean;
      /** Which conditions on its details held, of those that rules of this record name (`details.<number>`). */
      readonly held?: readonly number[] | undefined;
    }
  /** What the room noticed by itself, or another program reported. */
  | {
      readonly kind: 'observation';
      readonly at: number;
      readonly attemptId: AttemptId;
      readonly sessionId?: SessionId | undefined;
      readonly source: string;
      readonly type: string;
      readonly offline?: boolean | undefined;
    }
  /** What a wall told about a candidate, which rules may have seen. */
  | {
      readonly kind: 'finding';
      readonly at: number;
      readonly attemptId: AttemptId;
      readonly sessionId?: SessionId | undefined;
      readonly type: string;
      readonly severity: Severity;
    }
  /** Something of another sitting that counted for rules over exams or the room. */
  | {
      readonly kind: 'elsewhere';
      readonly at: number;
      readonly attemptId: AttemptId;
      readonly examId: ExamId;
      readonly type: string;
      readonly rules: readonly RuleId[];
    }
  /** A report that was missing came after all. */
  | { readonly kind: 'withdrawn'; readonly at: number; readonly attemptId: AttemptId; readonly toldAt: number }
  /** The clock found that a suspension had waited long enough (EV6). */
  | { readonly kind: 'wait'; readonly at: number; readonly attemptId: AttemptId }
  /** Handed in or ended. */
  | { readonly kind: 'finished'; readonly at: number; readonly attemptId: AttemptId }
  /** The exam's policy from then on. */
  | { readonly kind: 'policy'; readonly at: number; readonly policy: Policy }
  /** A rule as it stood from then on; absent: it was removed. */
  | { readonly kind: 'rule'; readonly at: number; readonly ruleId: RuleId; readonly rule?: RecordedRule | undefined }
  | {
      readonly kind: 'service_event';
      readonly at: number;
      readonly attemptId: AttemptId;
      readonly source: string;
      readonly type: string;
      readonly offline?: boolean | undefined;
      readonly violation: boolean;
    }
  /** When the attempt was suspended by itself: a suspension that waited (EV6) is carried out then. */
  | { readonly kind: 'suspension'; readonly at: number; readonly attemptId: AttemptId }
  /** What a person did to an attempt. */
  | { readonly kind: 'action'; readonly at: number; readonly attemptId: AttemptId; readonly action: string }
  /** What a person did with the attempt's nth alert, from 0. */
  | {
      readonly kind: 'alert_action';
      readonly at: number;
      /** Absent: of the room's. */
      readonly attemptId?: AttemptId | undefined;
      readonly alert: number;
      readonly action: AlertActionName;
    }
  | { readonly kind: 'decided'; readonly decision: Decision };

/** How an event type that the room does not know stands in a record: clients make such names up. */
export const UNKNOWN_TYPE = 'unknown';
