import { join } from 'node:path';
import { expect, it } from 'vitest';
import { connect } from '../../../src/main/storage/open-database.ts';
import { readStoreBytes } from '../../support/store-file.ts';
import { tempDirs } from '../../support/temp-dir.ts';

const makeDir = tempDirs();
const CANARY = 'a name that is to be forgotten';

it('security-42 ST3 of a row that was deleted or written over no byte is left in the file, nor in the log beside it once it is carried over', () => {
  const dir = makeDir();
  const db = connect(join(dir, 'invigil.db'));
  db.exec('CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT)');
  const insert = db.prepare('INSERT INTO notes (text) VALUES (?)');
  for (let row = 0; row < 500; row++) insert.run(row % 2 ? CANARY.repeat(1 + (row % 300)) : 'kept');
  db.pragma('wal_checkpoint(TRUNCATE)');
  expect(readStoreBytes(dir).includes(CANARY)).toBe(true);
  db.exec("DELETE FROM notes WHERE text <> 'kept' AND id % 3 = 0");
  db.exec("UPDATE notes SET text = '' WHERE text <> 'kept'");
  db.pragma('wal_checkpoint(TRUNCATE)');
  expect(readStoreBytes(dir).includes(CANARY)).toBe(false);
  db.close();
  expect(readStoreBytes(dir).includes(CANARY)).toBe(false);
});
