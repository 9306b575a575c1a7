import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createRememberedFailures } from '../../../src/main/app/remembered-failures.ts';

const entry = (who: string) => ({ who, wrong: 7, lastWrongAt: 1_000 });

function kept(stored?: string) {
  const settings = new Map<string, string>(stored === undefined ? [] : [['failed_guesses', stored]]);
  let writes = 0;
  const remembered = createRememberedFailures(
    { get: (name) => settings.get(name), set: (name, value) => void settings.set(name, value) },
    (write) => {
      writes += 1;
      write();
    },
  );
  return { remembered, settings, writes: () => writes };
}

describe('W2 who has to wait', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('W2 is written once for all that come within a second, the latest five hundred', () => {
    const { remembered, settings, writes } = kept();
    for (let time = 0; time < 50; time++) remembered.write(() => [entry('one')]);
    remembered.write(() => Array.from({ length: 600 }, (_, index) => entry(`${index}`)));
    expect(writes()).toBe(0);
    vi.advanceTimersByTime(1_000);
    expect(writes()).toBe(1);
    const read = kept(settings.get('failed_guesses')).remembered.read();
    expect(read).toHaveLength(500);
    expect(read.at(-1)?.who).toBe('599');
  });

  it('W2 is written at once when the room closes, and not again after', () => {
    const { remembered, writes } = kept();
    remembered.write(() => [entry('one')]);
    remembered.flush();
    remembered.flush();
    vi.advanceTimersByTime(5_000);
    expect(writes()).toBe(1);
  });

  it.each(['', 'not json', '{}', '[{"who":1}]', '[{"who":"a","wrong":-1,"lastWrongAt":0}]'])(
    'W2 a damaged one (%s) shuts nobody out',
    (text) => {
      expect(kept(text).remembered.read()).toEqual([]);
    },
  );
});
