import type { Database } from 'better-sqlite3';
import type { AttemptId } from '../../../shared/model/ids.ts';
import type { AlertFilter, StoredAlert } from '../../domain/records.ts';
import type { AlertAction, AlertRepo } from '../../domain/store.ts';
import type { RowCaches } from '../row-cache.ts';
import type { SealedText } from '../sealed-text.ts';
import type { UndoLog } from '../undo-log.ts';
import type { WriteBehind } from '../write-behind.ts';
import { createAlertCounts } from './alert-counts.ts';
import { createAlertNotes } from './alert-notes.ts';
import { changedAlertValues, INSERT_ALERT, newAlertValues, type Row, toAlert, UPDATE_ALERT } from './alert-rows.ts';

/** The conditions of a filter that are set, with what they bind. */
function where(filter: AlertFilter): { sql: string; values: unknown[] } {
  const terms: [string, unknown][] = [];
  const add = (term: string, value: unknown) => value !== undefined && terms.push([term, value]);
  add('status = ?', filter.status);
  add('severity = ?', filter.severity);
  add('type = ?', filter.type);
  add('exam_id = ?', filter.examId);
  add('attempt_id = ?', filter.attemptId);
  add('seq < ?', filter.beforeSeq);
  add('seq > ?', filter.afterSeq);
  add("instr(lower(title || ' ' || message || ' ' || type), lower(?)) > 0", filter.q);
  return {
    sql: terms.length > 0 ? `WHERE ${terms.map(([term]) => term).join(' AND ')}` : '',
    values: terms.map(([, value]) => value),
  };
}

/** The highest numbers given out; gaps are impossible, because undone work takes its numbers back. */
interface Counters {
  readonly seq: number;
  readonly rev: number;
}

interface AlertRepoParts {
  readonly texts: SealedText;
  readonly caches: RowCaches;
  readonly behind: WriteBehind;
  readonly undoLog: UndoLog;
}

const ACTIONS_OF_EXAM = `SELECT alert_id AS alertId, at, action FROM alert_notes
  WHERE alert_id IN (SELECT id FROM alerts WHERE exam_id = ?) ORDER BY number`;

/** The newest alert of each group of an attempt: all of them, so that what is not here does not exist. */
type Groups = Map<string, StoredAlert>;

