import { toIso } from '../../../shared/model/time.ts';
import { RoomError } from '../../../shared/protocol/errors.ts';
import type { SomeHandlers } from '../handler.ts';
import { staffName } from '../identity/person-name.ts';
import { escalationChain, setEscalationChain } from './escalation.ts';

const seconds = (ms: number): number => Math.round(ms / 100) / 10;

/** Who hears of an alert that nobody takes, and who did what with one (AL1, AL2). */
export const escalationCommands: SomeHandlers<'escalation_get' | 'escalation_set' | 'alert_history'> = {
  escalation_get: { execute: (work) => escalationChain(work) },
  escalation_set: {
    execute: (work, chain) => {
      const staff = new Set(work.store.users.staff().map(({ id }) => id));
      for (const [index, { users = [] }] of chain.steps.entries()) {
        const stranger = users.findIndex((user) => !staff.has(user));
        if (stranger >= 0)
          throw new RoomError('invalid_input', 'An alert can go to members of staff only.', {
            field: `steps.${index}.users.${stranger}`,
          });
      }
      setEscalationChain(work, chain);
      work.audit('escalation.changed', 'room', { ...chain });
      return chain;
    },
  },
  alert_history: {
    execute: ({ store }, { alertId }) => {
      const alert = store.alerts.byId(alertId);
      if (!alert) throw new RoomError('alert_not_found', 'There is no such alert in this room.', { field: 'alertId' });
      const notes = store.alerts.notes(alertId);
      const isClosed = alert.status === 'resolved' || alert.status === 'dismissed';
      const closed = isClosed ? notes.findLast(({ action }) => action === 'resolve' || action === 'dismiss') : undefined;
      return {
        history: notes.map(({ at, by, action, text }) => ({
          at: toIso(at),
          by: staffName(store, by) || by,
          action,
          ...(text === undefined ? {} : { text }),
        })),
        ...(alert.acknowledgedAt === undefined
          ? {}
          : { acknowledgedAfterSeconds: seconds(alert.acknowledgedAt - alert.firstAt) }),
        ...(closed ? { closedAfterSeconds: seconds(closed.at - alert.firstAt) } : {}),
      };
    },
  },
};
