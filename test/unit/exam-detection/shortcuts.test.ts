import { describe, expect, it } from 'vitest';
import { detectDevtools } from '../../../src/renderer/exam/detection/devtools.ts';
import { detectShortcuts } from '../../../src/renderer/exam/detection/shortcuts.ts';
import { fakePage } from './fake-page.ts';

const ctrl = { ctrlKey: true };
const ctrlShift = { ctrlKey: true, shiftKey: true };

describe('LD2 forbidden shortcuts', () => {
  it.each([
    ['s', ctrl, 'forbidden_shortcut', 'Ctrl+S'],
    ['u', ctrl, 'forbidden_shortcut', 'Ctrl+U'],
    ['s', { metaKey: true }, 'forbidden_shortcut', 'Cmd+S'],
    ['p', ctrl, 'print_attempt', 'Ctrl+P'],
    ['F12', {}, 'forbidden_shortcut', 'F12'],
    ['I', ctrlShift, 'forbidden_shortcut', 'Ctrl+Shift+I'],
    ['J', ctrlShift, 'forbidden_shortcut', 'Ctrl+Shift+J'],
    ['C', ctrlShift, 'forbidden_shortcut', 'Ctrl+Shift+C'],
    ['i', { metaKey: true, altKey: true }, 'forbidden_shortcut', 'Cmd+Alt+I'],
  ])('LD2 prevents %s with %o and reports %s %s', (key, modifiers, type, keys) => {
    const page = fakePage();
    detectShortcuts(page.ports);
    expect(page.press(key, modifiers).prevented).toBe(true);
    expect(page.reported).toMatchObject([{ type, details: { keys } }]);
  });

  it('LD2 knows the key by its place on a Thai keyboard', () => {
    const page = fakePage();
    detectShortcuts(page.ports);
    page.press('ย', { ...ctrl, code: 'KeyP' });
    expect(page.types()).toEqual(['print_attempt']);
  });

  it.each([
    ['F11', {}],
    ['F5', {}],
    ['r', ctrl],
    ['c', ctrl],
    ['v', ctrl],
    ['a', ctrl],
    ['z', ctrl],
    ['b', ctrl],
    ['+', ctrl],
    ['p', {}],
    ['P', { shiftKey: true }],
    ['s', { altKey: true }],
    ['i', ctrl],
  ])('LD2 leaves %s with %o alone', (key, modifiers) => {
    const page = fakePage();
    detectShortcuts(page.ports);
    expect(page.press(key, modifiers).prevented).toBe(false);
    expect(page.types()).toEqual([]);
  });

  it('LD2 reports a held key once and still prevents its repeats', () => {
    const page = fakePage();
    detectShortcuts(page.ports);
    page.press('s', ctrl);
    expect(page.press('s', { ...ctrl, repeat: true }).prevented).toBe(true);
    expect(page.types()).toEqual(['forbidden_shortcut']);
  });

  it('LD2 hears PrintScreen when it is let go, as browsers tell it', () => {
    const page = fakePage();
    detectShortcuts(page.ports);
    page.window.fire('keyup', { key: 'PrintScreen', ctrlKey: false, metaKey: false, shiftKey: false, altKey: false });
    expect(page.reported).toMatchObject([{ type: 'forbidden_shortcut', details: { keys: 'PrintScreen' } }]);
  });
});

describe('LD2 developer tools', () => {
  const shrink = (page: ReturnType<typeof fakePage>, by: number) => {
    page.window.innerWidth -= by;
    page.window.fire('resize');
  };

  it('LD2 believes them open when their keys were pressed and the page shrank right after', () => {
    const page = fakePage();
    const watch = detectDevtools(page.ports);
    watch.keysPressed('F12');
    page.clock.advance(400);
    shrink(page, 400);
    shrink(page, 50);
    expect(page.reported).toEqual([
      { type: 'devtools_open', details: { keys: 'F12', lostPixels: 400, signs: ['keys', 'page_shrank'] } },
    ]);
  });

  it('LD2 accuses nobody of a smaller page without the keys', () => {
    const page = fakePage();
    detectDevtools(page.ports);
    shrink(page, 600);
    expect(page.types()).toEqual([]);
  });

  it('LD2 accuses nobody of the keys without a smaller page, long before it, or of a resized window', () => {
    const page = fakePage();
    const watch = detectDevtools(page.ports);
    watch.keysPressed('F12');
    shrink(page, 20);
    page.window.outerWidth -= 400;
    shrink(page, 400);
    watch.keysPressed('F12');
    page.clock.advance(5_000);
    shrink(page, 400);
    expect(page.types()).toEqual([]);
  });
});
