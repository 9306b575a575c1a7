import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { migrate } from '../../src/main/storage/migrate.ts';
import { MIGRATIONS } from '../../src/main/storage/migrations/index.ts';
import { tempDirs } from '../support/temp-dir.ts';

const tempDir = tempDirs();

describe('ST1 the step to accounts with second factors and keys', () => {
  it('ST1 keeps what the store before it held, and adds empty tables', () => {
    const db = new Sqlite(join(tempDir(), 'store.db'));
    db.pragma('foreign_keys = ON');
    migrate(db, MIGRATIONS.slice(0, 3));
    db.exec(`
      INSERT INTO persons (id) VALUES ('p');
      INSERT INTO users (id, person_id, role, login_key, active, created_at) VALUES ('u', 'p', 'admin', 'k', 1, 5);
      INSERT INTO sessions (id, user_id, role, created_at, expires_at) VALUES ('s', 'u', 'admin', 6, 7);
    `);
    const before = db.prepare('SELECT * FROM users JOIN sessions ON user_id = users.id').all();
    let backups = 0;
    migrate(db, MIGRATIONS.slice(0, 4), () => backups++);
    expect(backups).toBe(1);
    expect(db.prepare('SELECT * FROM users JOIN sessions ON user_id = users.id').all()).toEqual(before);
    const counts = ['api_keys', 'service_events', 'second_factors', 'second_factor_codes'].map((table) =>
      db.prepare(`SELECT count(*) FROM ${table}`).pluck().get(),
    );
    expect(counts).toEqual([0, 0, 0, 0]);
    const key = db.prepare('INSERT INTO api_keys (session_id, token_hash, scopes) VALUES (?, ?, ?)');
    key.run('s', 'h', '[]');
    expect(() => key.run('nobody', 'h', '[]'), 'a key belongs to a session').toThrow(/FOREIGN KEY/);
    const event = db.prepare(
      `INSERT INTO service_events (client_id, session_id, user_id, source, type, seq, occurred_at, offline, violation, received_at)
       VALUES ('e', 's', 'u', 'hub', 'copy', 1, 'now', 0, 1, 8)`,
    );
    event.run();
    expect(() => event.run(), 'an event counts once per service').toThrow(/UNIQUE/);
    db.close();
  });
});
