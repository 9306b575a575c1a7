import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import {
  createRefusalReports,
  type GuardedPage,
  guardExternal,
  type Refused,
} from '../../../../src/main/electron/seat/external-guard.ts';
import { externalHandlers } from '../../../../src/main/electron/seat/external-place.ts';
import { createExternalView, type ExternalViewParts } from '../../../../src/main/electron/seat/external-view.ts';
import type { OpenSeat } from '../../../../src/main/electron/seat/open-seat.ts';
import { guardContents } from '../../../../src/main/electron/security.ts';

const ALLOW = ['https://lms.example.org/quiz'];
const PAPER = { startUrl: 'https://lms.example.org/quiz/1', allow: ALLOW };

type WindowOpenHandler = (details: { url: string }) => { action: string };

/** The contents of a page without a page: what it was sent to, and what it is asked. */
class FakeContents extends EventEmitter {
  readonly id = 7;
  readonly session = Object.assign(new EventEmitter(), {
    setPermissionRequestHandler: () => {},
    webRequest: { onHeadersReceived: () => {} },
  });
  readonly loaded: string[] = [];
  isClosed = false;
  mayOpen: WindowOpenHandler = () => ({ action: 'allow' });
  setWindowOpenHandler(handler: WindowOpenHandler): void {
    this.mayOpen = handler;
  }
  async loadURL(url: string): Promise<void> {
    this.loaded.push(url);
  }
  close(): void {
    this.isClosed = true;
  }
  isDestroyed(): boolean {
    return this.isClosed;
  }
  hasKeys = false;
  isFocused(): boolean {
    return this.hasKeys;
  }
  focus(): void {
    this.hasKeys = true;
    this.emit('focus');
  }
  /** Is the page kept from going there? */
  keeps(name: string, url: string): boolean {
    let isKept = false;
    this.emit(name, { url, preventDefault: () => (isKept = true) });
    return isKept;
  }
}

