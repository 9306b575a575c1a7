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

const verdict = (entries: AuditEntry[]) => verifyAudit(repoOver(entries), hasher, async () => {});

describe('ST2 audit chain', () => {
  it('ST2 an untouched log verifies, empty or long', async () => {
    expect(await verdict([])).toEqual({ ok: true, entries: 0 });
    expect(await verdict(logOf(2_500))).toEqual({ ok: true, entries: 2_500 });
  });

  it('ST2 security-39 names the entry of any single edit', async () => {
    const log = logOf(40);
    const field = fc.constantFrom('at', 'actor', 'action', 'subject', 'details', 'prev', 'hash');
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 39 }), field, async (index, name) => {
        const edited = log.map((entry) => ({ ...entry }));
        const target = edited[index]!;
        const changed = name === 'at' ? target.at + 1 : name === 'details' ? { index: -1 } : `${target[name as 'actor']}x`;
        edited[index] = { ...target, [name]: changed };
        expect(await verdict(edited)).toMatchObject({ ok: false, firstBadSeq: index + 1 });
      }),
    );
  });

  it('ST2 names the place of a deletion, of a swap and of an insertion', async () => {
    const log = logOf(20);
    expect(await verdict(log.filter(({ seq }) => seq !== 7))).toMatchObject({ ok: false, firstBadSeq: 7 });
    const swapped = log
      .map((entry) => ({ ...entry, seq: entry.seq === 4 ? 5 : entry.seq === 5 ? 4 : entry.seq }))
      .sort((a, b) => a.seq - b.seq);
    expect(await verdict(swapped)).toMatchObject({ ok: false, firstBadSeq: 4 });
  });

  it('R15 lets others work after every 500 entries at most, however long the log is', async () => {
    const log = logOf(2_600);
    const runs = [0];
    const counted = {
      after: (seq: number, limit: number) => {
        const page = log.slice(seq, seq + limit);
        runs.push((runs.pop() ?? 0) + page.length);
        return page;
      },
    };
    const pause = async () => void runs.push(0);
    expect(await verifyAudit(counted, hasher, pause)).toEqual({ ok: true, entries: 2_600 });
    expect(runs.reduce((sum, read) => sum + read)).toBe(2_600);
    expect(Math.max(...runs)).toBeLessThanOrEqual(500);
  });

  it('ST2 an entry that was seen and undone with its transaction is no damage', async () => {
    const kept = logOf(600);
    const before = logOf(499);
    // The first walk sees an entry 500 of a transaction that fails; what takes its place is what counts.
    appendAudit(repoOver(before), hasher, { at: 9, actor: 'room', action: 'test.undone', subject: 'thing', details: {} });
    let reads = 0;
    const repo = { after: (seq: number, limit: number) => repoOver(reads++ === 0 ? before : kept).after(seq, limit) };
    expect(await verifyAudit(repo, hasher, async () => {})).toEqual({ ok: true, entries: 600 });
  });
});
