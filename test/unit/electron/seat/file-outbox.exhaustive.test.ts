import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openFileOutbox } from '../../../../src/main/electron/seat/file-outbox.ts';
import { openOutboxDisk } from '../../../../src/main/electron/seat/outbox-disk.ts';
import { applyChange, type OutboxChange, readLines, writeLine } from '../../../../src/main/electron/seat/outbox-lines.ts';
import type { KeptAnswer, KeptEvent, OutboxItem } from '../../../../src/shared/client/index.ts';
import { tempDirs } from '../../../support/temp-dir.ts';
import { createFakeDisk } from './fake-disk.ts';

const tempDir = tempDirs();

const answer = (id: string, value: string, more: Partial<KeptAnswer> = {}): KeptAnswer => ({
  kind: 'answer',
  id,
  order: 1,
  sessionId: 's',
  questionId: 'q',
  value,
  revision: 1,
  ...more,
});
const event = (id: string, seq: number): KeptEvent => ({
  kind: 'event',
  id,
  order: seq,
  sessionId: 's',
  event: { id, type: 'focus_lost', occurredAt: '2026-11-20T08:00:00.000Z', seq },
});

const change: fc.Arbitrary<OutboxChange> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .record({ id: fc.constantFrom('a', 'b', 'c', 'd'), value: fc.string({ unit: 'grapheme', maxLength: 30 }) })
      .map(({ id, value }): OutboxChange => ({ do: 'put', item: answer(id, value) })),
  },
  {
    weight: 2,
    arbitrary: fc.integer({ min: 1, max: 9 }).map((seq): OutboxChange => ({ do: 'put', item: event(`e${seq}`, seq) })),
  },
  { weight: 2, arbitrary: fc.constantFrom('a', 'b', 'c', 'd', 'e1', 'nobody').map((id): OutboxChange => ({ do: 'remove', id })) },
  {
    weight: 1,
    arbitrary: fc
      .record({ sessionId: fc.constantFrom('s', 't'), seq: fc.integer({ min: 1, max: 9 }) })
      .map(({ sessionId, seq }): OutboxChange => ({ do: 'chain', sessionId, head: { seq } })),
  },
);

function played(changes: readonly OutboxChange[]): { items: OutboxItem[]; chains: [string, unknown][] } {
  const contents = { items: new Map(), chains: new Map() };
  for (const one of changes) applyChange(contents, one);
  return { items: [...contents.items.values()], chains: [...contents.chains] };
}
const found = ({ items, chains }: ReturnType<typeof readLines>) => ({ items: [...items.values()], chains: [...chains] });

async function carryOut(outbox: Awaited<ReturnType<typeof openFileOutbox>>, changes: readonly OutboxChange[]): Promise<void> {
  for (const one of changes) {
    if (one.do === 'put') await outbox.store.put(one.item);
    else if (one.do === 'remove') await outbox.store.remove(one.id);
    else await outbox.store.setChain(one.sessionId, one.head);
  }
}
const byId = (items: readonly OutboxItem[]): OutboxItem[] => items.toSorted((a, b) => (a.id < b.id ? -1 : 1));

