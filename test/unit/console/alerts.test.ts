import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { inFeedOrder, worstUntaken } from '../../../src/renderer/console/alerts/alert-order.ts';
import { createChime } from '../../../src/renderer/console/alerts/chime.ts';
import { membersOf } from '../../../src/renderer/console/alerts/incident-members.ts';
import { type Alert, isOpenAlert } from '../../../src/shared/model/alert.ts';
import type { AttemptSummary } from '../../../src/shared/model/attempt.ts';
import { type Severity, severityRank } from '../../../src/shared/model/severity.ts';
import { anyFeed } from './arbitraries.ts';

describe('UI1 the feed of alerts', () => {
  it('AL1 shows what nobody has taken, or closed, or everything, and never one twice', () => {
    fc.assert(
      fc.property(anyFeed, (feed) => {
        const seqs = (list: readonly Alert[]) => list.map(({ seq }) => seq).toSorted((a, b) => a - b);
        expect(seqs(inFeedOrder(feed, 'open'))).toEqual(seqs(feed.filter(isOpenAlert)));
        expect(seqs(inFeedOrder(feed, 'new'))).toEqual(seqs(feed.filter(({ status }) => status === 'new')));
        expect(inFeedOrder(feed, 'all')).toEqual(feed);
      }),
    );
  });

  it('AL1 a critical one nobody has taken stays above everything, each part newest first', () => {
    fc.assert(
      fc.property(anyFeed, fc.constantFrom('new' as const, 'open' as const), (feed, show) => {
        const shown = inFeedOrder(feed, show);
        const pressing = shown.filter(({ status, severity }) => status === 'new' && severity === 'critical').length;
        for (const [at, alert] of shown.entries()) {
          expect(alert.status === 'new' && alert.severity === 'critical').toBe(at < pressing);
          const next = shown[at + 1];
          if (next && at + 1 !== pressing) expect(alert.lastAt >= next.lastAt).toBe(true);
        }
      }),
    );
  });

  it('AL1 does not disturb the list it was given', () => {
    fc.assert(
      fc.property(anyFeed, (feed) => {
        const before = [...feed];
        inFeedOrder(feed, 'open');
        worstUntaken(feed);
        expect(feed).toEqual(before);
      }),
    );
  });

  it('AL1 on a small screen names the worst that nobody has taken', () => {
    fc.assert(
      fc.property(anyFeed, (feed) => {
        const worst = worstUntaken(feed);
        const untaken = feed.filter(({ status }) => status === 'new');
        expect(worst === undefined).toBe(untaken.length === 0);
        for (const other of untaken)
          expect(severityRank(other.severity)).toBeLessThanOrEqual(severityRank(worst?.severity ?? 'low'));
      }),
    );
  });
});

describe('EV6 an incident of the room', () => {
  const alert = (data: Record<string, unknown>) => ({ data }) as unknown as Alert;
  const seats = new Map(
    ['C10', 'C2', 'A1'].map((seat, index) => [
      `a${index}`,
      { id: `a${index}`, candidateNumber: `${index}`, seat } as AttemptSummary,
    ]),
  );

  it('EV6 shows neighbours beside each other, counts those it does not know, and believes nothing it cannot read', () => {
    const members = [...seats.keys(), 'gone'].map((attemptId) => ({ attemptId }));
    const shown = membersOf(alert({ members: [...members, 7, null, {}], memberCount: 30 }), seats);
    expect(shown?.listed.map(({ seat }) => seat)).toEqual(['A1', 'C2', 'C10']);
    expect(shown?.count).toBe(30);
    expect(membersOf(alert({}), seats)).toBeUndefined();
  });
});

describe('AL4 sounds', () => {
  afterEach(() => void vi.unstubAllGlobals());

  /** A browser that counts the notes it is asked to play. */
  function deafBrowser(hasBeenActive = true) {
    const notes: number[] = [];
    const parameter = {
      value: 0,
      setValueAtTime: () => {},
      linearRampToValueAtTime: () => {},
      exponentialRampToValueAtTime: () => {},
    };
    class FakeAudio {
      currentTime = 0;
      state = 'running';
      destination = {};
      createOscillator() {
        const frequency = { value: 0 };
        return {
          type: '',
          frequency,
          connect: (next: unknown) => next,
          start: () => void notes.push(frequency.value),
          stop: () => {},
        };
      }
      createGain() {
        return { gain: parameter, connect: (next: unknown) => next };
      }
      close() {}
    }
    vi.stubGlobal('AudioContext', FakeAudio);
    vi.stubGlobal('navigator', { userActivation: { hasBeenActive } });
    return notes;
  }

  it('AL4 each severity has its own, the critical the longest', () => {
    const tunes = (['low', 'medium', 'high', 'critical'] as const).map((severity) => {
      const notes = deafBrowser();
      createChime({ isAlwaysAllowed: false, now: () => 0 }).play(severity, 1);
      return [...notes];
    });
    expect(new Set(tunes.map(String)).size).toBe(4);
    expect(tunes.map(({ length }) => length)).toEqual([1, 1, 2, 3]);
  });

  it('AL4 a storm is one sound, but something worse is heard through it', () => {
    const notes = deafBrowser();
    let now = 0;
    const chime = createChime({ isAlwaysAllowed: false, now: () => now });
    const heard = (severity: Severity): number => {
      const before = notes.length;
      expect(chime.play(severity, 0.5)).toBe(true);
      return notes.length - before;
    };
    expect(heard('high')).toBe(2);
    now = 1_000;
    expect(heard('high')).toBe(0);
    expect(heard('critical')).toBe(3);
    now = 1_500;
    expect(heard('critical')).toBe(0);
    expect(heard('high')).toBe(0);
    now = 6_000;
    expect(heard('high')).toBe(2);
  });

  it('AL4 says so when the browser keeps silent until somebody has clicked', () => {
    const notes = deafBrowser(false);
    expect(createChime({ isAlwaysAllowed: false, now: () => 0 }).play('critical', 1)).toBe(false);
    expect(notes).toEqual([]);
  });

  it('AL4 needs no click in the desktop app', () => {
    const notes = deafBrowser(false);
    expect(createChime({ isAlwaysAllowed: true, now: () => 0 }).play('critical', 1)).toBe(true);
    expect(notes).toHaveLength(3);
  });
});
