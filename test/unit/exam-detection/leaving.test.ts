import { describe, expect, it } from 'vitest';
import { detectLeaving } from '../../../src/renderer/exam/detection/leaving.ts';
import { fakePage } from './fake-page.ts';

describe('LD6 leaving the exam page', () => {
  it('LD6 reports a lost focus after the grace and the return with its duration', () => {
    const page = fakePage();
    detectLeaving(page.ports);
    page.window.fire('blur');
    expect(page.types()).toEqual([]);
    page.clock.advance(200);
    expect(page.types()).toEqual(['focus_lost']);
    page.clock.advance(4_800);
    page.window.fire('focus');
    expect(page.reported[1]).toEqual({ type: 'focus_gained', details: { durationMs: 5_000, left: 'focus_lost' } });
  });

  it('LD6 counts a tab switch (blur, then hidden) once, as the more telling visibility_hidden', () => {
    const page = fakePage();
    detectLeaving(page.ports);
    page.window.fire('blur');
    page.clock.advance(20);
    page.hide();
    page.clock.advance(3_000);
    page.show();
    page.window.fire('focus');
    expect(page.types()).toEqual(['visibility_hidden', 'focus_gained']);
    expect(page.reported[1]?.details).toEqual({ durationMs: 3_020, left: 'visibility_hidden', hidden: true });
  });

  it('LD6 counts hidden, then blur once as well', () => {
    const page = fakePage();
    detectLeaving(page.ports);
    page.hide();
    page.window.fire('blur');
    page.clock.advance(1_000);
    page.show();
    expect(page.types()).toEqual(['visibility_hidden']);
    page.window.fire('focus');
    expect(page.types()).toEqual(['visibility_hidden', 'focus_gained']);
  });

  it('LD6 keeps one incident when a window that lost the focus is hidden later, and says so on return', () => {
    const page = fakePage();
    detectLeaving(page.ports);
    page.window.fire('blur');
    page.clock.advance(1_000);
    page.hide();
    page.clock.advance(1_000);
    page.show();
    page.window.fire('focus');
    expect(page.types()).toEqual(['focus_lost', 'focus_gained']);
    expect(page.reported[1]?.details).toMatchObject({ left: 'focus_lost', hidden: true });
  });

  it('LD6 does not accuse of a flicker of the desktop', () => {
    const page = fakePage();
    detectLeaving(page.ports);
    page.window.fire('blur');
    page.clock.advance(100);
    page.window.fire('focus');
    page.clock.advance(1_000);
    expect(page.types()).toEqual([]);
  });

  it('LD6 does not take a field of the page that loses the focus for the window', () => {
    const page = fakePage();
    detectLeaving(page.ports);
    page.window.fire('blur', { target: { value: 'an answer' } });
    page.clock.advance(1_000);
    expect(page.types()).toEqual([]);
    page.window.fire('blur');
    page.clock.advance(1_000);
    page.window.fire('focus', { target: { value: 'an answer' } });
    expect(page.types()).toEqual(['focus_lost']);
  });

  it('LD6 ends a leave at the first key when no focus event tells of the return', () => {
    const page = fakePage();
    detectLeaving(page.ports);
    page.window.fire('blur');
    page.clock.advance(2_000);
    page.press('a');
    page.window.fire('focus');
    expect(page.types()).toEqual(['focus_lost', 'focus_gained']);
  });

  it('LD6 ends a leave that was only hidden when the page is seen again', () => {
    const page = fakePage();
    detectLeaving(page.ports);
    page.hide();
    page.clock.advance(500);
    page.show();
    expect(page.types()).toEqual(['visibility_hidden', 'focus_gained']);
  });
});
