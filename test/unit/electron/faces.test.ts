import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { StartError } from '../../../src/main/domain/start-error.ts';
import { followOutside } from '../../../src/main/electron/follow-outside.ts';
import { createGuestConsole, type GuestParts } from '../../../src/main/electron/guest-console.ts';
import { type FirstParts, openFirst } from '../../../src/main/electron/open-first.ts';
import { createStartScreen, type StartScreenParts } from '../../../src/main/electron/start-screen.ts';
import { joinCodeFromBits } from '../../../src/shared/model/join-code.ts';

const code = joinCodeFromBits(new Uint8Array([9, 8, 7, 6, 5, 4, 3, 2])).replace(/(.{4})(?=.)/g, '$1-');
type Config = ReturnType<StartScreenParts['configFor']>;

function startScreen(changes: Partial<StartScreenParts> = {}) {
  const did: string[] = [];
  const chosen: object[] = [];
  const parts: StartScreenParts = {
    openWindow: ({ kind }) => {
      did.push(`open ${kind}`);
      const window = Object.assign(new EventEmitter(), {
        loadURL: async (url: string) => void did.push(`load ${url}`),
        close: () => {
          did.push('close');
          window.emit('closed');
        },
        isMinimized: () => false,
        show: () => void did.push('show'),
        focus: () => undefined,
      });
      return window as unknown as ReturnType<StartScreenParts['openWindow']>;
    },
    configFor: (flags) => {
      chosen.push(flags);
      return { port: 3000, lan: false, plaintext: false, dataDir: '/srv/room', ...flags } as Config;
    },
    host: async () => void did.push('host'),
    openConsole: async () => undefined,
    join: () => void did.push('join'),
    chooseFolder: async () => '/srv/other',
    report: (what) => void did.push(what),
    ...changes,
  };
  return { screen: createStartScreen(parts), did, chosen };
}

describe('createStartScreen', () => {
  it('OP2 opens once, from our own pages, and begins with the settings the program was started with', async () => {
    const { screen, did } = startScreen();
    screen.show();
    screen.show();
    expect(did).toEqual(['open start', 'load app://invigil/start/', 'show']);
    expect(await screen.handlers['shell:opening']({}, 1)).toEqual({
      host: { port: 3000, lan: false, plaintext: false, dataDir: '/srv/room' },
      canJoin: true,
    });
  });

  it('OP2 opens a room as it was told, and closes', async () => {
    const { screen, did, chosen } = startScreen();
    screen.show();
    await screen.handlers['shell:opening']({}, 1);
    expect(await screen.handlers['shell:host']({ port: 0, lan: true, plaintext: false, dataDir: '/srv/room' }, 1)).toEqual({});
    expect(chosen.at(-1)).toEqual({ port: '0', lan: true, plaintext: false, dataDir: '/srv/room' });
    expect(did.slice(-2)).toEqual(['host', 'close']);
  });

  it('OP4 stays, and says why, when the room does not open', async () => {
    const { screen, did } = startScreen({ host: () => Promise.reject(new StartError('port_in_use', 'Port 3000 is used.')) });
    screen.show();
    await screen.handlers['shell:opening']({}, 1);
    expect(await screen.handlers['shell:host']({ port: 3000, lan: false, plaintext: false, dataDir: '/srv/room' }, 1)).toEqual({
      refusal: { code: 'port_in_use', detail: 'Port 3000 is used.' },
    });
    expect(did).not.toContain('close');
  });

  it('E7 opens no room in a folder that nobody pointed at in the system’s dialog', async () => {
    const { screen, did } = startScreen();
    screen.show();
    await screen.handlers['shell:opening']({}, 1);
    const wanted = { port: 0, lan: false, plaintext: true, dataDir: '/srv/other' };
    await expect(screen.handlers['shell:host'](wanted, 1)).rejects.toThrow('not chosen');
    expect(did).not.toContain('host');
    expect(await screen.handlers['shell:choose-folder']({}, 1)).toEqual({ folder: '/srv/other' });
    expect(await screen.handlers['shell:host'](wanted, 1)).toEqual({});
  });

  it('OP4 opens one room, however often the button is pressed', async () => {
    let finish: () => void = () => undefined;
    const { screen } = startScreen({
      host: () =>
        new Promise((resolve) => {
          finish = resolve;
        }),
    });
    screen.show();
    await screen.handlers['shell:opening']({}, 1);
    const wanted = { port: 0, lan: false, plaintext: true, dataDir: '/srv/room' };
    const first = screen.handlers['shell:host'](wanted, 1);
    await expect(screen.handlers['shell:host'](wanted, 1)).rejects.toThrow('already');
    finish();
    expect(await first).toEqual({});
  });

  it('OP2 goes on to the join screen, where this program can be a seat', async () => {
    const able = startScreen();
    able.screen.show();
    await able.screen.handlers['shell:join']({}, 1);
    expect(able.did.slice(-2)).toEqual(['join', 'close']);
    const unable = startScreen({ join: undefined });
    expect(await unable.screen.handlers['shell:opening']({}, 1)).toMatchObject({ canJoin: false });
    expect(() => unable.screen.handlers['shell:join']({}, 1)).toThrow();
  });

  it('E6 stays with the reason when another room’s console does not open', async () => {
    const { screen, did } = startScreen({ openConsole: async () => 'unreachable' });
    screen.show();
    expect(await screen.handlers['shell:open-console']({ url: 'room' }, 1)).toEqual({ refusal: 'unreachable' });
    expect(did).not.toContain('close');
  });
});

