import { RoomError } from '../../../shared/protocol/errors.ts';
import type { SomeHandlers } from '../handler.ts';
import { alertCommands } from './alert-commands.ts';

/** One step for many alerts at once (AL1): each as if by itself, and one that cannot take it holds up no other. */
export const bulkAlertCommands: SomeHandlers<'alerts_action'> = {
  alerts_action: {
    execute: (work, { alertIds, action, comment, reason }) => {
      const refused: { alertId: string; code: string }[] = [];
      const said = { ...(comment === undefined ? {} : { comment }), ...(reason === undefined ? {} : { reason }) };
      let done = 0;
      for (const alertId of new Set(alertIds)) {
        try {
          alertCommands.alert_action.execute(work, { id: work.ids.next(), alertId, action, ...said }, undefined);
          done += 1;
        } catch (error) {
          // Thrown before anything of this alert was written.
          if (!(error instanceof RoomError)) throw error;
          refused.push({ alertId, code: error.code });
        }
      }
      return { done, refused };
    },
  },
};
