import type { Database } from 'better-sqlite3';
import type { SettingRepo } from '../../domain/store.ts';

export function createSettingRepo(db: Database): SettingRepo {
  const get = db.prepare<[string], { value: string }>('SELECT value FROM settings WHERE name = ?');
  const set = db.prepare(
    'INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  );
  return { get: (name) => get.get(name)?.value, set: (name, value) => void set.run(name, value) };
}
