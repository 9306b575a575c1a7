import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchPower } from '../../../src/main/electron/power-watch.ts';
import { createQuitQuestion, type QuitParts } from '../../../src/main/electron/quit-question.ts';
import { shellWords } from '../../../src/main/electron/shell-words.ts';

const IDLE = { open: 0, running: 0, candidates: 0 };

describe('createQuitQuestion', () => {
  function question(activity: QuitParts['activity'], button = 0) {
    const asked: Parameters<QuitParts['ask']>[0][] = [];
    const reported: string[] = [];
    const mayQuit = createQuitQuestion({
      activity,
      ask: async (options) => {
        asked.push(options);
        return button;
      },
      words: () => shellWords('en'),
      report: (what) => reported.push(what),
    });
    return { mayQuit, asked, reported };
  }

  it('OP5 asks nothing while no sitting is open', async () => {
    const { mayQuit, asked } = question(async () => IDLE);
    expect([await mayQuit(), asked.length]).toEqual([true, 0]);
  });

  it.each([
    [{ open: 0, running: 1, candidates: 24 }, '24 candidates are working in this room.'],
    [{ open: 1, running: 1, candidates: 1 }, '1 candidate is working in this room.'],
    [{ open: 1, running: 0, candidates: 3 }, 'A sitting is open in this room; 3 candidates have joined.'],
    [{ open: 1, running: 0, candidates: 0 }, 'A sitting is open in this room.'],
  ])('OP5 says what %j means, and keeps the room unless the other button is pressed', async (activity, message) => {
    const keeping = question(async () => activity);
    expect(await keeping.mayQuit()).toBe(false);
    expect(keeping.asked).toEqual([expect.objectContaining({ message, defaultId: 0, cancelId: 0 })]);
    expect(await question(async () => activity, 1).mayQuit()).toBe(true);
  });

  it('OP5 asks once, however often somebody wants to quit meanwhile', async () => {
    const { mayQuit, asked } = question(async () => ({ open: 1, running: 0, candidates: 0 }));
    await Promise.all([mayQuit(), mayQuit(), mayQuit()]);
    expect(asked).toHaveLength(1);
    await mayQuit();
    expect(asked).toHaveLength(2);
  });

  it('OP5 does not trap anybody when the room does not answer or fails', async () => {
    vi.useFakeTimers();
    try {
      const silent = question(() => new Promise(() => undefined));
      const waiting = silent.mayQuit();
      await vi.advanceTimersByTimeAsync(2_000);
      expect([await waiting, silent.reported.length]).toEqual([true, 1]);
    } finally {
      vi.useRealTimers();
    }
    const broken = question(() => Promise.reject(new Error('the store is gone')));
    expect([await broken.mayQuit(), broken.reported]).toEqual([true, ['the question before closing could not be asked']]);
  });
});

describe('watchPower', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function power() {
    const monitor = new EventEmitter();
    const log: string[] = [];
    let activity = IDLE;
    const stop = watchPower({
      monitor: monitor as unknown as Parameters<typeof watchPower>[0]['monitor'],
      blocker: {
        start: (type) => log.push(`start ${type}`),
        stop: (id) => log.push(`stop ${id}`) > 0,
      },
      activity: async () => activity,
      onShutdown: () => log.push('end'),
      report: (what) => log.push(what),
    });
    return {
      monitor,
      log,
      stop,
      set: async (next: typeof IDLE) => {
        activity = next;
        await vi.advanceTimersByTimeAsync(5_000);
      },
    };
  }

  it('E17 keeps the machine awake exactly while a sitting runs', async () => {
    const { log, set, stop } = power();
    await set({ open: 1, running: 0, candidates: 2 });
    expect(log).toEqual([]);
    await set({ open: 0, running: 1, candidates: 2 });
    await set({ open: 0, running: 1, candidates: 2 });
    expect(log).toEqual(['start prevent-display-sleep']);
    await set(IDLE);
    expect(log.at(-1)).toMatch(/^stop/);
    await set({ open: 0, running: 1, candidates: 2 });
    stop();
    expect(log.filter((what) => what.startsWith('stop'))).toHaveLength(2);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('E17 writes down that it slept, and ends without asking when the machine is switched off', () => {
    const { log, monitor } = power();
    monitor.emit('suspend');
    monitor.emit('resume');
    monitor.emit('shutdown');
    expect(log).toHaveLength(4);
    expect(log.at(-1)).toBe('end');
  });
});
