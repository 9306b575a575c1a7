import { describe, expect, it } from 'vitest';
import { startDetection } from '../../../src/renderer/exam/detection/start-detection.ts';
import { calmStorms } from '../../../src/renderer/exam/detection/storm.ts';
import { KNOWN_EVENT_TYPES } from '../../../src/shared/model/security-event.ts';
import { fakePage } from './fake-page.ts';

const everything = { watched: () => KNOWN_EVENT_TYPES };
const start = (page: ReturnType<typeof fakePage>, watched: readonly string[] = KNOWN_EVENT_TYPES) =>
  startDetection({ report: page.ports.report, target: page.target, clock: page.clock, policy: { watched: () => watched } });

describe('EV1 storms', () => {
  it('EV1 sends the first at once and its repeats within 2 s as one with their count', () => {
    const page = fakePage();
    const storms = calmStorms(page.ports.report, page.clock);
    for (let i = 0; i < 40; i += 1) storms.report({ type: 'paste', details: { length: i } });
    expect(page.reported).toEqual([{ type: 'paste', details: { length: 0 } }]);
    page.clock.advance(2_000);
    expect(page.reported[1]).toEqual({ type: 'paste', details: { length: 39, count: 39 } });
    page.clock.advance(10_000);
    expect(page.reported).toHaveLength(2);
  });

  it('EV1 keeps a storm that goes on at one report per 2 s', () => {
    const page = fakePage();
    const storms = calmStorms(page.ports.report, page.clock);
    for (let i = 0; i < 100; i += 1) {
      storms.report({ type: 'context_menu' });
      page.clock.advance(100);
    }
    page.clock.advance(2_000);
    expect(page.reported.length).toBeLessThanOrEqual(6);
    const counted = page.reported.reduce((sum, seen) => sum + ((seen.details?.count as number | undefined) ?? 1), 0);
    expect(counted).toBe(100);
  });

  it('EV1 holds types apart and sends what is held when asked', () => {
    const page = fakePage();
    const storms = calmStorms(page.ports.report, page.clock);
    for (const type of ['copy', 'paste', 'copy'] as const) storms.report({ type });
    expect(page.types()).toEqual(['copy', 'paste']);
    storms.flush();
    expect(page.reported[2]).toEqual({ type: 'copy', details: { count: 1 } });
    expect(page.clock.pending).toBe(0);
  });
});

describe('LD6 detection as a whole', () => {
  it('LD6 says when it starts, watches, and leaves no listener and no timer behind', () => {
    const page = fakePage();
    const stop = start(page);
    page.document.fire('copy');
    expect(page.types()).toEqual(['client_started', 'copy']);
    stop();
    stop();
    expect(page.window.listening + page.document.listening + page.clock.pending).toBe(0);
    page.document.fire('copy');
    page.window.fire('blur');
    page.clock.advance(10_000);
    expect(page.types()).toEqual(['client_started', 'copy']);
  });

  it('LD6 sends what was held back when it stops', () => {
    const page = fakePage();
    const stop = start(page);
    page.document.fire('copy');
    page.document.fire('copy');
    stop();
    expect(page.types()).toEqual(['client_started', 'copy', 'copy']);
  });

  it('LD3 a second screen is reported once, however often the exam is paused and goes on', () => {
    const page = fakePage();
    page.window.screen.isExtended = true;
    const displays = {};
    const goOn = () =>
      startDetection({ report: page.ports.report, target: page.target, clock: page.clock, policy: everything, displays });
    for (let pause = 0; pause < 3; pause += 1) {
      const stop = goOn();
      page.clock.advance(60_000);
      stop();
    }
    page.window.screen.isExtended = false;
    goOn();
    expect(page.types().filter((type) => type !== 'client_started')).toEqual(['multiple_displays', 'display_changed']);
  });

  it('LD6 reports the end of the page last', () => {
    const page = fakePage();
    start(page);
    page.document.fire('copy');
    page.document.fire('copy');
    page.window.fire('pagehide');
    expect(page.types()).toEqual(['client_started', 'copy', 'copy', 'client_exited']);
  });

  it('LD6 reports only what the policy says is watched, and still prevents the rest', () => {
    const page = fakePage();
    start(page, ['paste', 'words that are no event type']);
    expect(page.document.fire('copy').prevented).toBe(true);
    page.document.fire('paste');
    expect(page.types()).toEqual(['client_started', 'paste']);
  });

  it('LD8 where nothing is watched nothing is reported, beside the start and the end', () => {
    const page = fakePage();
    start(page, []);
    page.document.fire('copy');
    page.window.fire('blur');
    page.clock.advance(10_000);
    page.window.fire('focus');
    page.window.fire('pagehide');
    expect(page.types()).toEqual(['client_started', 'client_exited']);
  });

  it('LD8 follows what is watched as it changes, in both directions, without a new start', () => {
    const page = fakePage();
    let watched: readonly string[] = ['copy'];
    startDetection({ report: page.ports.report, target: page.target, clock: page.clock, policy: { watched: () => watched } });
    page.document.fire('copy');
    page.document.fire('paste');
    watched = ['paste'];
    page.clock.advance(10_000);
    page.document.fire('copy');
    page.document.fire('paste');
    expect(page.types()).toEqual(['client_started', 'copy', 'paste']);
  });

  it('LD6 joins keys and a shrunken page to opened tools', () => {
    const page = fakePage();
    startDetection({ report: page.ports.report, target: page.target, clock: page.clock, policy: everything });
    page.press('F12');
    page.window.innerHeight -= 300;
    page.window.fire('resize');
    expect(page.types()).toEqual(['client_started', 'forbidden_shortcut', 'devtools_open']);
  });
});
