import type { Database } from 'better-sqlite3';
import type { PersonId } from '../../../shared/model/ids.ts';
import type { SecondFactor, SecondFactorRepo } from '../../domain/identity/identity-store.ts';
import type { PersonRepo } from '../../domain/store.ts';
import { orNull, orUndefined } from '../columns.ts';

interface Row {
  person_id: string;
  secret_sealed: Buffer;
  enrolled_at: number;
  confirmed_at: number | null;
  last_step: number;
}

type Sealed = Pick<SecondFactor, 'secret' | 'drift'>;

/** Secrets stand sealed with their person's key, recovery codes as hashes. */
export function createSecondFactorRepo(db: Database, persons: PersonRepo): SecondFactorRepo {
  const get = db.prepare<[string], Row>(
    `SELECT person_id, secret_sealed, enrolled_at, confirmed_at, last_step FROM second_factors
     JOIN users ON users.id = user_id WHERE user_id = ?`,
  );
  const put = db.prepare(
    'INSERT OR REPLACE INTO second_factors (user_id, secret_sealed, enrolled_at, confirmed_at, last_step) VALUES (?, ?, ?, ?, ?)',
  );
  const remove = db.prepare('DELETE FROM second_factors WHERE user_id = ?');
  const removeCodes = db.prepare('DELETE FROM second_factor_codes WHERE user_id = ?');
  const addCode = db.prepare('INSERT INTO second_factor_codes (user_id, hash) VALUES (?, ?)');
  const unused = 'FROM second_factor_codes WHERE user_id = ? AND used_at IS NULL';
  const hasCode = db.prepare<[string, string], number>(`SELECT 1 ${unused} AND hash = ?`).pluck();
  const spendCode = db.prepare('UPDATE second_factor_codes SET used_at = ? WHERE user_id = ? AND hash = ? AND used_at IS NULL');
  const codesLeft = db.prepare<[string], number>(`SELECT count(*) ${unused}`).pluck();
  return {
    get: (userId) => {
      const row = get.get(userId);
      const sealed = row && (persons.open(row.person_id as PersonId, row.secret_sealed) as Sealed | undefined);
      if (!row || !sealed) return undefined;
      return {
        ...sealed,
        enrolledAt: row.enrolled_at,
        confirmedAt: orUndefined(row.confirmed_at),
        lastStep: row.last_step,
      };
    },
    put: ({ id, personId }, { secret, drift, enrolledAt, confirmedAt, lastStep }) =>
      void put.run(id, persons.seal(personId, { secret, drift } satisfies Sealed), enrolledAt, orNull(confirmedAt), lastStep),
    remove: (userId) => {
      remove.run(userId);
      removeCodes.run(userId);
    },
    setCodes: (userId, hashes) => {
      removeCodes.run(userId);
      for (const hash of hashes) addCode.run(userId, hash);
    },
    hasCode: (userId, hash) => hasCode.get(userId, hash) !== undefined,
    spendCode: (userId, hash, at) => spendCode.run(at, userId, hash).changes > 0,
    codesLeft: (userId) => codesLeft.get(userId) ?? 0,
  };
}