describe('createGuestConsole', () => {
  function guest({ status = 200, title = 'Invigil', failure = '' } = {}) {
    const did: string[] = [];
    const wanted: Parameters<GuestParts['openWindow']>[0][] = [];
    const open = createGuestConsole({
      openWindow: (given) => {
        wanted.push(given);
        const webContents = Object.assign(new EventEmitter(), { getTitle: () => title });
        return {
          webContents,
          loadURL: async (url: string) => {
            did.push(`load ${url}`);
            if (failure) throw new Error(failure);
            webContents.emit('did-navigate', {}, url, status);
          },
          isDestroyed: () => false,
          destroy: () => did.push('destroy'),
          show: () => did.push('show'),
        } as unknown as ReturnType<GuestParts['openWindow']>;
      },
      report: () => undefined,
    });
    return { open, did, wanted };
  }

  it('E6 opens a room’s console without a bridge, in a session of its own, bound to its origin', async () => {
    const { open, did, wanted } = guest();
    expect(await open('192.168.1.20:3000/evil?x')).toBeUndefined();
    expect(did).toEqual(['load https://192.168.1.20:3000/console/', 'show']);
    expect(wanted).toEqual([
      expect.objectContaining({ kind: 'guest', origin: 'https://192.168.1.20:3000', partition: 'persist:guest' }),
    ]);
  });

  it('E6 goes to a room without encryption only where the address says so', async () => {
    const { open, did } = guest();
    expect(await open('http://192.168.1.20:3000')).toBeUndefined();
    expect(did).toEqual(['load http://192.168.1.20:3000/console/', 'show']);
  });

  it.each([
    [{ failure: 'ERR_CONNECTION_REFUSED (-102)' }, 'unreachable'],
    [{ failure: 'ERR_CERT_AUTHORITY_INVALID (-202)' }, 'certificate'],
    [{ status: 404 }, 'not_a_room'],
    [{ title: 'A printer' }, 'not_a_room'],
  ])('E6 shows nothing where there is no room: %j is %s', async (answer, refusal) => {
    const { open, did } = guest(answer);
    expect(await open('https://room.example')).toBe(refusal);
    expect(did.at(-1)).toBe('destroy');
  });

  it('E6 makes no window at all for what is no address', async () => {
    const { open, wanted } = guest();
    expect(await open('file:///etc/passwd')).toBe('address_invalid');
    expect(wanted).toEqual([]);
  });
});

