import { describe, expect, it } from 'vitest';
import { claimSingleTab, type TabChannel } from '../../../src/renderer/link/single-tab.ts';
import { fakeTimers } from './fake-timers.ts';

/** Tabs of one browser on one channel. */
function browser() {
  const timers = fakeTimers();
  const channels = new Set<TabChannel>();
  const open = (): TabChannel => {
    const channel: TabChannel = {
      onmessage: null,
      postMessage: (message) => {
        for (const other of channels) if (other !== channel) other.onmessage?.({ data: message } as MessageEvent);
      },
      close: () => void channels.delete(channel),
    };
    channels.add(channel);
    return channel;
  };
  const tab = () => {
    const said: string[] = [];
    const single = claimSingleTab(
      { onMine: () => said.push('mine'), onTaken: () => said.push('taken') },
      { open, after: timers.after },
    );
    return { said, ...single };
  };
  return { timers, tab };
}

describe('EX6 one tab', () => {
  it('EX6 lets the only tab work after a moment', () => {
    const { timers, tab } = browser();
    const one = tab();
    expect(one.said).toEqual([]);
    timers.advance(500);
    expect(one.said).toEqual(['mine']);
  });

  it('EX6 keeps a second tab out while the first works', () => {
    const { timers, tab } = browser();
    const one = tab();
    timers.advance(500);
    const two = tab();
    timers.advance(500);
    expect([one.said, two.said]).toEqual([['mine'], ['taken']]);
  });

  it('EX6 moves to the second tab when the candidate says so, and back', () => {
    const { timers, tab } = browser();
    const one = tab();
    timers.advance(500);
    const two = tab();
    timers.advance(500);
    two.takeOver();
    expect([one.said, two.said]).toEqual([
      ['mine', 'taken'],
      ['taken', 'mine'],
    ]);
    one.takeOver();
    expect([one.said.at(-1), two.said.at(-1)]).toEqual(['mine', 'taken']);
  });

  it('EX6 lets a tab work after the first was closed', () => {
    const { timers, tab } = browser();
    const one = tab();
    timers.advance(500);
    one.stop();
    const two = tab();
    timers.advance(500);
    expect(two.said).toEqual(['mine']);
  });

  it('EX6 lets exactly one of two tabs opened together work', () => {
    const { timers, tab } = browser();
    const [one, two] = [tab(), tab()];
    timers.advance(500);
    expect([one.said.at(-1), two.said.at(-1)].toSorted()).toEqual(['mine', 'taken']);
  });
});
