import { EventEmitter } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import { followLifecycle, type LifecycleParts } from '../../../src/main/electron/app-lifecycle.ts';

/** An app that quits as Electron does: `before-quit` may stop it. */
function lifecycle(changes: Partial<LifecycleParts> = {}) {
  const log: string[] = [];
  const emitter = new EventEmitter();
  const app = Object.assign(emitter, {
    quit: () => {
      let isPrevented = false;
      emitter.emit('before-quit', {
        preventDefault: () => {
          isPrevented = true;
        },
      });
      log.push(isPrevented ? 'quit held' : 'quit');
    },
    exit: (code: number) => void log.push(`exit ${code}`),
  });
  const life = followLifecycle({
    app: app as unknown as LifecycleParts['app'],
    platform: 'linux',
    show: () => void log.push('show'),
    mayQuit: async () => true,
    stop: async () => void log.push('stop'),
    report: (what) => void log.push(what),
    ...changes,
  });
  return { app, emitter, log, life };
}

describe('followLifecycle', () => {
  it('OP5 closes the room before it quits', async () => {
    const { app, log } = lifecycle();
    app.quit();
    await vi.waitFor(() => expect(log).toContain('quit'));
    expect(log).toEqual(['quit held', 'stop', 'quit']);
  });

  it('OP5 closes the room once, however often it is asked to quit', async () => {
    const { app, log } = lifecycle();
    app.quit();
    app.quit();
    await vi.waitFor(() => expect(log).toContain('quit'));
    expect(log.filter((what) => what === 'stop')).toHaveLength(1);
  });

  it('OP5 does not wait for ever for a room that does not close', async () => {
    vi.useFakeTimers();
    try {
      const { app, log } = lifecycle({ stop: () => new Promise(() => undefined) });
      app.quit();
      await vi.advanceTimersByTimeAsync(4_499);
      expect(log).toEqual(['quit held']);
      await vi.advanceTimersByTimeAsync(1);
      expect(log).toEqual(['quit held', 'the room did not close in time', 'exit 1']);
    } finally {
      vi.useRealTimers();
    }
  });

  it('OP5 ends with an error when the room closes badly', async () => {
    const { app, log } = lifecycle({ stop: () => Promise.reject(new Error('disk full')) });
    app.quit();
    await vi.waitFor(() => expect(log).toContain('exit 1'));
    expect(log).toContain('the room did not close properly');
  });

  it('UI1 shows what is open when its icon in the dock is clicked', () => {
    const { emitter, log } = lifecycle();
    emitter.emit('activate');
    expect(log).toEqual(['show']);
  });

  it('OP5 goes on when the person wants the room kept open, and asks again the next time', async () => {
    const answers = [false, true];
    const { app, log, life } = lifecycle({ mayQuit: async () => answers.shift() ?? false });
    app.quit();
    await vi.waitFor(() => expect(answers).toHaveLength(1));
    await new Promise(setImmediate);
    expect([log, life.isEnding()]).toEqual([['quit held'], false]);
    app.quit();
    await vi.waitFor(() => expect(log).toContain('quit'));
  });

  it('OP5 asks once while the question is open', async () => {
    let asked = 0;
    const { app } = lifecycle({
      mayQuit: () => {
        asked++;
        return new Promise(() => undefined);
      },
    });
    app.quit();
    app.quit();
    expect(asked).toBe(1);
  });

  it('OP5 ends without asking when it is told to, even while it asks', async () => {
    const { app, log, life } = lifecycle({ mayQuit: () => new Promise(() => undefined) });
    app.quit();
    life.end();
    expect(life.isEnding()).toBe(true);
    await vi.waitFor(() => expect(log).toContain('quit'));
    expect(log).toEqual(['quit held', 'stop', 'quit']);
  });

  it.each([
    ['linux', ['quit held']],
    ['win32', ['quit held']],
    ['darwin', []],
  ] as const)('UI1 on %s, closing the last window leads to %j', (platform, expected) => {
    const { emitter, log } = lifecycle({ platform });
    emitter.emit('window-all-closed');
    expect(log).toEqual(expected);
  });
});
