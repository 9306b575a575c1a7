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

/** Recomputes the whole chain. A cut tail is not seen here: that needs a head kept elsewhere. */
export function verifyAudit(repo: AuditRepo, hasher: Hasher): AuditVerdict {
  const page = 1_000;
  let prev = GENESIS;
  let seq = 0;
  for (;;) {
    const entries = repo.after(seq, page);
    for (const entry of entries) {
      if (entry.seq !== seq + 1 || entry.prev !== prev || entry.hash !== hashOf(hasher, entry))
        return { ok: false, entries: seq, firstBadSeq: seq + 1 };
      prev = entry.hash;
      seq = entry.seq;
    }
    if (entries.length < page) return { ok: true, entries: seq };
  }
}
