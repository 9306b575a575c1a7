import { describe, expect, it } from 'vitest';
import { answer, type Caller, type IpcParts, openChannels } from '../../../src/main/electron/ipc.ts';
import { SHELL_CHANNELS, type ShellChannelName } from '../../../src/shared/ipc.ts';

const OWN = 'http://127.0.0.1:4100';
const CONSOLE_CONTENTS = 7;
const EXAM_CONTENTS = 8;
const about = { version: '1.2.3', electron: '45', chrome: '156', platform: 'linux' };

function parts(changes: Partial<IpcParts> = {}): IpcParts & { reported: string[] } {
  const reported: string[] = [];
  return {
    handlers: { 'shell:setup-code': () => ({ setupCode: 'ABCD-EFGH' }), 'shell:about': () => about },
    windowOf: (id) => (id === CONSOLE_CONTENTS ? 'console' : id === EXAM_CONTENTS ? 'exam' : undefined),
    ownOrigin: () => OWN,
    report: (what) => reported.push(what),
    reported,
    ...changes,
  };
}

/** As much of Electron's event as is looked at. */
function caller({ url = `${OWN}/console/#/`, id = CONSOLE_CONTENTS, isTop = true, isGone = false } = {}): Caller {
  const frame = isGone ? null : { url, parent: isTop ? null : {} };
  return { sender: { id }, senderFrame: frame } as unknown as Caller;
}

const strangers: [string, Caller][] = [
  ['a frame that navigated away', caller({ isGone: true })],
  ['a frame inside our page', caller({ isTop: false })],
  ['a page from elsewhere', caller({ url: 'https://example.com/console/' })],
  ['a host name that begins like ours', caller({ url: 'http://127.0.0.1:4100.evil.example/' })],
  ['another port', caller({ url: 'http://127.0.0.1:4101/console/' })],
  ['a file', caller({ url: 'file:///console/index.html' })],
  ['an address that is none', caller({ url: '' })],
  ['contents that are not a window of ours', caller({ id: 99 })],
];
const channels = Object.keys(SHELL_CHANNELS) as ShellChannelName[];

describe('answer', () => {
  it.each(strangers)('E7 refuses %s on every channel, and says so', (_who, stranger) => {
    for (const channel of channels) {
      const room = parts();
      expect(answer(channel, stranger, {}, room)).toMatchObject({ ok: false, error: { code: 'role_forbidden' } });
      expect(room.reported).toHaveLength(1);
    }
  });

  it('E7 refuses everybody before the room is open', () => {
    expect(answer('shell:about', caller(), {}, parts({ ownOrigin: () => undefined }))).toMatchObject({ ok: false });
  });

  it('E7 gives the setup code to the console and not to the candidate', () => {
    expect(answer('shell:setup-code', caller(), {}, parts())).toEqual({ ok: true, value: { setupCode: 'ABCD-EFGH' } });
    const candidate = caller({ id: EXAM_CONTENTS, url: `${OWN}/exam/` });
    expect(answer('shell:setup-code', candidate, {}, parts())).toMatchObject({ ok: false, error: { code: 'role_forbidden' } });
    expect(answer('shell:about', candidate, {}, parts())).toEqual({ ok: true, value: about });
  });

  it.each([[undefined], [null], ['text'], [[]], [{ extra: 1 }]])('E7 refuses %j as an input', (input) => {
    const room = parts();
    expect(answer('shell:about', caller(), input, room)).toMatchObject({ ok: false, error: { code: 'invalid_input' } });
    expect(room.reported).toHaveLength(1);
  });

  it('E7 turns a failing handler into a result without its words, which go to the report', () => {
    const failing = () => {
      throw new Error('the secret path /home/someone');
    };
    const room = parts({ handlers: { 'shell:setup-code': failing, 'shell:about': () => about } });
    const result = answer('shell:setup-code', caller(), {}, room);
    expect(result).toMatchObject({ ok: false, error: { code: 'internal' } });
    expect(JSON.stringify(result)).not.toContain('secret');
    expect(room.reported).toHaveLength(1);
  });

  it('E7 lets out no answer that is not the channel’s own', () => {
    const handlers = { 'shell:setup-code': () => ({ setupCode: 'x', password: 'y' }), 'shell:about': () => about };
    expect(answer('shell:setup-code', caller(), {}, parts({ handlers }))).toMatchObject({
      ok: false,
      error: { code: 'internal' },
    });
  });
});

describe('openChannels', () => {
  it('E7 opens exactly the channels of the list, and closes them', () => {
    const open = new Set<string>();
    const ipcMain = { handle: (name: string) => void open.add(name), removeHandler: (name: string) => void open.delete(name) };
    const close = openChannels(ipcMain, parts());
    expect([...open].sort()).toEqual(['shell:about', 'shell:setup-code']);
    close();
    expect([...open]).toEqual([]);
  });
});
