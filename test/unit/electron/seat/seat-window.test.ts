import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { openSeatWindow, type SeatWindowParts, showPrefill } from '../../../../src/main/electron/seat/seat-window.ts';

type Window = ReturnType<SeatWindowParts['openWindow']>;

function open(prefill?: SeatWindowParts['prefill'], load: () => Promise<void> = async () => {}) {
  const loads: string[] = [];
  const crashes: unknown[] = [];
  const reported: string[] = [];
  const contents = new EventEmitter();
  const window = Object.assign(new EventEmitter(), {
    webContents: contents,
    loadURL: (url: string) => {
      loads.push(url);
      return load();
    },
    isDestroyed: () => false,
  }) as unknown as Window;
  const wanted: unknown[] = [];
  openSeatWindow({
    openWindow: (asked) => {
      wanted.push(asked);
      return window;
    },
    prefill,
    onCrash: (details) => crashes.push(details),
    report: (what) => reported.push(what),
  });
  const dies = (reason: string) => contents.emit('render-process-gone', {}, { reason, exitCode: 5 });
  return { loads, crashes, wanted, window, dies, reported };
}

describe('the candidate’s window', () => {
  it('E1 is of the kind with the least trust, on our own page and nowhere else', () => {
    const { wanted, loads } = open();
    expect(wanted).toEqual([{ kind: 'exam', origin: 'app://invigil', width: 1280, height: 860 }]);
    expect(loads).toEqual(['app://invigil/exam/']);
  });

  it('EX5 gets what is known filled in, and no more than that', () => {
    const { loads, window } = open({ code: 'AAAA-BBBB', address: '[fe80::1]:3000&x=#' });
    showPrefill(window, { code: 'CCCC' }, () => {});
    expect(loads).toEqual([
      'app://invigil/exam/#/join?code=AAAA-BBBB&address=%5Bfe80%3A%3A1%5D%3A3000%26x%3D%23',
      'app://invigil/exam/#/join?code=CCCC',
    ]);
  });

  it('EV5 tells when its page dies, and does not take an orderly end for that', () => {
    const { crashes, dies } = open();
    dies('clean-exit');
    dies('killed');
    expect(crashes).toEqual([{ reason: 'killed', exitCode: 5 }]);
  });

  it('E1 says when its page cannot be loaded', async () => {
    const { reported } = open({}, () => Promise.reject(new Error('no')));
    await new Promise((resolve) => setImmediate(resolve));
    expect(reported).toEqual(['the exam page could not be loaded']);
  });
});
