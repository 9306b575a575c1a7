import type { Database } from 'better-sqlite3';
import type { UserId } from '../../../shared/model/ids.ts';
import type { UndoLog } from '../undo-log.ts';

/** To whom notifications go, one row for each recipient: at once, or for many a little later. */
export interface Audiences {
  /** Keeps to whom the notification goes, and no more than `keep` of each recipient's. */
  add(number: number, recipients: readonly UserId[], keep: number): void;
  /** To be called before anything is read or marked of what somebody received: then it stands with each recipient. */
  settle(): void;
  /** Does one perhaps still wait to be settled? */
  mayWait(): boolean;
  /** Deletes the texts that nobody has any more, of what was just taken from somebody. Returns how much that was. */
  forgetUnheld(taken: readonly { number: number }[]): number;
}

/** A row each touches some pages each: for so few that is not worth a second step. */
const MANY = 64;

/**
 * An announcement is answered when it is committed, and a thousand rows were most of that time (ADR 5). So who is meant stands in one
 * row first, which is as good a promise as a thousand: whatever asks for what somebody received settles it before, in the order
 * in which they were sent, and a chore does when nobody asks. What waits is in the store, so that a crash needs no care of its own.
 */
export function createAudiences(db: Database, undoLog: UndoLog): Audiences {
  const put = db.prepare<[number, string, number]>(
    'INSERT INTO notification_audiences (number, recipients, keep) VALUES (?, ?, ?)',
  );
  const first = db.prepare<[], { number: number; recipients: string; keep: number }>(
    'SELECT number, recipients, keep FROM notification_audiences WHERE number > 0 ORDER BY number LIMIT 1',
  );
  const remove = db.prepare<[number]>('DELETE FROM notification_audiences WHERE number = ?');
  const insertRecipients = db.prepare<{ number: number; recipients: string }>(
    `INSERT INTO notification_recipients (user_id, nth, number, at)
       SELECT value, 1 + coalesce((SELECT max(nth) FROM notification_recipients WHERE user_id = value), 0), n.number, n.at
       FROM notifications n, json_each(:recipients) WHERE n.number = :number`,
  );
  const dropSurplus = db.prepare<[number, number], { number: number }>(
    `DELETE FROM notification_recipients WHERE (user_id, nth) IN
       (SELECT user_id, nth - ? FROM notification_recipients WHERE number = ?) RETURNING number`,
  );
  const dropUnheld = db.prepare(
    'DELETE FROM notifications WHERE number = ? AND NOT EXISTS (SELECT 1 FROM notification_recipients r WHERE r.number = notifications.number)',
  );

  function forgetUnheld(taken: readonly { number: number }[]): number {
    for (const number of new Set(taken.map((row) => row.number))) dropUnheld.run(number);
    return taken.length;
  }

  function hand(number: number, recipients: string, keep: number): void {
    insertRecipients.run({ number, recipients });
    forgetUnheld(dropSurplus.all(keep, number));
  }

  let mayWait = true;

  function settle(): void {
    if (!mayWait) return;
    for (let next = first.get(); next; next = first.get()) {
      hand(next.number, next.recipients, next.keep);
      remove.run(next.number);
    }
    undoLog.note(() => {
      mayWait = true;
    });
    mayWait = false;
  }

  return {
    add: (number, recipients, keep) => {
      const each = JSON.stringify(recipients);
      if (recipients.length >= MANY) {
        put.run(number, each, keep);
        mayWait = true;
      } else {
        settle();
        hand(number, each, keep);
      }
    },
    settle,
    mayWait: () => mayWait,
    forgetUnheld,
  };
}
