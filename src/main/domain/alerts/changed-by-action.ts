import type { AlertStatus } from '../../../shared/model/alert.ts';
import type { AlertActionName } from '../../../shared/protocol/commands.ts';
import type { StoredAlert } from '../records.ts';

const NEXT_STATUS: Readonly<Record<AlertActionName, AlertStatus | undefined>> = {
  acknowledge: 'acknowledged',
  assign: 'in_progress',
  comment: undefined,
  escalate: undefined,
  resolve: 'resolved',
  dismiss: 'dismissed',
  reopen: 'new',
};

/** What an action makes of an alert, as far as later incidents of its group depend on it. */
export const changedByAction = (
  { status, severity }: Pick<StoredAlert, 'status' | 'severity'>,
  action: AlertActionName,
): Pick<StoredAlert, 'status' | 'severity'> => ({
  status: NEXT_STATUS[action] ?? status,
  severity: action === 'escalate' ? 'critical' : severity,
});
