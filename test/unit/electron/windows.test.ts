import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { bringToFront, openConsoleWindow, type WindowParts } from '../../../src/main/electron/console-window.ts';
import { menuTemplate } from '../../../src/main/electron/menu.ts';
import { webPreferences } from '../../../src/main/electron/web-preferences.ts';

type Created = ReturnType<WindowParts['create']>;

function fakeWindow(load: (url: string) => Promise<void> = async () => undefined, isDestroyed = false) {
  const calls: string[] = [];
  const window = Object.assign(new EventEmitter(), {
    loadURL: (url: string) => {
      calls.push(`load ${url}`);
      return load(url);
    },
    show: () => void calls.push('show'),
    focus: () => void calls.push('focus'),
    restore: () => void calls.push('restore'),
    isMinimized: () => true,
    isDestroyed: () => isDestroyed,
  });
  return { window: window as unknown as Created, emitter: window, calls };
}

describe('webPreferences', () => {
  it('E1 are exactly these', () => {
    expect(webPreferences('/out/preload/console.cjs', true)).toEqual({
      preload: '/out/preload/console.cjs',
      sandbox: true,
      contextIsolation: true,
      webSecurity: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      plugins: false,
      navigateOnDragDrop: false,
      enableDeprecatedPaste: false,
      devTools: false,
      spellcheck: false,
      autoplayPolicy: 'no-user-gesture-required',
      backgroundThrottling: false,
    });
  });

  it('E1 leave developer tools to development only', () => {
    expect(webPreferences('x', false).devTools).toBe(true);
    const roles = (isPackaged: boolean) => JSON.stringify(menuTemplate('linux', isPackaged));
    expect(roles(true)).not.toMatch(/toggleDevTools|reload/);
    expect(roles(false)).toMatch(/toggleDevTools/);
  });
});

describe('openConsoleWindow', () => {
  const parts = (created: Created, options: unknown[] = [], reported: string[] = []): WindowParts => ({
    create: (given) => {
      options.push(given);
      return created;
    },
    preload: '/out/preload/console.cjs',
    icon: '/resources/icon.png',
    isPackaged: true,
    report: (what) => reported.push(what),
  });

  it('UI1 opens the console of the room, with our preferences, and shows it once it is painted', () => {
    const { window, emitter, calls } = fakeWindow();
    const options: unknown[] = [];
    openConsoleWindow('http://127.0.0.1:4100', parts(window, options));
    expect(options).toEqual([
      expect.objectContaining({ show: false, webPreferences: webPreferences('/out/preload/console.cjs', true) }),
    ]);
    expect(calls).toEqual(['load http://127.0.0.1:4100/console/']);
    emitter.emit('ready-to-show');
    expect(calls.at(-1)).toBe('show');
  });

  it.each([
    [false, ['the console could not be loaded']],
    [true, []],
  ])('UI1 reports a page that does not load, unless its window was closed (%s)', async (isDestroyed, expected) => {
    const { window } = fakeWindow(() => Promise.reject(new Error('ERR_FAILED')), isDestroyed);
    const reported: string[] = [];
    openConsoleWindow('http://127.0.0.1:4100', parts(window, [], reported));
    await new Promise(setImmediate);
    expect(reported).toEqual(expected);
  });

  it('UI1 comes to the front from wherever it was left', () => {
    const { window, calls } = fakeWindow();
    bringToFront(window);
    expect(calls).toEqual(['restore', 'show', 'focus']);
  });
});
