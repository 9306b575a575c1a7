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
  followLifecycle({
    app: app as unknown as LifecycleParts['app'],
    platform: 'linux',
    show: () => void log.push('show'),
    stop: async () => void log.push('stop'),
    report: (what) => void log.push(what),
    ...changes,
  });
  return { app, emitter, log };
}

describe('followLifecycle', () => {
  it('OP5 closes the room before it quits', async () => {
    const { app, log } = lifecycle();
    app.quit();
    await vi.waitFor(() => expect(log).toContain('quit'));
    expect(log).toEqual(['stop', 'quit held', 'quit']);
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

  it('E15 shows what is open when it is started a second time', () => {
    const { emitter, log } = lifecycle();
    emitter.emit('second-instance', {}, ['--data-dir', '/elsewhere'], '/', { role: 'admin' });
    expect(log).toEqual(['show']);
  });

  it.each([
    ['linux', ['stop', 'quit held']],
    ['win32', ['stop', 'quit held']],
    ['darwin', []],
  ] as const)('UI1 on %s, closing the last window leads to %j', (platform, expected) => {
    const { emitter, log } = lifecycle({ platform });
    emitter.emit('window-all-closed');
    expect(log).toEqual(expected);
  });
});
