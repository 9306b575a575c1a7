import type { Database } from 'better-sqlite3';
import type { DailyFigures } from '../../../shared/model/metrics.ts';
import type { DailyFigureRepo } from '../../domain/monitoring/monitoring-store.ts';

export function createDailyFigureRepo(db: Database): DailyFigureRepo {
  const add = db.prepare(`INSERT INTO daily_figures (date, connections, messages, alerts) VALUES (?, ?, ?, ?)
    ON CONFLICT (date) DO UPDATE SET connections = connections + excluded.connections, messages = messages + excluded.messages,
    alerts = alerts + excluded.alerts`);
  const newest = db.prepare<[number], DailyFigures>('SELECT * FROM daily_figures ORDER BY date DESC LIMIT ?');
  const drop = db.prepare('DELETE FROM daily_figures WHERE date < ?');
  return {
    add: ({ date, connections, messages, alerts }) => void add.run(date, connections, messages, alerts),
    newest: (limit) => newest.all(limit).reverse(),
    dropBefore: (date) => void drop.run(date),
  };
}
