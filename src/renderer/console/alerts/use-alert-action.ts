import { useCallback, useState } from 'react';
import type { Alert } from '../../../shared/model/alert.ts';
import type { AlertActionName } from '../../../shared/protocol/index.ts';
import { useErrorText } from '../../i18n/index.ts';
import { newRandomId as newId } from '../../link/random-id.ts';
import { useRoom } from '../link/room-context.tsx';
import { showFailure } from '../parts/toast.ts';

export interface AlertActions {
  /** Carries an alert on. Resolves to whether the room did it; a refusal is shown as a toast. */
  act(alert: Alert, action: AlertActionName, more?: { reason?: string; comment?: string }): Promise<boolean>;
  /** Ids of alerts with an action on its way. */
  readonly busy: ReadonlySet<string>;
}

/** Working on alerts; the room's answer is shown at once, without waiting for its event. */
export function useAlertActions(): AlertActions {
  const { api, feed } = useRoom();
  const errorText = useErrorText();
  const [busy, setBusy] = useState<ReadonlySet<string>>(new Set());

  const act = useCallback<AlertActions['act']>(
    async (alert, action, more = {}) => {
      setBusy((before) => new Set(before).add(alert.id));
      try {
        const answer = await api.call('alert_action', { id: newId(), alertId: alert.id, action, ...more });
        feed.take(answer.alert);
        return true;
      } catch (error) {
        showFailure(errorText(error));
        return false;
      } finally {
        setBusy((before) => new Set([...before].filter((id) => id !== alert.id)));
      }
    },
    [api, feed, errorText],
  );

  return { act, busy };
}
