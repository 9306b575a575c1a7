import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { crashPage, watchCrashes } from '../../../src/main/electron/crash-watch.ts';
import { shellWords } from '../../../src/main/electron/shell-words.ts';

const ADDRESS = 'http://127.0.0.1:4100/console/#/overview';

function watched() {
  const did: string[] = [];
  const reported: string[] = [];
  let address = ADDRESS;
  let now = 0;
  let hasTools = false;
  const webContents = Object.assign(new EventEmitter(), {
    getURL: () => address,
    reload: () => void did.push('reload'),
    forcefullyCrashRenderer: () => void did.push('crash'),
    isDevToolsOpened: () => hasTools,
  });
  const window = Object.assign(new EventEmitter(), {
    webContents,
    isDestroyed: () => false,
    loadURL: async (url: string) => {
      address = url;
      did.push(`load ${url.slice(0, 14)}`);
    },
  });
  watchCrashes(window as unknown as Parameters<typeof watchCrashes>[0], 'console', {
    words: () => shellWords('en'),
    report: (what) => reported.push(what),
    now: () => now,
  });
  const die = (reason = 'crashed') => {
    webContents.emit('render-process-gone', {}, { reason, exitCode: 5 });
    vi.runAllTicks();
    vi.advanceTimersByTime(0);
  };
  return {
    did,
    reported,
    window,
    die,
    pass: (ms: number) => {
      now += ms;
    },
    openTools: () => {
      hasTools = true;
    },
  };
}

describe('watchCrashes', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('E16 says that a page died, and loads it again once', () => {
    const { did, reported, die } = watched();
    die();
    expect(did).toEqual(['reload']);
    expect(reported).toEqual(['the page of a console window is gone: crashed, exit code 5']);
  });

  it('E16 offers to load a page that dies again, instead of trying for ever', () => {
    const { did, die, pass } = watched();
    die();
    pass(60_000);
    die('oom');
    expect(did).toEqual(['reload', 'load data:text/html']);
    pass(1_000);
    die();
    expect(did.at(-1)).toBe('reload');
  });

  it('E16 tries again when the last time is long ago', () => {
    const { did, die, pass } = watched();
    die();
    pass(5 * 60_000);
    die();
    expect(did).toEqual(['reload', 'reload']);
  });

  it('E16 lets a page go that ended in order', () => {
    const { did, reported, die } = watched();
    die('clean-exit');
    expect([did, reported]).toEqual([[], []]);
  });

  it('E16 ends a page that does not answer, unless it comes to itself', () => {
    const { did, reported, window } = watched();
    window.emit('unresponsive');
    vi.advanceTimersByTime(14_999);
    window.emit('responsive');
    vi.advanceTimersByTime(60_000);
    expect(did).toEqual([]);
    window.emit('unresponsive');
    vi.advanceTimersByTime(15_000);
    expect(did).toEqual(['crash']);
    expect(reported).toEqual([
      'a console window does not answer',
      'a console window answers again',
      'a console window does not answer',
    ]);
  });

  it('E16 leaves a page alone that a developer keeps waiting, and one that is closed', () => {
    const { did, window, openTools } = watched();
    window.emit('unresponsive');
    window.emit('closed');
    vi.advanceTimersByTime(60_000);
    openTools();
    window.emit('unresponsive');
    vi.advanceTimersByTime(60_000);
    expect(did).toEqual([]);
  });
});

describe('crashPage', () => {
  const html = (address: string, isGuest = false) =>
    decodeURIComponent(crashPage(address, shellWords('en'), isGuest).split(',').slice(1).join(','));

  it('E16 is words and one link, without script', () => {
    expect(html(ADDRESS)).toContain(`href="${ADDRESS}"`);
    expect(html(ADDRESS)).toContain("default-src 'none'");
    expect(html(ADDRESS)).not.toContain('<script');
    expect(html(ADDRESS)).toContain('The room is not affected');
    expect(html(ADDRESS, true)).toContain('another computer');
  });

  it('E6 lets no address break out of its link', () => {
    const hostile = html('http://room/"><script>alert(1)</script>');
    expect(hostile).not.toContain('<script');
    expect(hostile.match(/<a /g)).toHaveLength(1);
  });
});
