import { ATTEMPT_ALERT_TYPES, type AttemptAlertType } from '../../../shared/model/alert.ts';
import type { Attempt, StoredAlert, StoredResponse } from '../records.ts';
import type { Decision } from './sitting-record.ts';

const isAttemptType = (type: string): type is AttemptAlertType => (ATTEMPT_ALERT_TYPES as readonly string[]).includes(type);

/** Was it raised by the attempt's own policy, and not by a wall, a service or a person? */
export const isDecided = ({ type, attemptId, groupingKey }: StoredAlert): boolean =>
  isAttemptType(type) && attemptId !== undefined && groupingKey?.startsWith(`${attemptId}:`) === true;

/** A resumption is somebody's doing, whoever it is put down to. */
export const isAutomatic = ({ automatic, action }: Pick<StoredResponse, 'automatic' | 'action'>): boolean =>
  automatic && action !== 'resume';

/** What was decided about one attempt: alerts as they came, responses as they came, and what its risk came to. */
export function decisionsAbout(
  { id: attemptId, risk }: Pick<Attempt, 'id' | 'risk'>,
  alerts: readonly StoredAlert[],
  responses: readonly Omit<StoredResponse, 'id'>[],
): Decision[] {
  // A suspension that waits is not decided yet.
  const { suspendAt: _, ...decided } = risk;
  return [
    ...alerts.flatMap((alert): Decision[] => {
      const { type, severity, status, source, count, firstAt, lastAt, riskScore, reasons } = alert;
      if (!isAttemptType(type)) return [];
      return [{ what: 'alert', attemptId, type, severity, status, source, count, firstAt, lastAt, riskScore, reasons }];
    }),
    ...responses
      .filter(isAutomatic)
      .map(({ action, at, riskScore, dryRun }): Decision => ({ what: 'response', attemptId, action, at, riskScore, dryRun })),
    { what: 'risk', attemptId, risk: decided },
  ];
}