export function createAlertRepo(db: Database, { texts, caches, behind, undoLog }: AlertRepoParts): AlertRepo {
  const groupsOfAttempt = caches.create<AttemptId, Groups>(20_000);
  const groupsOfNone = caches.create<string, StoredAlert>(20_000);
  const byId = db.prepare<[string], Row>('SELECT * FROM alerts WHERE id = ?');
  const ofAttempt = db.prepare<[string], Row>('SELECT * FROM alerts WHERE attempt_id = ? ORDER BY seq');
  const lastOfNone = db.prepare<[string, number], Row>(
    'SELECT * FROM alerts WHERE attempt_id IS NULL AND grouping_key = ? ORDER BY seq DESC LIMIT ?',
  );
  const counted = caches.create<'counters', Counters>(1);
  const lastSeq = db.prepare<[], number>('SELECT coalesce(max(seq), 0) FROM alerts').pluck();
  const lastRev = db
    .prepare<[number], number>('SELECT rev FROM alerts WHERE raised_by IS NULL OR raised_by <= ? ORDER BY rev DESC LIMIT 1')
    .pluck();
  const newest = db.prepare<[], Row>('SELECT * FROM alerts ORDER BY seq DESC');
  const insert = db.prepare(INSERT_ALERT);
  const update = db.prepare(UPDATE_ALERT);
  const after = db.prepare<[number, number], Row>('SELECT * FROM alerts WHERE seq > ? ORDER BY seq LIMIT ?');
  const changedSince = db.prepare<[number, number, number], Row>(
    'SELECT * FROM alerts WHERE rev > ? AND seq <= ? ORDER BY rev LIMIT ?',
  );
  const counts = createAlertCounts(db, { caches, behind, undoLog });
  const actionsOfExam = db.prepare<[string], AlertAction>(ACTIONS_OF_EXAM);
  const repeated = behind.rows<number, StoredAlert>((alert) => void update.run(...changedAlertValues(alert)));

  /**
   * By `rev`: alerts whose event is still to be counted again after a crash, as they were raised. Until then they are in no
   * group, and their numbers are taken.
   */
  const early = new Map<number, StoredAlert>();
  for (const row of newest.iterate()) {
    if (row.raised_by === null || row.raised_by <= behind.lastWritten()) break;
    early.set(row.rev, toAlert(row));
  }

  const toNewest = (row: Row): StoredAlert => repeated.get(row.seq) ?? toAlert(row);
  const one = (row: Row | undefined) => row && toNewest(row);
  const readCounters = (): Counters => ({ seq: lastSeq.get() ?? 0, rev: lastRev.get(behind.lastWritten()) ?? 0 });
  const counters = (): Counters => counted.get('counters', readCounters) ?? readCounters();

  function nextRev(): number {
    const { seq, rev } = counters();
    let next = rev + 1;
    while (early.has(next)) next += 1;
    counted.put('counters', { seq, rev: next });
    return next;
  }

  /** The alert that this event raised before the crash, which is now counted again. */
  function takeEarly(raisedBy: number | undefined, groupingKey: string | undefined): StoredAlert | undefined {
    const found = [...early.values()].find((one) => one.raisedBy === raisedBy && one.groupingKey === groupingKey);
    if (!found) return undefined;
    early.delete(found.rev);
    undoLog.note(() => void early.set(found.rev, found));
    const { seq, rev } = counters();
    counted.put('counters', { seq, rev: Math.max(rev, found.rev) });
    return found;
  }

  function readGroups(attemptId: AttemptId): Groups {
    const groups: Groups = new Map();
    for (const alert of ofAttempt.all(attemptId).map(toNewest))
      if (alert.groupingKey !== undefined && !early.has(alert.rev)) groups.set(alert.groupingKey, alert);
    return groups;
  }
  const lastOfGroup = (key: string, attemptId: AttemptId | undefined): StoredAlert | undefined =>
    attemptId === undefined
      ? groupsOfNone.get(key, () => one(lastOfNone.all(key, 1 + early.size).find(({ rev }) => !early.has(rev))))
      : groupsOfAttempt.get(attemptId, () => readGroups(attemptId))?.get(key);

  /** Keeps the alert as its group's newest, unless it is an older one that is worked on later. */
  function keep(alert: StoredAlert): void {
    const { groupingKey: key, attemptId, seq } = alert;
    if (key === undefined) return;
    const last = lastOfGroup(key, attemptId);
    if (last && last.seq > seq) return;
    if (attemptId === undefined) return groupsOfNone.put(key, alert);
    const groups = groupsOfAttempt.get(attemptId, () => readGroups(attemptId));
    groups?.set(key, alert);
    undoLog.note(() => void (last ? groups?.set(key, last) : groups?.delete(key)));
  }

  return {
    byId: (id) => one(byId.get(id)),
    lastOfGroup,
    nextRev,
    lastSeq: () => counters().seq,
    lastRev: () => counters().rev,
    insert: (facts) => {
      const raised = early.size > 0 ? takeEarly(facts.raisedBy, facts.groupingKey) : undefined;
      if (raised) {
        keep(raised);
        return raised;
      }
      const rev = nextRev();
      const seq = counters().seq + 1;
      counted.put('counters', { seq, rev });
      const alert: StoredAlert = { ...facts, seq, rev };
      keep(alert);
      insert.run(...newAlertValues(alert));
      counts.raised(alert);
      if (alert.raisedBy === undefined) behind.demandFullCommit();
      return alert;
    },
    update: (alert) => {
      keep(alert);
      counts.changed(alert.seq, repeated.get(alert.seq), alert);
      update.run(...changedAlertValues(alert));
      repeated.drop(alert.seq);
      behind.demandFullCommit();
    },
    noteRepeat: (alert) => {
      keep(alert);
      repeated.put(alert.seq, alert);
    },
    noteFold: (alert) => {
      keep(alert);
      counts.changed(alert.seq, repeated.get(alert.seq), alert);
      repeated.put(alert.seq, alert);
      counts.statusIsBehind();
    },
    list: (filter) => {
      counts.catchUp();
      const { sql, values } = where(filter);
      return db
        .prepare<unknown[], Row>(`SELECT * FROM alerts ${sql} ORDER BY seq DESC LIMIT ?`)
        .all(...values, filter.limit)
        .map(toNewest);
    },
    after: (seq, limit) => after.all(seq, limit).map(toNewest),
    changedSince: (rev, maxSeq, limit) => {
      // In the order of changes, which only the table knows once they are written.
      behind.write();
      return changedSince.all(rev, maxSeq, limit).map(toAlert);
    },
    openCount: counts.openOf,
    count: counts.of,
    activeCount: counts.active,
    actionsOfExam: (examId) => actionsOfExam.all(examId),
    ...createAlertNotes(db, texts, (alertId) => one(byId.get(alertId))?.userId),
  };
}
