import type { Database } from 'better-sqlite3';
import { invariant } from '../../shared/assert.ts';
import type { PersonId, UserId } from '../../shared/model/ids.ts';
import type { PersonRepo } from '../domain/store.ts';

/** Words about a user: people type names, so they are sealed with the key of the person they are about (ID7). */
export interface SealedText {
  /** What stands in the column; null for no text. */
  seal(about: UserId, text: string | undefined): Uint8Array | null;
  /** Undefined for no text, and once the person was erased. */
  open(about: UserId, sealed: Uint8Array | null): string | undefined;
  /** The same for bytes as they are: a picture of somebody. */
  sealBytes(about: UserId, bytes: Uint8Array): Uint8Array;
  openBytes(about: UserId, sealed: Uint8Array): Uint8Array | undefined;
}

export function createSealedText(db: Database, persons: PersonRepo): SealedText {
  const personOf = db.prepare<[string], { person_id: string }>('SELECT person_id FROM users WHERE id = ?');
  const find = (about: UserId): PersonId => {
    const row = personOf.get(about);
    invariant(row, 'words are about a stored user');
    return row.person_id as PersonId;
  };
  return {
    seal: (about, text) => (text === undefined ? null : persons.seal(find(about), text)),
    open: (about, sealed) => (sealed === null ? undefined : (persons.open(find(about), sealed) as string | undefined)),
    sealBytes: (about, bytes) => persons.sealBytes(find(about), bytes),
    openBytes: (about, sealed) => persons.openBytes(find(about), sealed),
  };
}
