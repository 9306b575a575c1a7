import { DECIDED_ALERT_TYPES, type DecidedAlertType } from '../../../shared/model/alert.ts';
import type { Attempt, StoredAlert, StoredResponse } from '../records.ts';
import type { Decision } from './sitting-record.ts';

const isDecidedType = (type: string): type is DecidedAlertType => (DECIDED_ALERT_TYPES as readonly string[]).includes(type);

/** Raised by a rule (EV4). */
export const isOfRule = ({ type }: Pick<StoredAlert, 'type'>): boolean => type === 'rule_matched';

/** Was it raised by the attempt's own policy, and not by a wall, a service or a person? */
export const isDecided = ({ type, attemptId, groupingKey }: StoredAlert): boolean =>
  isDecidedType(type) && attemptId !== undefined && groupingKey?.startsWith(`${attemptId}:`) === true;

/** A resumption is somebody's doing, whoever it is put down to. */
export const isAutomatic = ({ automatic, action }: Pick<StoredResponse, 'automatic' | 'action'>): boolean =>
  automatic && action !== 'resume';

/** Alerts as they stand, as decisions: of one attempt, or about the room. */
export const alertDecisions = (alerts: readonly StoredAlert[]): Decision[] =>
  alerts.flatMap((alert): Decision[] => {
    const { attemptId, type, severity, status, source, count, firstAt, lastAt, riskScore, reasons } = alert;
    if (!isDecidedType(type)) return [];
    return [{ what: 'alert', attemptId, type, severity, status, source, count, firstAt, lastAt, riskScore, reasons }];
  });

/** What was decided about one attempt: alerts as they came, responses as they came, and what its risk came to. */
export function decisionsAbout(
  { id: attemptId, risk }: Pick<Attempt, 'id' | 'risk'>,
  alerts: readonly StoredAlert[],
  responses: readonly Omit<StoredResponse, 'id'>[],
): Decision[] {
  // What waits is not decided yet; and what rules remember of the room's doing decides nothing by itself.
  const { suspendAt: _, held: __, ofRoom: ___, spared: ____, isWatchedByScore: _____, ...decided } = risk;
  return [
    ...alertDecisions(alerts),
    ...responses
      .filter(isAutomatic)
      .map(({ action, at, riskScore, dryRun }): Decision => ({ what: 'response', attemptId, action, at, riskScore, dryRun })),
    { what: 'risk', attemptId, risk: decided },
  ];
}
