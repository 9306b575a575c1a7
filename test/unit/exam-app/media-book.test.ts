import { describe, expect, it } from 'vitest';
import { createMediaBook } from '../../../src/renderer/ui/media/media-book.ts';

type Answer = { resolve: () => void; reject: () => void; limit: () => void };

/** A book at a room that answers when the test says so. */
function openBook() {
  const asked: string[] = [];
  const open = new Map<string, Answer>();
  const timers: { ms: number; run: () => void }[] = [];
  const revoked: string[] = [];
  const book = createMediaBook({
    fetch: (sha256) =>
      new Promise((resolve, reject) => {
        asked.push(sha256);
        open.set(sha256, {
          resolve: () => resolve({ mediaType: 'image/png', bytes: new Uint8Array([1]) }),
          reject: () => reject(new Error('no way')),
          limit: () => reject(Object.assign(new Error('slow down'), { code: 'rate_limited' })),
        });
      }),
    makeUrl: (_bytes, type) => `blob:${type}-${asked.length}`,
    revokeUrl: (url) => void revoked.push(url),
    after: (ms, run) => {
      const timer = { ms, run };
      timers.push(timer);
      return () => void timers.splice(timers.indexOf(timer), 1);
    },
  });
  const answer = async (sha256: string, how: keyof Answer) => {
    open.get(sha256)?.[how]();
    await new Promise(setImmediate);
  };
  return { book, asked, timers, revoked, answer };
}

describe('EX6 the pictures of a page', () => {
  it('EX6 are each fetched once, a few at a time, in the order of the paper', async () => {
    const { book, asked, answer } = openBook();
    book.want(['a', 'b', 'c', 'd', 'e', 'a']);
    book.want(['b', 'f']);
    expect(asked).toEqual(['a', 'b', 'c', 'd']);
    await answer('b', 'resolve');
    expect(asked).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(book.stateOf('b')).toMatchObject({ state: 'ready', mediaType: 'image/png' });
    expect(book.stateOf('b'), 'the same object while nothing changes').toBe(book.stateOf('b'));
    expect([book.stateOf('f').state, book.stateOf('never asked').state]).toEqual(['loading', 'loading']);
  });

  it('EX6 say that they are missing and are tried again, later and later, or when somebody asks', async () => {
    const { book, asked, timers, answer } = openBook();
    let told = 0;
    const stop = book.subscribe(() => told++);
    book.want(['a']);
    const waits: number[] = [];
    for (let times = 0; times < 6; times++) {
      await answer('a', 'reject');
      expect(book.stateOf('a').state).toBe('failed');
      waits.push(timers[0]?.ms ?? 0);
      timers.shift()?.run();
      expect(book.stateOf('a').state).toBe('loading');
    }
    expect(waits).toEqual([2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
    await answer('a', 'reject');
    book.retry('a');
    expect([timers.length, asked.length]).toEqual([0, 8]);
    await answer('a', 'resolve');
    expect(book.stateOf('a').state).toBe('ready');
    expect(told).toBeGreaterThan(10);
    stop();
  });

  it('EX6 ask for nothing for a while when the room says that it is too much, and lose none', async () => {
    const { book, asked, timers, answer } = openBook();
    book.want(['a', 'b', 'c', 'd', 'e', 'f']);
    await answer('a', 'limit');
    await answer('b', 'resolve');
    await answer('c', 'limit');
    expect([asked.length, timers.map(({ ms }) => ms)]).toEqual([4, [3_000]]);
    expect([book.stateOf('a').state, book.stateOf('b').state]).toEqual(['loading', 'ready']);
    timers.shift()?.run();
    expect(asked.slice(4)).toEqual(['c', 'a', 'e']);
  });

  it('EX6 give their memory back, and what was on its way then is nobody’s', async () => {
    const { book, asked, revoked, timers, answer } = openBook();
    book.want(['a', 'b', 'c']);
    await answer('a', 'resolve');
    await answer('b', 'reject');
    book.clear();
    expect([revoked, timers.length]).toEqual([['blob:image/png-3'], 0]);
    await answer('c', 'resolve');
    expect(book.stateOf('c').state).toBe('loading');
    book.want(['a']);
    expect(asked).toEqual(['a', 'b', 'c', 'a']);
    await answer('a', 'resolve');
    expect(book.stateOf('a').state).toBe('ready');
  });
});
