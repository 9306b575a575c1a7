import { describe, expect, it } from 'vitest';
import { detectClockJump } from '../../../src/renderer/exam/detection/clock-jump.ts';
import { detectDisplays } from '../../../src/renderer/exam/detection/displays.ts';
import { detectReconnect } from '../../../src/renderer/exam/detection/network.ts';
import { fakePage } from './fake-page.ts';

const HOUR = 3_600_000;

describe('LD3 clock changes', () => {
  it('LD3 reports a clock set back, whatever the room says', () => {
    const page = fakePage();
    detectClockJump(page.ports);
    page.clock.advance(10_000);
    page.clock.jumpWall(-HOUR);
    page.clock.advance(5_000);
    expect(page.reported).toEqual([{ type: 'clock_changed', details: { gapMs: -HOUR } }]);
  });

  it('LD3 reports a clock set forward when the room agrees that it is now wrong', () => {
    const page = fakePage();
    let offset = 200;
    detectClockJump(page.ports, () => offset);
    page.clock.advance(3_000);
    page.clock.jumpWall(HOUR);
    offset -= HOUR;
    page.clock.advance(5_000);
    expect(page.reported).toEqual([{ type: 'clock_changed', details: { gapMs: HOUR } }]);
  });

  it('LD3 does not accuse a computer that slept: the room finds its clock right', () => {
    const page = fakePage();
    detectClockJump(page.ports, () => 200);
    page.clock.advance(3_000);
    page.clock.jumpWall(HOUR);
    page.clock.advance(10_000);
    expect(page.types()).toEqual([]);
  });

  it('LD3 says that it may have been sleep when nobody can tell', () => {
    const page = fakePage();
    detectClockJump(page.ports);
    page.clock.advance(3_000);
    page.clock.jumpWall(HOUR);
    page.clock.advance(5_000);
    expect(page.reported).toEqual([{ type: 'clock_changed', details: { gapMs: HOUR, maybeSleep: true } }]);
  });

  it('LD3 overlooks the small corrections of a time service', () => {
    const page = fakePage();
    detectClockJump(page.ports);
    for (let i = 0; i < 5; i += 1) {
      page.clock.jumpWall(i % 2 === 0 ? 4_000 : -4_000);
      page.clock.advance(1_000);
    }
    page.clock.advance(10_000);
    expect(page.types()).toEqual([]);
  });
});

describe('LD3 displays', () => {
  it('LD3 reports a second screen at the start, its end and its return, each once', () => {
    const page = fakePage();
    page.window.screen.isExtended = true;
    detectDisplays(page.ports);
    page.clock.advance(20_000);
    page.window.screen.isExtended = false;
    page.clock.advance(10_000);
    page.window.screen.isExtended = true;
    page.clock.advance(10_000);
    expect(page.reported).toEqual([
      { type: 'multiple_displays', details: { since: 'start' } },
      { type: 'display_changed', details: { extended: false } },
      { type: 'multiple_displays', details: { since: 'change' } },
    ]);
  });

  it('LD3 reports nothing where the browser does not tell', () => {
    const page = fakePage();
    detectDisplays(page.ports);
    page.clock.advance(60_000);
    expect(page.types()).toEqual([]);
  });
});

describe('EV5 network', () => {
  it('EV5 reports the return of the network with the time away, and no return without a loss', () => {
    const page = fakePage();
    detectReconnect(page.ports);
    page.window.fire('online');
    page.window.fire('offline');
    page.clock.advance(7_000);
    page.window.fire('offline');
    page.clock.advance(1_000);
    page.window.fire('online');
    expect(page.reported).toEqual([{ type: 'reconnect', details: { durationMs: 8_000 } }]);
  });
});
