import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { menuTemplate } from '../../../src/main/electron/menu.ts';
import { languageFor, shellWords } from '../../../src/main/electron/shell-words.ts';
import { webPreferences } from '../../../src/main/electron/web-preferences.ts';
import { createWindowBook } from '../../../src/main/electron/window-book.ts';
import { bringToFront, createWindowMaker, type WindowMakerParts } from '../../../src/main/electron/window-maker.ts';

type Created = ReturnType<WindowMakerParts['create']>;

const OURS = {
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
};

describe('webPreferences', () => {
  it('E1 are exactly these', () => {
    expect(webPreferences({ preload: '/out/preload/console.cjs' }, true)).toEqual({
      ...OURS,
      preload: '/out/preload/console.cjs',
    });
    expect(webPreferences({ partition: 'persist:guest' }, true)).toEqual({ ...OURS, partition: 'persist:guest' });
  });

  it('E1 leave developer tools to development only', () => {
    expect(webPreferences({}, false).devTools).toBe(true);
    const roles = (isPackaged: boolean) =>
      JSON.stringify(menuTemplate({ platform: 'linux', isPackaged, words: shellWords('en'), room: undefined }));
    expect(roles(true)).not.toMatch(/toggleDevTools|"reload"/);
    expect(roles(false)).toMatch(/toggleDevTools/);
  });
});

function maker({ isMaximized = false } = {}) {
  const made: { options: Parameters<WindowMakerParts['create']>[0]; calls: string[]; emitter: EventEmitter }[] = [];
  const book = createWindowBook();
  const followed: string[] = [];
  const open = createWindowMaker({
    create: (options) => {
      const calls: string[] = [];
      const emitter = new EventEmitter();
      made.push({ options, calls, emitter });
      return Object.assign(emitter, {
        webContents: Object.assign(new EventEmitter(), { id: made.length }),
        show: () => {
          calls.push('show');
          emitter.emit('show');
        },
        maximize: () => void calls.push('maximize'),
      }) as unknown as Created;
    },
    book,
    places: () => ({
      choose: (_kind, size) => ({ x: 10, y: 20, ...size, isMaximized }),
      follow: (kind) => void followed.push(kind),
    }),
    preloads: '/out/preload',
    icon: '/resources/icon.png',
    isPackaged: true,
    words: () => shellWords('en'),
    report: () => undefined,
  });
  return { open, made, book, followed };
}

describe('createWindowMaker', () => {
  it.each(['start', 'console', 'exam', 'guest'] as const)(
    'E1 makes a %s window with our preferences, known to the book',
    (kind) => {
      const { open, made, book, followed } = maker();
      open({ kind, origin: 'http://127.0.0.1:4100', width: 800, height: 600 });
      expect(made[0]?.options.webPreferences).toEqual(kind === 'guest' ? OURS : { ...OURS, preload: `/out/preload/${kind}.cjs` });
      expect(made[0]?.options).toMatchObject({ x: 10, y: 20, width: 800, height: 600, show: false });
      expect(book.of(1)).toMatchObject({ kind, origin: 'http://127.0.0.1:4100' });
      expect(followed).toEqual([kind]);
    },
  );

  it('UI1 shows a window once it is painted, as large as it was', () => {
    const { open, made } = maker({ isMaximized: true });
    open({ kind: 'console', origin: 'x', width: 800, height: 600 });
    expect(made[0]?.calls).toEqual([]);
    made[0]?.emitter.emit('ready-to-show');
    expect(made[0]?.calls).toEqual(['show', 'maximize']);
  });

  it('UI1 leaves it to the caller where it may not be worth showing', () => {
    const { open, made } = maker();
    open({ kind: 'guest', origin: 'x', width: 800, height: 600, isShownByCaller: true });
    made[0]?.emitter.emit('ready-to-show');
    expect(made[0]?.calls).toEqual([]);
  });

  it('UI1 comes to the front from wherever it was left', () => {
    const calls: string[] = [];
    const say = (what: string) => () => void calls.push(what);
    bringToFront({ isMinimized: () => true, restore: say('restore'), show: say('show'), focus: say('focus') });
    expect(calls).toEqual(['restore', 'show', 'focus']);
  });
});

describe('the shell’s own words', () => {
  it('UI4 are all there in both languages, and say how many', () => {
    const shape = (language: 'en' | 'th') =>
      Object.entries(shellWords(language)).map(([name, words]) => [name, typeof words === 'function' ? words(3) : words]);
    expect(shape('th').map(([name]) => name)).toEqual(shape('en').map(([name]) => name));
    for (const [name, text] of shape('th')) expect(text, name).toMatch(/[\u0e00-\u0e7f]/);
    expect(shellWords('en').quitRunning(1)).toBe('1 candidate is working in this room.');
    expect(shellWords('th').quitRunning(12)).toContain('12');
  });

  it.each([
    [undefined, 'th-TH', 'th'],
    [undefined, 'de-DE', 'en'],
    [undefined, '', 'en'],
    ['en', 'th-TH', 'en'],
    ['th', 'en-GB', 'th'],
  ] as const)('UI4 are in the language that was chosen (%s), else in the system’s (%s)', (chosen, locale, expected) => {
    expect(languageFor(chosen, locale)).toBe(expected);
  });

  it('UI4 stand at every item of the menu, with those of the room while one is open', () => {
    const clicked: string[] = [];
    const say = (what: string) => () => void clicked.push(what);
    const room = { openInBrowser: say('browser'), copyJoinAddress: say('copy'), showDataFolder: say('folder') };
    const words = shellWords('th');
    const menus = menuTemplate({ platform: 'linux', isPackaged: true, words, room });
    const items = menus.flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []));
    for (const item of [...menus, ...items]) if (item.type !== 'separator') expect(item.label).toMatch(/[\u0e00-\u0e7f]/);
    for (const item of items) (item.click as (() => void) | undefined)?.();
    expect(clicked).toEqual(['browser', 'copy', 'folder']);
    const without = menuTemplate({ platform: 'linux', isPackaged: true, words, room: undefined });
    expect(without.map(({ label }) => label)).not.toContain(words.room);
  });
});
