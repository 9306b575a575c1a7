import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { migrate } from '../../../src/main/storage/migrate.ts';
import { MIGRATIONS } from '../../../src/main/storage/migrations/index.ts';
import { connect } from '../../../src/main/storage/open-database.ts';
import { tempDirs } from '../../support/temp-dir.ts';

const makeDir = tempDirs();

/** A store as it was before, with one candidate in one exam. */
function storeBefore() {
  const db = connect(join(makeDir(), 'invigil.db'));
  migrate(db, MIGRATIONS.slice(0, 5));
  db.exec(`
    INSERT INTO persons VALUES ('p', NULL, NULL);
    INSERT INTO users VALUES ('u', 'p', 'student', 'key', NULL, 1, 0);
    INSERT INTO exams VALUES ('e', 'Exam', 60, '', '{}', 0);
    INSERT INTO sittings (id, exam_id, number, state, created_at) VALUES ('s', 'e', 1, 'running', 0);
    INSERT INTO attempts (id, sitting_id, exam_id, user_id, state, monitoring, identity, reduced_integrity, joined_at, extra_ms, risk)
      VALUES ('a', 's', 'e', 'u', 'in_progress', 'normal', 'unchecked', 0, 0, 0, '{}');
  `);
  return db;
}

describe('migration 6', () => {
  it('ST1 adds the tables of tools, recovery and messages beside what was there, and the usual tools', () => {
    const db = storeBefore();
    migrate(db, MIGRATIONS.slice(0, 6));
    expect(db.pragma('user_version', { simple: true })).toBe(6);
    expect(db.prepare('SELECT id FROM attempts').pluck().all()).toEqual(['a']);
    expect(db.prepare('SELECT id FROM tools ORDER BY id').pluck().all()).toEqual([
      'calculator',
      'dictionary',
      'file',
      'reference',
      'url',
    ]);
    for (const table of [
      'tool_accesses',
      'tool_events',
      'recovery_requests',
      'recovery_codes',
      'attempt_messages',
      'raised_hands',
    ])
      expect(db.prepare(`SELECT count(*) FROM ${table}`).pluck().get(), table).toBe(0);
    db.close();
  });

  it('ST1 keeps one row for what a client sends twice, and nothing about an attempt that is not there', () => {
    const db = storeBefore();
    migrate(db, MIGRATIONS.slice(0, 6));
    const message = db.prepare(
      "INSERT INTO attempt_messages (client_id, attempt_id, user_id, kind, at) VALUES ('c', ?, 'u', ?, 0)",
    );
    message.run('a', 'chat');
    expect(() => message.run('a', 'note')).toThrow(/UNIQUE/);
    expect(() => message.run('nowhere', 'chat')).toThrow(/FOREIGN KEY/);
    const request = db.prepare(
      "INSERT INTO recovery_requests (id, kind, state, method, attempt_id, exam_id, user_id, custodians, approvals, requested_at, expires_at) VALUES (?, 'seat', 'pending', 'proctor_approval', 'a', 'e', 'u', ?, '[]', 0, 1)",
    );
    expect(() => request.run('r', 3)).toThrow(/CHECK/);
    request.run('r', 2);
    expect(() => request.run('r', 1)).toThrow(/UNIQUE/);
    db.close();
  });
});
