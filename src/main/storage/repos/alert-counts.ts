import type { Database } from 'better-sqlite3';
import { isOpenAlert } from '../../../shared/model/alert.ts';
import type { AttemptId } from '../../../shared/model/ids.ts';
import type { StoredAlert } from '../../domain/records.ts';
import type { RowCaches } from '../row-cache.ts';
import type { UndoLog } from '../undo-log.ts';
import type { WriteBehind } from '../write-behind.ts';

type WithStatus = Pick<StoredAlert, 'status'>;

export interface AlertCounts {
  /** All that are neither resolved nor dismissed. */
  active(): number;
  openOf(attemptId: AttemptId): number;
  of(attemptId: AttemptId): number;
  raised(alert: WithStatus): void;
  /** The status may have changed; `newest` is how the alert stood where the table says something older. */
  changed(seq: number, newest: WithStatus | undefined, after: WithStatus): void;
  /** The table says something older of some alert's status until it is written. */
  statusIsBehind(): void;
  /** To be called before statuses are read from the table. */
  catchUp(): void;
}

export interface AlertCountsParts {
  readonly caches: RowCaches;
  readonly behind: Pick<WriteBehind, 'write'>;
  readonly undoLog: UndoLog;
}

/** Active ones are counted once, when first asked for, and kept up from then on: looking through all takes too long for each second. */
export function createAlertCounts(db: Database, { caches, behind, undoLog }: AlertCountsParts): AlertCounts {
  const active = caches.create<'active', number>(1);
  const countAll = db.prepare<[], number>(`SELECT count(*) FROM alerts WHERE status NOT IN ('resolved', 'dismissed')`).pluck();
  const statusOf = db.prepare<[number], WithStatus>('SELECT status FROM alerts WHERE seq = ?');
  const count = db.prepare<[string], number>('SELECT count(*) FROM alerts WHERE attempt_id = ?').pluck();
  const openCount = db
    .prepare<[string], number>(`SELECT count(*) FROM alerts WHERE attempt_id = ? AND status NOT IN ('resolved', 'dismissed')`)
    .pluck();
  let isBehind = false;
  const add = (change: number): void => {
    const known = change === 0 ? undefined : active.get('active', () => undefined);
    if (known !== undefined) active.put('active', known + change);
  };
  function catchUp(): void {
    if (!isBehind) return;
    behind.write();
    isBehind = false;
    undoLog.note(() => {
      isBehind = true;
    });
  }
  return {
    active: () => {
      catchUp();
      return active.get('active', () => countAll.get()) ?? 0;
    },
    openOf: (attemptId) => {
      catchUp();
      return openCount.get(attemptId) ?? 0;
    },
    of: (attemptId) => count.get(attemptId) ?? 0,
    raised: (alert) => add(isOpenAlert(alert) ? 1 : 0),
    changed: (seq, newest, after) => {
      const before = newest ?? statusOf.get(seq);
      if (before) add(Number(isOpenAlert(after)) - Number(isOpenAlert(before)));
    },
    statusIsBehind: () => {
      isBehind = true;
    },
    catchUp,
  };
}
