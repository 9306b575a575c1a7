import type { AlertStatus, AttemptAlertType } from '../../../shared/model/alert.ts';
import type { AttemptId, ExamId, SessionId, SittingId } from '../../../shared/model/ids.ts';
import type { Policy } from '../../../shared/model/policy.ts';
import type { Severity } from '../../../shared/model/severity.ts';
import type { AlertActionName } from '../../../shared/protocol/commands.ts';
import type { RiskState } from '../risk/risk-state.ts';

/** What was decided about one attempt, without when it was told to whom: comparable between a day and its replay. */
export type Decision =
  | {
      readonly what: 'alert';
      readonly attemptId: AttemptId;
      readonly type: AttemptAlertType;
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
  | { readonly what: 'risk'; readonly attemptId: AttemptId; readonly risk: Omit<RiskState, 'suspendAt'> };

/**
 * One line of a recorded sitting: all that its decisions depend on, in the order it happened, and last what was decided. No names,
 * no answers, nothing a person typed. Times are epoch ms by the room's clock.
 */
export type SittingRecord =
  | {
      readonly kind: 'sitting';
      readonly version: 1;
      readonly examId: ExamId;
      readonly sittingId: SittingId;
      readonly startedAt?: number | undefined;
      readonly endedAt?: number | undefined;
      readonly durationMinutes: number;
      readonly policy: Policy;
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
    }
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
      readonly attemptId: AttemptId;
      readonly alert: number;
      readonly action: AlertActionName;
    }
  | { readonly kind: 'decided'; readonly decision: Decision };

/** How an event type that the room does not know stands in a record: clients make such names up. */
export const UNKNOWN_TYPE = 'unknown';
