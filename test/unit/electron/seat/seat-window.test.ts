import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { openSeatWindow, type SeatWindowParts } from '../../../../src/main/electron/seat/seat-window.ts';
import { createFakeClientClock } from '../../client/fake-client-clock.ts';

function open() {
  const clock = createFakeClientClock();
  const loads: string[] = [];
  const crashes: unknown[] = [];
  const contents = new EventEmitter();
  const window = Object.assign(new EventEmitter(), {
    webContents: contents,
    loadURL: async (url: string) => void loads.push(url),
    show: () => {},
    isDestroyed: () => false,
  });
  const asked: Parameters<SeatWindowParts['create']>[0][] = [];
  openSeatWindow({
    create: (options) => {
      asked.push(options);
      return window as unknown as ReturnType<SeatWindowParts['create']>;
    },
    preload: '/out/preload/exam.cjs',
    icon: 'icon.png',
    isPackaged: true,
    clock,
    onCrash: (details) => crashes.push(details),
    report: () => {},
  });
  const dies = (reason: string) => contents.emit('render-process-gone', {}, { reason, exitCode: 5 });
  return { clock, loads, crashes, asked, window, dies };
}

describe('the candidate’s window', () => {
  it('E1 is an ordinary sandboxed window on our own page', () => {
    const { asked, loads } = open();
    expect(asked[0]?.webPreferences).toMatchObject({ preload: '/out/preload/exam.cjs', sandbox: true, devTools: false });
    expect(asked[0]).not.toHaveProperty('kiosk');
    expect(loads).toEqual(['app://invigil/exam/']);
  });

  it('EX6 loads its page again when it dies, at once the first time, and tells of it', async () => {
    const { clock, loads, crashes, dies } = open();
    dies('killed');
    await clock.advance(100);
    expect(loads).toHaveLength(2);
    expect(crashes).toEqual([{ reason: 'killed', exitCode: 5 }]);
  });

  it('EX6 does not take an orderly end for a crash', async () => {
    const { clock, loads, crashes, dies } = open();
    dies('clean-exit');
    await clock.advance(60_000);
    expect([loads.length, crashes.length]).toEqual([1, 0]);
  });

  it('EX6 gives a page that dies again and again longer and longer pauses, and forgets that once it lives', async () => {
    const { clock, loads, dies } = open();
    const waits: number[] = [];
    for (let death = 0; death < 6; death += 1) {
      dies('crashed');
      const before = loads.length;
      let waited = 0;
      while (loads.length === before) {
        await clock.advance(100);
        waited += 100;
      }
      waits.push(waited);
    }
    expect(waits).toEqual([100, 400, 1_600, 6_400, 10_000, 10_000]);
    await clock.advance(61_000);
    dies('crashed');
    const before = loads.length;
    await clock.advance(100);
    expect(loads.length).toBe(before + 1);
  });

  it('EX6 is not loaded any more once it is closed', async () => {
    const { clock, loads, window, dies } = open();
    dies('crashed');
    window.emit('closed');
    await clock.advance(60_000);
    expect(loads).toHaveLength(1);
  });
});
