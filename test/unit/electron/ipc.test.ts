import { describe, expect, it } from 'vitest';
import { answer, type Caller, type IpcParts, openChannels, type ShellHandlers, tell } from '../../../src/main/electron/ipc.ts';
import { SHELL_CHANNELS, SHELL_SIGNALS, type ShellChannelName, type ShellNews } from '../../../src/shared/ipc.ts';
import { RoomError } from '../../../src/shared/protocol/errors.ts';

const OWN = 'http://127.0.0.1:4100';
const APP = 'app://invigil';
const CONSOLE_CONTENTS = 7;
const EXAM_CONTENTS = 8;
const about = { version: '1.2.3', electron: '45', chrome: '156', platform: 'linux' };

function parts(): IpcParts & { reported: string[] } {
  const reported: string[] = [];
  return {
    windowOf: (id) => {
      if (id === CONSOLE_CONTENTS) return { kind: 'console', origin: OWN };
      return id === EXAM_CONTENTS ? { kind: 'exam', origin: APP } : undefined;
    },
    report: (what) => reported.push(what),
    reported,
  };
}

/** As much of Electron's event as is looked at. */
function caller({ url = `${OWN}/console/#/`, id = CONSOLE_CONTENTS, isTop = true, isGone = false } = {}): Caller {
  const frame = isGone ? null : { url, parent: isTop ? null : {} };
  return { sender: { id }, senderFrame: frame } as unknown as Caller;
}

const candidate = caller({ id: EXAM_CONTENTS, url: `${APP}/exam/` });
const strangers: [string, Caller][] = [
  ['a frame that navigated away', caller({ isGone: true })],
  ['a frame inside our page', caller({ isTop: false })],
  ['a page from elsewhere', caller({ url: 'https://example.com/console/' })],
  ['a host name that begins like ours', caller({ url: 'http://127.0.0.1:4100.evil.example/' })],
  ['another port', caller({ url: 'http://127.0.0.1:4101/console/' })],
  ['the origin of another window of ours', caller({ url: `${APP}/exam/` })],
  ['our own scheme with another host', caller({ id: EXAM_CONTENTS, url: 'app://elsewhere/exam/' })],
  ['a file', caller({ url: 'file:///console/index.html' })],
  ['an address that is none', caller({ url: '' })],
  ['contents that are not a window of ours', caller({ id: 99 })],
];
const channels = Object.keys(SHELL_CHANNELS) as ShellChannelName[];
const unreachable = (): never => {
  throw new Error('a refused call reached its handler');
};
const setupCode: ShellHandlers['shell:setup-code'] = () => ({ setupCode: 'ABCD-EFGH' });

describe('the list of channels', () => {
  it.each(Object.entries(SHELL_CHANNELS))(
    'E7 %s has a schema of its own for what goes in and out, and windows',
    (_name, channel) => {
      expect(channel.windows.length).toBeGreaterThan(0);
      for (const schema of [channel.input, channel.output]) {
        // Strict: an object with a stranger's key is refused, and so is anything that is no object.
        expect(schema.safeParse({ 'not of this channel': true }).success).toBe(false);
        for (const odd of [undefined, null, 1, 'text', []]) expect(schema.safeParse(odd).success).toBe(false);
      }
    },
  );

  it.each(Object.entries(SHELL_SIGNALS))('E7 %s has a schema and windows', (_name, signal) => {
    expect(signal.windows.length).toBeGreaterThan(0);
    expect(signal.payload.safeParse({ 'not of this signal': true }).success).toBe(false);
  });
});

