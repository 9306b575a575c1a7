import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createHasher } from '../../../src/main/app/hasher.ts';
import { appendAudit, verifyAudit } from '../../../src/main/domain/audit/audit-chain.ts';
import type { AuditEntry } from '../../../src/main/domain/records.ts';
import type { AuditRepo } from '../../../src/main/domain/store.ts';

const hasher = createHasher();
const repoOver = (entries: AuditEntry[]): AuditRepo => ({
  last: () => entries.at(-1),
  insert: (entry) => void entries.push(entry),
  after: (seq, limit) => entries.filter((entry) => entry.seq > seq).slice(0, limit),
  before: (seq = Number.POSITIVE_INFINITY, limit) =>
    entries
      .filter((entry) => entry.seq < seq)
      .reverse()
      .slice(0, limit),
});

function logOf(length: number): AuditEntry[] {
  const entries: AuditEntry[] = [];
  for (let index = 0; index < length; index++) {
    appendAudit(repoOver(entries), hasher, {
      at: 1_000 + index,
      actor: 'room',
      action: 'test.done',
      subject: `thing:${index}`,
      details: { index, nothing: undefined },
    });
  }
  return entries;
}

const verdict = (entries: AuditEntry[]) => verifyAudit(repoOver(entries), hasher);

describe('ST2 audit chain', () => {
  it('ST2 an untouched log verifies, empty or long', () => {
    expect(verdict([])).toEqual({ ok: true, entries: 0 });
    expect(verdict(logOf(2_500))).toEqual({ ok: true, entries: 2_500 });
  });

  it('ST2 names the entry of any single edit', () => {
    const log = logOf(40);
    const field = fc.constantFrom('at', 'actor', 'action', 'subject', 'details', 'prev', 'hash');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 39 }), field, (index, name) => {
        const edited = log.map((entry) => ({ ...entry }));
        const target = edited[index]!;
        const changed = name === 'at' ? target.at + 1 : name === 'details' ? { index: -1 } : `${target[name as 'actor']}x`;
        edited[index] = { ...target, [name]: changed };
        expect(verdict(edited)).toMatchObject({ ok: false, firstBadSeq: index + 1 });
      }),
    );
  });

  it('ST2 names the place of a deletion, of a swap and of an insertion', () => {
    const log = logOf(20);
    expect(verdict(log.filter(({ seq }) => seq !== 7))).toMatchObject({ ok: false, firstBadSeq: 7 });
    const swapped = log
      .map((entry) => ({ ...entry, seq: entry.seq === 4 ? 5 : entry.seq === 5 ? 4 : entry.seq }))
      .sort((a, b) => a.seq - b.seq);
    expect(verdict(swapped)).toMatchObject({ ok: false, firstBadSeq: 4 });
  });
});
