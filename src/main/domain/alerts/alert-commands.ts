import { isOpenAlert } from '../../../shared/model/alert.ts';
import type { AlertActionName } from '../../../shared/protocol/commands.ts';
import { RoomError } from '../../../shared/protocol/errors.ts';
import { signedIn } from '../access/actor.ts';
import type { SomeHandlers } from '../handler.ts';
import type { StoredAlert } from '../records.ts';
import { changedByAction } from './changed-by-action.ts';
import { followAction } from './escalation.ts';
import { letAlone } from './let-alone.ts';
import { toAlert } from './to-alert.ts';

const SYNC_LIMIT = 500;
const LIST_LIMIT = 50;

function assertPossible(alert: StoredAlert, action: AlertActionName): void {
  const possible =
    action === 'comment' ||
    (action === 'reopen' ? !isOpenAlert(alert) : action === 'acknowledge' ? alert.status === 'new' : isOpenAlert(alert));
  if (!possible) {
    throw new RoomError('state_conflict', `The alert is already ${alert.status}.`, {
      data: { status: alert.status, rev: alert.rev, assignee: alert.assignee },
    });
  }
}

/** Reading alerts and carrying them through their life (AL1, protocol 1 Catching up). */
export const alertCommands: SomeHandlers<'sync' | 'alerts_recent' | 'alerts_list' | 'alert_action'> = {
  sync: {
    execute: ({ store }, { afterSeq, afterRev, limit = SYNC_LIMIT }) => {
      const changed = afterRev === undefined ? [] : store.alerts.changedSince(afterRev, afterSeq, limit + 1);
      const updated = changed.slice(0, limit).map(toAlert);
      const lastUpdated = updated.at(-1);
      if (changed.length > limit && lastUpdated) {
        // Old changes first: new alerts told now would come again as changes of the next page.
        return { ok: true, alerts: [], updated, lastSeq: afterSeq, lastRev: lastUpdated.rev, more: true };
      }
      const created = store.alerts.after(afterSeq, limit + 1);
      const alerts = created.slice(0, limit).map(toAlert);
      // All that was told is as of now; what is still to come will be told as of then.
      return {
        ok: true,
        alerts,
        updated,
        lastSeq: alerts.at(-1)?.seq ?? store.alerts.lastSeq(),
        lastRev: store.alerts.lastRev(),
        more: created.length > limit,
      };
    },
  },
  alerts_recent: { execute: ({ store }, { limit = LIST_LIMIT }) => ({ alerts: store.alerts.list({ limit }).map(toAlert) }) },
  alerts_list: {
    execute: ({ store }, { limit = LIST_LIMIT, ...filter }) => {
      const found = store.alerts.list({ ...filter, limit: limit + 1 });
      const alerts = found.slice(0, limit).map(toAlert);
      const last = alerts.at(-1);
      return { alerts, ...(found.length > limit && last ? { nextBeforeSeq: last.seq } : {}) };
    },
  },
  alert_action: {
    execute: (work, { id, alertId, action, assigneeId, comment, reason }) => {
      const actor = signedIn(work.actor);
      const before = work.store.alerts.byId(alertId);
      if (!before) throw new RoomError('alert_not_found', 'There is no such alert in this room.', { field: 'alertId' });
      if (work.store.accepted.isRepeat(actor.userId, id, `alert_action ${action} ${alertId}`, work.now))
        return { ok: true, id, duplicate: true, alert: toAlert(before) };
      if (action === 'dismiss' && !reason?.trim())
        throw new RoomError('invalid_input', 'Say why the alert is dismissed.', { field: 'reason' });
      if (action === 'comment' && !comment?.trim())
        throw new RoomError('invalid_input', 'The comment is empty.', { field: 'comment' });
      if (action === 'assign' && assigneeId) {
        const assignee = work.store.users.byId(assigneeId);
        if (!assignee?.active || (assignee.role !== 'admin' && assignee.role !== 'proctor')) {
          throw new RoomError('invalid_input', 'An alert can be assigned to an active member of staff only.', {
            field: 'assigneeId',
          });
        }
      }
      assertPossible(before, action);
      const after: StoredAlert = {
        ...before,
        rev: work.store.alerts.nextRev(),
        ...changedByAction(before, action, work.now),
        ...(action === 'assign' ? { assignee: assigneeId ?? actor.userId } : {}),
        ...(before.acknowledgedAt === undefined && action !== 'comment' && action !== 'reopen'
          ? { acknowledgedBy: actor.userId }
          : {}),
        ...(action === 'reopen' ? { acknowledgedBy: undefined } : {}),
      };
      work.store.alerts.update(after);
      work.store.course.note(work.now, { kind: 'alert_action', alertId, action });
      const waiting = work.store.attempts.awaitingSuspension().flatMap((one) => work.store.attempts.byId(one) ?? []);
      for (const attempt of letAlone(waiting, alertId, action)) work.store.attempts.update(attempt);
      followAction(work, after, action);
      const text = reason ?? comment;
      work.store.alerts.addNote(alertId, work.now, actor.userId, action, text);
      work.audit(`alert.${action}`, `alert:${alertId}`, { hasText: text !== undefined, assignee: after.assignee });
      const alert = toAlert(after);
      work.emit({ name: 'alert-updated', payload: alert, rooms: ['security'] });
      return { ok: true, id, alert };
    },
  },
};
