import { describe, expect, it } from 'vitest';
import { detectClipboard } from '../../../src/renderer/exam/detection/clipboard.ts';
import { detectFullscreenExit } from '../../../src/renderer/exam/detection/fullscreen.ts';
import { detectContextMenu, detectPrinting, preventDragging } from '../../../src/renderer/exam/detection/gestures.ts';
import { fakePage } from './fake-page.ts';

const SECRET = 'the text that was copied';

describe('LD3 clipboard', () => {
  it('LD3 prevents copy and cut and reports the marked length, never the text', () => {
    const page = fakePage();
    detectClipboard(page.ports, () => SECRET);
    expect(page.document.fire('copy').prevented).toBe(true);
    expect(page.document.fire('cut', { target: { value: SECRET, selectionStart: 4, selectionEnd: 8 } }).prevented).toBe(true);
    expect(page.reported).toEqual([
      { type: 'copy', details: { length: SECRET.length, where: 'page' } },
      { type: 'cut', details: { length: 4, where: 'answer' } },
    ]);
    expect(JSON.stringify(page.reported)).not.toContain('copied');
  });

  it('LD3 prevents paste and reports its length and place, never the text', () => {
    const page = fakePage();
    detectClipboard(page.ports);
    const field = { value: '', selectionStart: 0, selectionEnd: 0 };
    const { prevented } = page.document.fire('paste', { target: field, clipboardData: { getData: () => SECRET } });
    expect(prevented).toBe(true);
    expect(page.reported).toEqual([{ type: 'paste', details: { length: SECRET.length, where: 'answer' } }]);
    expect(JSON.stringify(page.reported)).not.toContain('copied');
  });

  it('LD3 survives a paste without data', () => {
    const page = fakePage();
    detectClipboard(page.ports);
    page.document.fire('paste', { clipboardData: null });
    expect(page.reported).toEqual([{ type: 'paste', details: { length: 0, where: 'page' } }]);
  });
});

describe('LD2 full screen', () => {
  it('LD2 says nothing when full screen was never entered', () => {
    const page = fakePage();
    let lost = 0;
    detectFullscreenExit(page.ports, () => {
      lost += 1;
    });
    page.document.fire('fullscreenchange');
    expect(page.types()).toEqual([]);
    expect(lost).toBe(0);
  });

  it('LD2 reports leaving it and offers the way back, also when it was entered before the watch began', () => {
    const page = fakePage();
    page.document.fullscreenElement = {};
    let lost = 0;
    detectFullscreenExit(page.ports, () => {
      lost += 1;
    });
    page.document.fullscreenElement = null;
    page.document.fire('fullscreenchange');
    page.document.fullscreenElement = {};
    page.document.fire('fullscreenchange');
    expect(page.reported).toEqual([{ type: 'fullscreen_exit' }]);
    expect(lost).toBe(1);
  });

  it('LD2 notes F11 on the exit it caused and does not report it by itself', () => {
    const page = fakePage();
    page.document.fullscreenElement = {};
    detectFullscreenExit(page.ports);
    page.press('F11');
    expect(page.types()).toEqual([]);
    page.clock.advance(100);
    page.document.fullscreenElement = null;
    page.document.fire('fullscreenchange');
    expect(page.reported).toEqual([{ type: 'fullscreen_exit', details: { afterKey: 'F11' } }]);
  });
});

describe('LD2 other gestures', () => {
  it('LD2 prevents and reports the context menu', () => {
    const page = fakePage();
    detectContextMenu(page.ports);
    expect(page.document.fire('contextmenu').prevented).toBe(true);
    expect(page.types()).toEqual(['context_menu']);
  });

  it('LD2 reports printing that came by a menu', () => {
    const page = fakePage();
    detectPrinting(page.ports);
    page.window.fire('beforeprint');
    expect(page.types()).toEqual(['print_attempt']);
  });

  it('LD2 prevents dragging in, over and out without reporting it', () => {
    const page = fakePage();
    preventDragging(page.ports);
    for (const type of ['dragstart', 'dragover', 'drop']) expect(page.document.fire(type).prevented).toBe(true);
    expect(page.types()).toEqual([]);
  });
});
