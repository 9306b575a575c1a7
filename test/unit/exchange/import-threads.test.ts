import { EventEmitter } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import type { ImportTask } from '../../../src/main/exchange/import-task.ts';
import { createImportThreads, type ImportThread } from '../../../src/main/exchange/import-threads.ts';

/** A thread that answers when it is told to. */
class StandIn extends EventEmitter {
  readonly tasks: ImportTask[] = [];
  isEnded = false;
  readonly postMessage = (task: ImportTask): void => void this.tasks.push(task);
  readonly terminate = async (): Promise<number> => {
    this.isEnded = true;
    this.emit('exit', 1);
    return 1;
  };
  readonly ref = (): void => undefined;
  readonly unref = (): void => undefined;
}

function threads() {
  const started: StandIn[] = [];
  const carryOut = createImportThreads(() => {
    const thread = new StandIn();
    started.push(thread);
    return thread as unknown as ImportThread;
  });
  return { started, carryOut };
}

const file = (name: string): ImportTask => ({ kind: 'exam', bytes: Buffer.from(name), filename: name });
const answered = { ok: true as const, value: [] };
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('security 27 many files at once', () => {
  it('EX1 are read a few at a time, each in its turn, and the text somebody writes waits for none of them', async () => {
    const { started, carryOut } = threads();
    const outcomes = Array.from({ length: 20 }, (_, number) => carryOut(file(`${number}.gift`)));
    await settled();
    expect(started).toHaveLength(2);
    const text = carryOut({ kind: 'texts', texts: [] });
    await settled();
    expect(started).toHaveLength(3);
    started[2]?.emit('message', { outcome: answered, isWhole: true });
    expect(await text).toBe(answered);

    const read = () => started.flatMap(({ tasks }) => tasks).length;
    while (read() < 21) {
      const before = read();
      started
        .find(({ tasks, isEnded }) => !isEnded && tasks.at(-1)?.kind === 'exam')
        ?.emit('message', { outcome: answered, isWhole: true });
      await settled();
      expect(read()).toBe(before + 1);
      expect(started.filter(({ isEnded }) => !isEnded).length).toBeLessThanOrEqual(4);
    }
    for (const thread of started) thread.emit('message', { outcome: answered, isWhole: true });
    expect(await Promise.all(outcomes)).toEqual(outcomes.map(() => answered));
    expect(started.flatMap(({ tasks }) => tasks.map((task) => ('filename' in task ? task.filename : task.kind)))).toHaveLength(
      21,
    );
  });

  it('EX1 security-34 leave their place to the next when one takes too long, or its thread breaks', async () => {
    vi.useFakeTimers();
    try {
      const { started, carryOut } = threads();
      const [slow, broken, next, last] = ['slow', 'broken', 'next', 'last'].map((name) => carryOut(file(name)));
      const failure = broken?.catch((error: Error) => error.message);
      await vi.advanceTimersByTimeAsync(20_000);
      started[1]?.emit('error', new Error('a bug'));
      expect(await failure).toBe('a bug');
      await vi.advanceTimersByTimeAsync(10_000);
      expect(await slow).toMatchObject({ ok: false, code: 'file_hostile' });
      // Both waited longer than a file may take, and begin now.
      await vi.advanceTimersByTimeAsync(15_000);
      expect(started).toHaveLength(4);
      for (const thread of started.slice(2)) thread.emit('message', { outcome: answered, isWhole: true });
      expect(await Promise.all([next, last])).toEqual([answered, answered]);
    } finally {
      vi.useRealTimers();
    }
  });
});
