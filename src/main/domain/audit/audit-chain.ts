import { canonicalJson } from '../../../shared/model/canonical-json.ts';
import type { Hasher } from '../ports.ts';
import type { AuditEntry } from '../records.ts';
import type { AuditRepo } from '../store.ts';

/** What stands before the first entry. */
export const GENESIS = '0'.repeat(64);

type Unsealed = Omit<AuditEntry, 'hash'>;

/** The hash of an entry covers all of it, the hash before it included: any edit, deletion or reordering shows (ST2). */
const hashOf = (hasher: Hasher, { seq, at, actor, action, subject, details, prev }: Unsealed): string =>
  hasher.sha256(canonicalJson({ seq, at, actor, action, subject, details, prev }));

/** Appends one link; belongs in the transaction of what it tells about. */
export function appendAudit(
  repo: AuditRepo,
  hasher: Hasher,
  facts: Pick<AuditEntry, 'at' | 'actor' | 'action' | 'subject' | 'details'>,
): void {
  const last = repo.last();
  // As it will be read back: what JSON drops must not be part of the hash.
  const details = JSON.parse(JSON.stringify(facts.details)) as Record<string, unknown>;
  const entry: Unsealed = { ...facts, details, seq: (last?.seq ?? 0) + 1, prev: last?.hash ?? GENESIS };
  repo.insert({ ...entry, hash: hashOf(hasher, entry) });
}

export interface AuditVerdict {
  readonly ok: boolean;
  readonly entries: number;
  /** The first entry that is not what was written, or not where it was written. */
  readonly firstBadSeq?: number;
}

/** Looked at in one go: some 3 ms, which nobody notices who waits for the room meanwhile (R15). */
const SLICE = 500;

/** Recomputes the chain slice by slice; `pause` lets others work in between. A cut tail is not seen: that needs a head kept elsewhere. */
async function walk(repo: Pick<AuditRepo, 'after'>, hasher: Hasher, pause: () => Promise<unknown>): Promise<AuditVerdict> {
  let prev = GENESIS;
  let seq = 0;
  for (;;) {
    const entries = repo.after(seq, SLICE);
    for (const entry of entries) {
      if (entry.seq !== seq + 1 || entry.prev !== prev || entry.hash !== hashOf(hasher, entry))
        return { ok: false, entries: seq, firstBadSeq: seq + 1 };
      prev = entry.hash;
      seq = entry.seq;
    }
    if (entries.length < SLICE) return { ok: true, entries: seq };
    await pause();
  }
}

/**
 * Whether the whole chain is as it was written, or which entry is not. Read while the room works: an entry that was seen and then
 * undone with its transaction (a full disk) looks like a changed one, so that a bad verdict is made sure of by a second walk.
 */
export async function verifyAudit(
  repo: Pick<AuditRepo, 'after'>,
  hasher: Hasher,
  pause: () => Promise<unknown>,
): Promise<AuditVerdict> {
  const verdict = await walk(repo, hasher, pause);
  if (verdict.ok) return verdict;
  await pause();
  return walk(repo, hasher, pause);
}