describe('the lines of an outbox', () => {
  it('EX6 cut at every byte give exactly what was whole by then', () => {
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 8 }), (changes) => {
        const lines = changes.map(writeLine);
        const bytes = Buffer.from(lines.join(''));
        const ends = lines.map((_, index) => Buffer.byteLength(lines.slice(0, index + 1).join('')));
        for (let cut = 0; cut <= bytes.length; cut += 1) {
          const read = readLines(bytes.subarray(0, cut).toString('utf8'));
          // The line break is the last byte: a line that lacks nothing but it is whole.
          const whole = ends.filter((end) => end <= cut + 1).length;
          expect(found(read)).toEqual(played(changes.slice(0, whole)));
          expect(read.damaged).toBe(0);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('EX6 security-29 lose the damaged line and no other, and never take it for something else', () => {
    fc.assert(
      fc.property(
        fc.array(change, { minLength: 1, maxLength: 8 }),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        (changes, where, flip) => {
          const lines = changes.map(writeLine);
          const bytes = Buffer.from(lines.join(''));
          const at = where % bytes.length;
          bytes[at] = (bytes[at] ?? 0) ^ flip;
          const struck = lines.findIndex((_, index) => at < Buffer.byteLength(lines.slice(0, index + 1).join('')));
          const read = found(readLines(bytes.toString('utf8')));
          const without = (gone: number[]) => played(changes.filter((_, index) => !gone.includes(index)));
          // A line break struck away joins its line with the next; a changed digit's case in the checksum harms nothing.
          const possible = [without([struck]), without([struck, struck + 1]), played(changes)];
          expect(possible).toContainEqual(read);
        },
      ),
      { numRuns: 400 },
    );
  });

  it('EX6 keep what the room refused for good, whatever was in it', () => {
    const refused = answer('a', '\ud800 half a character', {
      refused: { code: 'value_invalid', message: 'This cannot be stored.' },
    });
    const read = readLines(writeLine({ do: 'put', item: refused }));
    expect([...read.items.values()]).toEqual([refused]);
  });
});

describe('the outbox in a file', () => {
  it('EX6 has after a power cut everything that was promised, whatever else got through', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(change, { maxLength: 25 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        async (changes, share) => {
          const first = createFakeDisk();
          await carryOut(await openFileOutbox(first.disk), changes);
          const second = await openFileOutbox(createFakeDisk(first.afterCut(share)).disk);
          const items = new Map((await second.store.all()).map((item) => [item.id, item]));
          // A put is promised; a remove is not, so there may be more, and never less or older.
          for (const item of played(changes).items) expect(items.get(item.id)).toEqual(item);
          const everPut = new Set(changes.flatMap((one) => (one.do === 'put' ? [one.item.id] : [])));
          for (const id of items.keys()) expect(everPut.has(id)).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('EX6 goes on after a power cut at any moment, and a second one, as if nothing had been', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.array(change, { maxLength: 6 }), fc.double({ min: 0, max: 1, noNaN: true })), {
          minLength: 1,
          maxLength: 4,
        }),
        async (lives) => {
          let content = '';
          for (const [changes, share] of lives) {
            const { disk, afterCut } = createFakeDisk(content);
            const outbox = await openFileOutbox(disk);
            const before = (await outbox.store.all()).map((item): OutboxChange => ({ do: 'put', item }));
            await carryOut(outbox, changes);
            expect(byId(await outbox.store.all())).toEqual(byId(played([...before, ...changes]).items));
            content = afterCut(share);
          }
          const last = readLines(content);
          expect(last.damaged).toBe(0);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('EX6 says that it keeps nothing while the disk is full, and keeps everything again once it is not', async () => {
    const full = createFakeDisk();
    const outbox = await openFileOutbox(full.disk);
    const told: string[] = [];
    outbox.onKeeping(() => told.push(outbox.keeping()));
    await outbox.store.put(answer('a', 'before'));
    full.leaves(20);
    await expect(outbox.store.put(answer('b', 'torn in the middle'))).rejects.toThrow('ENOSPC');
    await expect(outbox.store.put(answer('c', 'not even begun'))).rejects.toThrow('ENOSPC');
    expect(outbox.keeping()).toBe('page');
    expect((await outbox.store.all()).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    full.leaves(100_000);
    await outbox.store.put(answer('d', 'after'));
    expect(told).toEqual(['page', 'durable']);
    expect([...readLines(full.synced()).items.keys()]).toEqual(['a', 'b', 'c', 'd']);
  });

  it('EX6 does not write on in a line that lacks nothing but its end', async () => {
    const { disk, content } = createFakeDisk(writeLine({ do: 'put', item: answer('a', 'one') }).trimEnd());
    const outbox = await openFileOutbox(disk);
    await outbox.store.put(answer('b', 'two'));
    expect([...readLines(content()).items.keys()]).toEqual(['a', 'b']);
  });

  it('EX6 keeps a damaged file aside, says so, and saves what can be read', async () => {
    const lines = [answer('a', 'one'), answer('b', 'two'), answer('c', 'three')].map((item) => writeLine({ do: 'put', item }));
    const damaged = lines.join('').replace('two', 'owt');
    const { disk, aside, content } = createFakeDisk(damaged);
    const problems: string[] = [];
    const outbox = await openFileOutbox(disk, ({ message }) => problems.push(message));
    expect((await outbox.store.all()).map(({ id }) => id)).toEqual(['a', 'c']);
    expect(aside()).toBe(damaged);
    expect(problems).toEqual(['1 lines of the file could not be read; it was kept aside']);
    expect(readLines(content()).damaged).toBe(0);
  });

  it('EX6 opens though the file cannot be written, and says that it keeps nothing', async () => {
    const { disk, leaves } = createFakeDisk(writeLine({ do: 'put', item: answer('a', 'one') }).slice(0, -9));
    leaves(0);
    const outbox = await openFileOutbox(disk);
    expect(outbox.keeping()).toBe('page');
  });

  it('PR1 does not let answers lie about that the room has: what is done is gone from the file soon, and at the end at once', async () => {
    const { disk, content, replaced } = createFakeDisk();
    const outbox = await openFileOutbox(disk);
    for (let index = 0; index < 200; index += 1) {
      await outbox.store.put(answer(`${index}`, 'my secret thoughts '.repeat(10)));
      await outbox.store.remove(`${index}`);
    }
    expect(replaced()).toBeGreaterThan(2);
    expect(content().length).toBeLessThan(10_000);
    await outbox.store.put(answer('last', 'my secret thoughts'));
    await outbox.store.remove('last');
    await outbox.close();
    expect(content()).not.toContain('secret');
  });

  it('EX6 SEC6 is a private file that another life of the program reads', async () => {
    const path = join(tempDir(), 'outbox.jsonl');
    const first = await openFileOutbox(openOutboxDisk(path));
    await first.store.put(answer('a', 'one'));
    await first.store.put(event('e1', 1));
    await first.store.setChain('s', { seq: 1, hash: 'f' });
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
    // Not closed: the program was killed.
    const second = await openFileOutbox(openOutboxDisk(path));
    expect(await second.store.all()).toEqual([answer('a', 'one'), event('e1', 1)]);
    expect(await second.store.getChain('s')).toEqual({ seq: 1, hash: 'f' });
    await second.store.remove('a');
    await second.close();
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readFileSync(path, 'utf8')).not.toContain('one');
    await first.close();
  });
});
