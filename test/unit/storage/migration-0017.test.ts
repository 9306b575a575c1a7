import Sqlite from 'better-sqlite3';
import { expect, it } from 'vitest';
import { migrate } from '../../../src/main/storage/migrate.ts';
import { MIGRATIONS } from '../../../src/main/storage/migrations/index.ts';

it('ST1 migration 17 lets tools have contents, keeps those there are, and drops bytes with the last file that has them', () => {
  const db = new Sqlite(':memory:');
  migrate(db, MIGRATIONS.slice(0, 16));
  db.exec(
    "INSERT INTO tools (id, kind, name, address, data_points, added_at) VALUES ('own', 'url', 'Table', 'https://t.example/', '[]', 1)",
  );
  migrate(db, MIGRATIONS.slice(0, 17));
  expect(db.pragma('user_version', { simple: true })).toBe(17);
  expect(db.prepare("SELECT address, allow FROM tools WHERE id = 'own'").get()).toEqual({
    address: 'https://t.example/',
    allow: null,
  });
  db.exec(`
    INSERT INTO tool_contents VALUES ('hash', x'00');
    INSERT INTO tool_files VALUES
      ('one', 'own', 'a.txt', 'text', 'application/json', 'hash', 1, NULL, 1, 'admin', NULL),
      ('two', 'own', 'b.txt', 'text', 'application/json', 'hash', 1, NULL, 1, 'admin', NULL);
  `);
  const contents = db.prepare('SELECT count(*) FROM tool_contents').pluck();
  db.exec("UPDATE tool_files SET removed_at = 2 WHERE id = 'one'");
  expect(contents.get()).toBe(1);
  db.exec("UPDATE tool_files SET removed_at = 2 WHERE id = 'two'");
  expect(contents.get()).toBe(0);
  expect(db.prepare('SELECT count(*) FROM tool_files').pluck().get()).toBe(2);
  db.close();
});
