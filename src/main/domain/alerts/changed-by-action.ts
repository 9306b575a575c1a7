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

type Changed = Pick<StoredAlert, 'status' | 'severity' | 'acknowledgedAt'>;

/** Since when somebody has taken it: a comment takes nothing, and who reopens it gives it back. */
const takenAt = (before: number | undefined, action: AlertActionName, at: number): number | undefined => {
  if (action === 'reopen') return undefined;
  return action === 'comment' ? before : (before ?? at);
};

/** What an action makes of an alert, as far as later incidents of its group depend on it. */
export const changedByAction = ({ status, severity, acknowledgedAt }: Changed, action: AlertActionName, at: number): Changed => ({
  status: NEXT_STATUS[action] ?? status,
  severity: action === 'escalate' ? 'critical' : severity,
  acknowledgedAt: takenAt(acknowledgedAt, action, at),
});
