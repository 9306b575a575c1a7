import { describe, expect, it } from 'vitest';
import { keptDrafts } from '../../../src/renderer/link/kept-drafts.ts';
import { layerOutboxes } from '../../../src/renderer/link/layered-outbox.ts';
import { createLocalStorageOutbox } from '../../../src/renderer/link/local-storage-outbox.ts';
import { createMemoryOutbox, type KeptAnswer, type OutboxStore } from '../../../src/shared/client/outbox.ts';
import { fakeStorage } from './fake-timers.ts';

const answer = (id: string, value: string): KeptAnswer => ({
  kind: 'answer',
  id,
  order: 1,
  sessionId: 's',
  questionId: 'q',
  value,
  revision: 1,
});

/** A store whose writes can be made to fail. */
function breakable(): OutboxStore & { broken: boolean } {
  const inner = createMemoryOutbox();
  const store = {
    ...inner,
    broken: false,
    put: async (item: KeptAnswer) => {
      if (store.broken) throw new Error('disk full');
      await inner.put(item);
    },
  };
  return store;
}

describe('EX6 the outbox in local storage', () => {
  it('EX6 keeps, replaces and removes items, each attempt its own', async () => {
    const storage = fakeStorage();
    const outbox = createLocalStorageOutbox(storage, 'attempt-1');
    await outbox.put(answer('1', 'a'));
    await outbox.put(answer('2', 'b'));
    await outbox.put(answer('1', 'c'));
    await createLocalStorageOutbox(storage, 'attempt-2').put(answer('3', 'd'));
    await outbox.remove('2');
    await outbox.remove('never there');
    const reopened = createLocalStorageOutbox(storage, 'attempt-1');
    expect(await reopened.all()).toEqual([answer('1', 'c')]);
  });

  it('EX6 keeps where the event chain ends', async () => {
    const storage = fakeStorage();
    await createLocalStorageOutbox(storage, 'a').setChain('s', { seq: 7, hash: 'f' });
    expect(await createLocalStorageOutbox(storage, 'a').getChain('s')).toEqual({ seq: 7, hash: 'f' });
    expect(await createLocalStorageOutbox(storage, 'a').getChain('other')).toBeUndefined();
  });

  it('EX6 loses one damaged row and no other, and rejects when the storage is full', async () => {
    const storage = fakeStorage();
    const outbox = createLocalStorageOutbox(storage, 'a');
    await outbox.put(answer('1', 'a'));
    await outbox.put(answer('2', 'b'));
    storage.rows.set('a.item.1', '{"kind":"ans');
    expect(await outbox.all()).toEqual([answer('2', 'b')]);
    storage.refuses = true;
    await expect(outbox.put(answer('3', 'c'))).rejects.toThrow('Quota');
  });
});

describe('EX6 two outboxes as one', () => {
  it('EX6 goes on in the second when the first fails, says so once, and reads both', async () => {
    const first = breakable();
    let told = 0;
    const outbox = layerOutboxes(first, createMemoryOutbox(), () => {
      told += 1;
    });
    await outbox.put(answer('1', 'a'));
    first.broken = true;
    await outbox.put(answer('2', 'b'));
    await outbox.put(answer('1', 'newer'));
    expect(told).toBe(1);
    expect((await outbox.all()).toSorted((a, b) => a.id.localeCompare(b.id))).toEqual([answer('1', 'newer'), answer('2', 'b')]);
  });

  it('EX6 shows the latest state of an item after the first has recovered', async () => {
    const first = breakable();
    const outbox = layerOutboxes(first, createMemoryOutbox());
    first.broken = true;
    await outbox.put(answer('1', 'old'));
    first.broken = false;
    await outbox.put(answer('1', 'latest'));
    expect(await outbox.all()).toEqual([answer('1', 'latest')]);
    await outbox.remove('1');
    expect(await outbox.all()).toEqual([]);
  });

  it('EX6 continues the event chain from whichever store is further', async () => {
    const first = createMemoryOutbox();
    const second = createMemoryOutbox();
    await first.setChain('s', { seq: 3, hash: 'a' });
    await second.setChain('s', { seq: 5, hash: 'b' });
    expect(await layerOutboxes(first, second).getChain('s')).toEqual({ seq: 5, hash: 'b' });
  });

  it('EX6 rejects only when both fail', async () => {
    const [first, second] = [breakable(), breakable()];
    first.broken = second.broken = true;
    await expect(layerOutboxes(first, second).put(answer('1', 'a'))).rejects.toThrow('disk full');
  });
});

describe('R6 the last keystrokes', () => {
  it('R6 gives them back once, only those of this attempt, and survives damage', () => {
    const storage = fakeStorage();
    keptDrafts('a', storage).keep({ questionId: 'q1', value: 'typed', baseRevision: 2 });
    keptDrafts('b', storage).keep({ questionId: 'q1', value: 'other', baseRevision: 0 });
    storage.rows.set('invigil.draft.a.q2', 'not json');
    expect(keptDrafts('a', storage).take()).toEqual([{ questionId: 'q1', value: 'typed', baseRevision: 2 }]);
    expect(keptDrafts('a', storage).take()).toEqual([]);
    expect(keptDrafts('b', storage).take()).toHaveLength(1);
  });

  it('R6 does not throw where nothing can be stored', () => {
    const storage = fakeStorage();
    storage.refuses = true;
    keptDrafts('a', storage).keep({ questionId: 'q1', value: 'typed', baseRevision: 2 });
    expect(keptDrafts('a', undefined).take()).toEqual([]);
  });
});