describe('EX8 the page of an external exam', () => {
  it('EX8 goes nowhere but on its list, and each refusal is told', () => {
    const contents = new FakeContents();
    const refused: Refused[] = [];
    guardExternal(contents as unknown as GuardedPage, { allow: ALLOW, onRefused: (one) => refused.push(one) });
    for (const name of ['will-frame-navigate', 'will-redirect']) {
      expect(contents.keeps(name, 'https://lms.example.org/quiz/2?page=3')).toBe(false);
      expect(contents.keeps(name, 'https://lms.example.org/quizzes')).toBe(true);
      expect(contents.keeps(name, 'file:///etc/passwd')).toBe(true);
    }
    expect(contents.keeps('will-attach-webview', '')).toBe(true);
    expect(contents.mayOpen({ url: 'https://search.example.com/' })).toEqual({ action: 'deny' });
    expect(contents.mayOpen({ url: 'https://lms.example.org/quiz/popup' })).toEqual({ action: 'deny' });
    expect(contents.loaded, 'in place of a window of its own').toEqual(['https://lms.example.org/quiz/popup']);
    expect(refused.map(({ how }) => how)).toEqual(['navigation', 'navigation', 'redirect', 'redirect', 'window']);
  });

  it('EX8 tells of one host once in ten seconds, with how often, and never what was in the address', () => {
    let now = 0;
    const told: unknown[] = [];
    const refuse = createRefusalReports({ now: () => now, report: ({ details }) => told.push(details) });
    for (let times = 0; times < 500; times++) refuse({ how: 'navigation', url: `https://search.example.com/?q=secret${times}` });
    refuse({ how: 'window', url: 'not an address' });
    now = 10_000;
    refuse({ how: 'navigation', url: 'https://search.example.com/' });
    expect(told).toEqual([
      { host: 'search.example.com', how: 'navigation', times: 1 },
      { host: 'unreadable', how: 'window', times: 1 },
      { host: 'search.example.com', how: 'navigation', times: 500 },
    ]);
  });

  it('EX8 stays covered for who was suspended while the room was still asked', async () => {
    const [shown, told] = [[] as string[], new EventEmitter()];
    const answers: ((state: string) => void)[] = [];
    const loadAttempt = () => new Promise((resolve) => answers.push((state) => resolve({ external: PAPER, attempt: { state } })));
    const seat = { link: { connection: told, client: { loadAttempt } } } as unknown as OpenSeat;
    const view = { show: () => shown.push('shown'), hide: () => shown.push('covered') };
    const show = externalHandlers(() => seat, view)['seat:external'];
    const asked = show({ top: 100 }, undefined as never);
    told.emit('attempt-state', { state: 'suspended' });
    // Said before it happened, heard afterwards.
    answers.shift()?.('in_progress');
    await asked;
    expect(shown.at(-1)).toBe('covered');
    const again = show({ top: 100 }, undefined as never);
    answers.shift()?.('in_progress');
    await again;
    expect(shown.at(-1)).toBe('shown');
    const late = show({ top: 100 }, undefined as never);
    await show({}, undefined as never);
    answers.shift()?.('in_progress');
    await late;
    expect(shown.at(-1), 'the page itself covered it meanwhile').toBe('covered');
  });

  it('EX8 is covered and uncovered in the window, fits below the app’s own part, refuses downloads, and ends with the seat', () => {
    const contents = new FakeContents();
    const looks: unknown[] = [];
    const view = {
      webContents: contents,
      setBounds: (bounds: unknown) => looks.push(bounds),
      setVisible: (isVisible: boolean) => looks.push(isVisible),
    } as unknown as ReturnType<ExternalViewParts['createView']>;
    const children: unknown[] = [];
    const frame = Object.assign(new EventEmitter(), {
      getContentBounds: () => ({ x: 0, y: 0, width: 800, height: 600 }),
      isDestroyed: () => false,
      webContents: new FakeContents(),
      contentView: {
        addChildView: (child: unknown) => children.push(child),
        removeChildView: () => children.pop(),
      },
    });
    const refused: Refused[] = [];
    const external = createExternalView({
      window: () => frame as unknown as ReturnType<ExternalViewParts['window']>,
      createView: () => view,
      onRefused: (one) => refused.push(one),
      report: () => {},
    });
    external.hide();
    expect(looks).toEqual([]);
    external.show(PAPER, 200);
    expect(contents.loaded).toEqual([PAPER.startUrl]);
    expect(looks).toEqual([{ x: 0, y: 200, width: 800, height: 400 }, true]);
    external.hide();
    external.show(PAPER, 200);
    expect(contents.loaded, 'where it was').toHaveLength(1);
    expect(looks.slice(2)).toEqual([false, { x: 0, y: 200, width: 800, height: 400 }, true]);

    // The guard over all pages knows only windows of ours: it asks here.
    const guarded = new FakeContents();
    guardContents(guarded as unknown as Parameters<typeof guardContents>[0], () => undefined, external.mayGo);
    expect(guarded.keeps('will-navigate', 'https://lms.example.org/quiz/2')).toBe(false);
    expect(guarded.keeps('will-navigate', 'https://lms.example.org/')).toBe(true);

    let isKept = false;
    contents.session.emit(
      'will-download',
      { preventDefault: () => (isKept = true) },
      { getURL: () => 'https://lms.example.org/a' },
    );
    expect(isKept).toBe(true);
    expect(refused).toEqual([{ how: 'download', url: 'https://lms.example.org/a' }]);
    contents.hasKeys = true;
    external.hide();
    expect(frame.webContents.hasKeys, 'what is covered hears no keys').toBe(true);
    external.close();
    expect([children, contents.isClosed, frame.listenerCount('resize')]).toEqual([[], true, 0]);
    expect(external.mayGo(7, PAPER.startUrl)).toBe(false);
  });
  it('EX8 ends with its window, which is gone by then', () => {
    const contents = new FakeContents();
    let isGone = false;
    const frame = Object.assign(new EventEmitter(), {
      getContentBounds: () => ({ x: 0, y: 0, width: 800, height: 600 }),
      isDestroyed: () => isGone,
      webContents: new FakeContents(),
      get contentView() {
        if (isGone) throw new TypeError('Object has been destroyed');
        return { addChildView: () => {}, removeChildView: () => {} };
      },
    });
    const view = { webContents: contents, setBounds: () => {}, setVisible: () => {} };
    const external = createExternalView({
      window: () => frame as unknown as ReturnType<ExternalViewParts['window']>,
      createView: () => view as unknown as ReturnType<ExternalViewParts['createView']>,
      onRefused: () => {},
      report: () => {},
    });
    external.show(PAPER, 200);
    isGone = true;
    external.hide();
    external.close();
    expect(contents.isClosed).toBe(true);
  });

  it('EX8 what the engine refuses by itself is told from its words; a page that asks to stay does not', () => {
    const contents = Object.assign(new FakeContents(), { getURL: () => 'https://lms.example.org/quiz/1' });
    const refused: Refused[] = [];
    guardExternal(contents as unknown as GuardedPage, { allow: ALLOW, onRefused: (one) => refused.push(one) });
    contents.emit('console-message', { message: 'Not allowed to load local resource: file:///etc/passwd' });
    contents.emit('console-message', { message: "Ignored call to 'print()'. The document is sandboxed." });
    contents.emit('console-message', { message: 'Anything else' });
    expect(refused).toEqual([
      { how: 'navigation', url: 'file:///etc/passwd' },
      { how: 'print', url: 'https://lms.example.org/quiz/1' },
    ]);
    expect(contents.keeps('will-prevent-unload', '')).toBe(true);
  });
});