describe('answer', () => {
  it.each(strangers)('E7 security-50 refuses %s on every channel, and says so', async (_who, stranger) => {
    for (const channel of channels) {
      const room = parts();
      const result = await answer(channel, stranger, {}, unreachable, room);
      expect(result).toMatchObject({ ok: false, error: { code: 'role_forbidden' } });
      expect(room.reported).toHaveLength(1);
    }
  });

  it.each(channels)('E7 security-50 gives %s to the windows of its list and to no other', async (channel) => {
    for (const kind of ['start', 'console', 'exam', 'guest'] as const) {
      const room = { ...parts(), windowOf: () => ({ kind, origin: OWN }) };
      const result = await answer(channel, caller(), 'no input of any channel', unreachable, room);
      const isListed = (SHELL_CHANNELS[channel].windows as readonly string[]).includes(kind);
      expect(result).toMatchObject({ ok: false, error: { code: isListed ? 'invalid_input' : 'role_forbidden' } });
    }
  });

  it('E7 gives the setup code to the console and not to the candidate', async () => {
    expect(await answer('shell:setup-code', caller(), {}, setupCode, parts())).toEqual({
      ok: true,
      value: { setupCode: 'ABCD-EFGH' },
    });
    expect(await answer('shell:setup-code', candidate, {}, unreachable, parts())).toMatchObject({
      ok: false,
      error: { code: 'role_forbidden' },
    });
    expect(await answer('shell:about', candidate, {}, () => about, parts())).toEqual({ ok: true, value: about });
  });

  it('E7 tells a handler the input and who asks, and waits for its answer', async () => {
    const told: unknown[] = [];
    const later: ShellHandlers['shell:about'] = async (...given) => {
      told.push(...given);
      await Promise.resolve();
      return about;
    };
    expect(await answer('shell:about', candidate, {}, later, parts())).toEqual({ ok: true, value: about });
    expect(told).toEqual([{}, EXAM_CONTENTS]);
  });

  it.each([[undefined], [null], ['text'], [[]], [{ extra: 1 }]])('E7 refuses %j as an input', async (input) => {
    const room = parts();
    expect(await answer('shell:about', caller(), input, unreachable, room)).toMatchObject({
      ok: false,
      error: { code: 'invalid_input' },
    });
    expect(room.reported).toHaveLength(1);
  });

  it.each([
    ['at once', () => unreachable()],
    ['later', () => Promise.reject(new Error('the secret path /home/someone'))],
  ])('E7 turns a handler that fails %s into a result without its words, which go to the report', async (_when, failing) => {
    const room = parts();
    const result = await answer('shell:setup-code', caller(), {}, failing, room);
    expect(result).toEqual({ ok: false, error: { code: 'internal', message: 'The application could not answer.' } });
    expect(room.reported).toEqual(['shell:setup-code failed']);
  });

  it('E7 hands an expected refusal on with its code and words', async () => {
    const refusing = () => {
      throw new RoomError('join_code_invalid', 'No room has this code.');
    };
    const room = parts();
    expect(await answer('shell:setup-code', caller(), {}, refusing, room)).toMatchObject({
      ok: false,
      error: { code: 'join_code_invalid', message: 'No room has this code.' },
    });
    expect(room.reported).toEqual([]);
  });

  it('E7 lets out no answer that is not the channel’s own', async () => {
    const talkative = () => ({ setupCode: 'x', password: 'y' });
    expect(await answer('shell:setup-code', caller(), {}, talkative, parts())).toMatchObject({
      ok: false,
      error: { code: 'internal' },
    });
  });
});

describe('openChannels', () => {
  it('E7 opens exactly the channels that have a handler, and closes them', async () => {
    const open = new Map<string, (event: never, input: unknown) => unknown>();
    const ipcMain = {
      handle: (name: string, listener: (event: never, input: unknown) => unknown) => void open.set(name, listener),
      removeHandler: (name: string) => void open.delete(name),
    };
    const close = openChannels(ipcMain, { 'shell:about': () => about }, parts());
    expect([...open.keys()]).toEqual(['shell:about']);
    expect(await open.get('shell:about')?.(caller() as never, {})).toEqual({ ok: true, value: about });
    close();
    expect([...open.keys()]).toEqual([]);
  });
});

describe('tell', () => {
  function told(kind: 'console' | 'exam' | 'start') {
    const sent: unknown[][] = [];
    return { sent, window: { kind, contents: { send: (...args: unknown[]) => void sent.push(args) } } };
  }

  it('AL4 sends a signal with its payload', () => {
    const { sent, window } = told('console');
    tell(window, 'shell:show-alert', { alertId: 'a1' });
    expect(sent).toEqual([['shell:show-alert', { alertId: 'a1' }]]);
  });

  it('E7 sends nothing to a window the signal is not for', () => {
    for (const kind of ['exam', 'start'] as const) {
      const { sent, window } = told(kind);
      expect(() => tell(window, 'shell:show-alert', { alertId: 'a1' })).toThrow(kind);
      expect(sent).toEqual([]);
    }
  });

  it('E7 sends nothing that is not the signal’s own payload', () => {
    const { sent, window } = told('console');
    const news = { alertId: 'a1', candidate: 'a name' } as ShellNews<'shell:show-alert'>;
    expect(() => tell(window, 'shell:show-alert', news)).toThrow();
    expect(sent).toEqual([]);
  });
});
