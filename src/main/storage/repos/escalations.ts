import type { Database } from 'better-sqlite3';
import type { AlertId } from '../../../shared/model/ids.ts';
import type { EscalationRepo, StoredEscalation } from '../../domain/alerts/escalation-store.ts';

interface Row {
  alert_id: string;
  step: number;
  due_at: number;
}

const toEscalation = (row: Row): StoredEscalation => ({
  alertId: row.alert_id as AlertId,
  step: row.step,
  dueAt: row.due_at,
});

export function createEscalationRepo(db: Database): EscalationRepo {
  const byAlert = db.prepare<[string], Row>('SELECT * FROM escalations WHERE alert_id = ?');
  const insert = db.prepare('INSERT OR IGNORE INTO escalations (alert_id, step, due_at) VALUES (?, ?, ?)');
  const put = db.prepare('INSERT OR REPLACE INTO escalations (alert_id, step, due_at) VALUES (?, ?, ?)');
  const remove = db.prepare('DELETE FROM escalations WHERE alert_id = ?');
  const due = db.prepare<[number, number], Row>('SELECT * FROM escalations WHERE due_at <= ? ORDER BY due_at LIMIT ?');
  return {
    byAlert: (alertId) => {
      const row = byAlert.get(alertId);
      return row && toEscalation(row);
    },
    insert: ({ alertId, step, dueAt }) => void insert.run(alertId, step, dueAt),
    put: ({ alertId, step, dueAt }) => void put.run(alertId, step, dueAt),
    remove: (alertId) => void remove.run(alertId),
    due: (now, limit) => due.all(now, limit).map(toEscalation),
  };
}
