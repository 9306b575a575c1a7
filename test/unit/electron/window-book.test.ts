import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { createWindowBook, type WindowBook } from '../../../src/main/electron/window-book.ts';

type Window = Parameters<WindowBook['enter']>[0];

/** A window whose contents, as Electron's, are gone once it is closed. */
function fakeWindow(id: number) {
  const emitter = new EventEmitter();
  let contents: { id: number } | undefined = { id };
  const window = Object.defineProperty(emitter, 'webContents', {
    get: () => {
      if (!contents) throw new TypeError('Object has been destroyed');
      return contents;
    },
  });
  const close = () => {
    contents = undefined;
    emitter.emit('closed');
  };
  return { window: window as unknown as Window, close };
}

describe('createWindowBook', () => {
  it('E7 knows a window by its contents, from its making until it is closed', () => {
    const book = createWindowBook();
    const { window, close } = fakeWindow(3);
    expect(book.of(3)).toBeUndefined();
    book.enter(window, 'console', 'http://127.0.0.1:4100');
    expect(book.of(3)).toEqual({ window, kind: 'console', origin: 'http://127.0.0.1:4100' });
    expect(book.of(4)).toBeUndefined();
    close();
    expect(book.of(3)).toBeUndefined();
    expect(book.ofKind('console')).toEqual([]);
  });

  it('UI1 lists the open windows of a kind', () => {
    const book = createWindowBook();
    const seat = fakeWindow(1);
    const guests = [fakeWindow(2), fakeWindow(3)];
    book.enter(seat.window, 'exam', 'app://invigil');
    for (const { window } of guests) book.enter(window, 'guest', 'http://192.168.7.4:3000');
    guests[0]?.close();
    expect(book.ofKind('guest').map(({ window }) => window)).toEqual([guests[1]?.window]);
    expect(book.ofKind('start')).toEqual([]);
  });
});
