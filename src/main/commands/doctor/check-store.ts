import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createHasher } from '../../app/hasher.ts';
import { type FoundKeys, KEYS_ID, keysIdOf, lookAtKeys } from '../../app/keys.ts';
import { verifyAudit } from '../../domain/audit/audit-chain.ts';
import { StartError } from '../../domain/start-error.ts';
import { lookAtStore, type StoreToLookAt } from '../../storage/look-at-store.ts';
import { type Finding, fail, pass, warn } from './finding.ts';

export interface StoreLook {
  readonly findings: Finding[];
  readonly keys?: FoundKeys | undefined;
  /** Epoch ms. */
  readonly lastSeenAt?: number | undefined;
}

/** Its message holds the remedy already. */
const asFinding = (check: string, error: unknown): Finding => {
  if (!(error instanceof StartError)) throw error;
  const [found = '', ...rest] = error.message.split(/: (?=[^:]*$)/);
  return fail(check, found, rest.join(': ') || 'Correct it, then ask again.');
};

async function lookInside(store: StoreToLookAt): Promise<Finding[]> {
  const { schema, newest } = store;
  if (schema === 0)
    return [
      fail('store', 'invigil.db is not the store of a room.', 'Move the file aside, or choose another folder with --data-dir.'),
    ];
  const flaw = store.flaw();
  if (flaw !== undefined)
    return [
      fail('store', `The store is damaged: ${flaw}.`, 'Restore a backup, or move the file aside to start with an empty room.'),
    ];
  const state =
    schema < newest
      ? `, of schema ${schema}: the next start brings it to ${newest}, with a copy in backups/`
      : ` (schema ${schema})`;
  const sound = pass('store', `The store is sound${state}.`);
  const verdict = await verifyAudit(store.audit, createHasher(), async () => {});
  if (verdict.ok) return [sound, pass('audit', `The audit log is whole: ${verdict.entries} entries.`)];
  const remedy = 'Somebody changed the store outside of the room: keep a copy of it, and restore a backup from before.';
  return [sound, fail('audit', `The audit log is not what was written from entry ${verdict.firstBadSeq} on.`, remedy)];
}

function lookAtKeyFiles(dataDir: string): { findings: Finding[]; keys?: FoundKeys | undefined } {
  const check = 'keys';
  try {
    const keys = lookAtKeys(dataDir);
    if (!keys && existsSync(join(dataDir, 'invigil.db')))
      return {
        findings: [fail(check, `${dataDir}/keys lacks the keys of this store.`, 'Restore the folder keys from its backup.')],
      };
    if (!keys) return { findings: [pass(check, 'There are no keys yet: the first start makes them.')] };
    if (!keys.token) {
      const remedy = 'Nothing to do: it is made anew at the next start, and everybody signs in again.';
      return { findings: [warn(check, 'The token key is missing.', remedy)], keys };
    }
    return { findings: [pass(check, 'The keys of the room are there and undamaged.')], keys };
  } catch (error) {
    return { findings: [asFinding(check, error)] };
  }
}

/** Store, audit log and keys, read-only and as they lie there; a running room is not disturbed. */
export async function checkStore(dataDir: string): Promise<StoreLook> {
  const { findings, keys } = lookAtKeyFiles(dataDir);
  let store: StoreToLookAt | undefined;
  try {
    store = lookAtStore(dataDir);
    if (!store) return { findings: [pass('store', 'There is no store yet: the first start makes it.'), ...findings], keys };
    const inside = await lookInside(store);
    const isReadable = inside.every(({ check, verdict }) => check !== 'store' || verdict !== 'fail');
    const keysId = isReadable ? store.setting(KEYS_ID) : undefined;
    const foreign =
      keys && keysId !== undefined && keysId !== keysIdOf(keys)
        ? [
            fail(
              'keys',
              'The keys are not those of the store beside them.',
              'Restore the folder keys from the backup of this store.',
            ),
          ]
        : findings;
    return { findings: [...inside, ...foreign], keys, lastSeenAt: isReadable ? store.lastEntryAt() : undefined };
  } catch (error) {
    return { findings: [asFinding('store', error), ...findings], keys };
  } finally {
    store?.close();
  }
}
