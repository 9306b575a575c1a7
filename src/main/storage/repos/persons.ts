import type { Database } from 'better-sqlite3';
import { invariant } from '../../../shared/assert.ts';
import type { PersonId } from '../../../shared/model/ids.ts';
import type { PersonData, PersonVault } from '../../domain/ports.ts';
import type { PersonRepo } from '../../domain/store.ts';
import type { RowCaches } from '../row-cache.ts';

interface Row {
  wrapped_key: Buffer | null;
  sealed: Buffer | null;
}

/** The only table with names, e-mails and addresses, each row under a key of its own (ID7). */
export function createPersonRepo(db: Database, vault: PersonVault, caches: RowCaches): PersonRepo {
  const select = db.prepare<[string], Row>('SELECT wrapped_key, sealed FROM persons WHERE id = ?');
  const insert = db.prepare('INSERT INTO persons (id, wrapped_key, sealed) VALUES (?, ?, ?)');
  const update = db.prepare('UPDATE persons SET sealed = ? WHERE id = ?');
  /** The live grid and every new alert ask for the same few hundred again and again. Whoever changes or erases one forgets it. */
  const opened = caches.create<PersonId, PersonData>(5_000);

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
    update: (id, data) => {
      update.run(vault.seal(id, keyOf(id), data), id);
      opened.forget(id);
    },
    get: (id) =>
      opened.get(id, () => {
        const row = select.get(id);
        return row?.wrapped_key && row.sealed ? (vault.open(id, row.wrapped_key, row.sealed) as PersonData) : undefined;
      }),
    seal: (id, value) => vault.seal(id, keyOf(id), value),
    open: (id, sealed) => {
      const key = select.get(id)?.wrapped_key;
      return key ? vault.open(id, key, sealed) : undefined;
    },
    sealBytes: (id, bytes) => vault.sealBytes(id, keyOf(id), bytes),
    openBytes: (id, sealed) => {
      const key = select.get(id)?.wrapped_key;
      return key ? vault.openBytes(id, key, sealed) : undefined;
    },
  };
}