describe('openFirst', () => {
  function first(changes: Partial<FirstParts> = {}) {
    const did: unknown[] = [];
    const parts: FirstParts = {
      configFor: () => ({}) as Config,
      openRoom: async () => void did.push('room'),
      openGuest: async (url) => {
        did.push(['guest', url]);
        return undefined;
      },
      seat: { open: (prefill) => did.push(['seat', prefill]) as never },
      start: { show: (beginning) => did.push(['start', beginning]) as never },
      report: () => undefined,
      ...changes,
    };
    return { parts, did };
  }

  it.each([
    [{ face: 'start' }, [['start', {}]]],
    [{ face: 'host' }, ['room']],
    [{ face: 'console', url: 'http://room' }, [['guest', 'http://room']]],
    [{ face: 'join', code: 'X', address: 'room:3000' }, [['seat', { code: 'X', address: 'room:3000' }]]],
  ] as const)('OP2 %j opens that face', async (face, expected) => {
    const { parts, did } = first();
    await openFirst(face, parts);
    expect(did).toEqual(expected);
  });

  it('OP4 falls back to the first screen with the reason', async () => {
    const locked = new StartError('data_dir_locked', 'In use.');
    const host = first({ openRoom: () => Promise.reject(locked) });
    await openFirst({ face: 'host' }, host.parts);
    expect(host.did).toEqual([['start', { choice: 'host', refusal: { code: 'data_dir_locked', detail: 'In use.' } }]]);
    const guest = first({ openGuest: async () => 'certificate' });
    await openFirst({ face: 'console', url: 'https://room' }, guest.parts);
    expect(guest.did).toEqual([['start', { choice: 'console', consoleUrl: 'https://room', consoleRefusal: 'certificate' }]]);
    const noSeat = first({ seat: undefined });
    await openFirst({ face: 'join', code: 'X' }, noSeat.parts);
    expect(noSeat.did).toEqual([['start', { choice: 'join' }]]);
  });
});

describe('followOutside', () => {
  function outside(isFree: boolean) {
    const did: unknown[] = [];
    const emitter = new EventEmitter();
    const app = Object.assign(emitter, { whenReady: async () => undefined, getAppPath: () => '/app' });
    followOutside({
      app: app as unknown as Parameters<typeof followOutside>[0]['app'],
      show: () => did.push('show'),
      isFree: () => isFree,
      join: (prefill) => did.push(prefill),
      report: (what) => did.push(what),
    });
    return { emitter, did, start: (...args: string[]) => emitter.emit('second-instance', {}, ['electron', '/app', ...args]) };
  }

  it('E15 a second start shows what is open', () => {
    const { did, start } = outside(true);
    start();
    expect(did).toEqual(['show']);
  });

  it('E15 a join link fills the join screen in, where this program is free', () => {
    const free = outside(true);
    free.start(`invigil://join/${code}`);
    expect(free.did).toEqual([{ code }]);
    const busy = outside(false);
    busy.start(`invigil://join/${code}`);
    expect(busy.did).toEqual(['a join link was ignored: this program is not free to join an exam', 'show']);
  });

  it('E15 security-53 anything else is ignored, said, and never repeated', () => {
    const { did, start } = outside(true);
    start('--data-dir', '/elsewhere');
    start('invigil://join/../../x');
    expect(did.filter((what) => what === 'show')).toHaveLength(2);
    expect(JSON.stringify(did)).not.toMatch(/elsewhere|\.\./);
  });

  it('E15 a link of the system’s is held to the same', async () => {
    const { did, emitter } = outside(true);
    const event = { preventDefault: () => did.push('held') };
    emitter.emit('open-url', event, `invigil://join/${code}`);
    emitter.emit('open-url', event, 'invigil://host/now');
    await new Promise(setImmediate);
    expect(did).toEqual(['held', 'held', 'a link that is no join link was ignored', { code }]);
  });
});
