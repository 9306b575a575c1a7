import type { Database } from 'better-sqlite3';
import { invariant } from '../../../shared/assert.ts';
import type { PersonId } from '../../../shared/model/ids.ts';
import type { PersonData, PersonVault } from '../../domain/ports.ts';
import type { PersonRepo } from '../../domain/store.ts';

interface Row {
  wrapped_key: Buffer | null;
  sealed: Buffer | null;
}

/** Opened persons kept at hand: the live grid asks for the same few hundred again and again. */
const KEPT_OPEN = 5_000;

/** The only table with names, e-mails and addresses, each row under a key of its own (ID7). */
export function createPersonRepo(db: Database, vault: PersonVault): PersonRepo {
  const select = db.prepare<[string], Row>('SELECT wrapped_key, sealed FROM persons WHERE id = ?');
  const insert = db.prepare('INSERT INTO persons (id, wrapped_key, sealed) VALUES (?, ?, ?)');
  const update = db.prepare('UPDATE persons SET sealed = ? WHERE id = ?');
  // Keyed by the sealed bytes as well, so that an entry can never outlive a change, a rollback or an erasure.
  const opened = new Map<PersonId, { sealed: Buffer; data: PersonData }>();

  const keyOf = (id: PersonId): Buffer => {
    const key = select.get(id)?.wrapped_key;
    invariant(key, 'a person that is written to has a key');
    return key;
  };
  return {
    insert: (id, data) => {
      const wrappedKey = vault.newWrappedKey(id);
      insert.run(id, wrappedKey, vault.seal(id, wrappedKey, data));
    },
    update: (id, data) => void update.run(vault.seal(id, keyOf(id), data), id),
    get: (id) => {
      const row = select.get(id);
      if (!row?.wrapped_key || !row.sealed) return undefined;
      const known = opened.get(id);
      if (known?.sealed.equals(row.sealed)) return known.data;
      const data = vault.open(id, row.wrapped_key, row.sealed) as PersonData;
      if (opened.size >= KEPT_OPEN) opened.clear();
      opened.set(id, { sealed: row.sealed, data });
      return data;
    },
    seal: (id, value) => vault.seal(id, keyOf(id), value),
    open: (id, sealed) => {
      const key = select.get(id)?.wrapped_key;
      return key ? vault.open(id, key, sealed) : undefined;
    },
  };
}
