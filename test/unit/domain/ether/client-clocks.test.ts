import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Beat, type ClockNews, NO_CLOCKS, seeBeat } from '../../../../src/main/domain/walls/ether/client-clocks.ts';

const start = Date.UTC(2026, 10, 20, 9);

/** A client that beats once a second; the network adds delay. */
function beats(
  seconds: number,
  options: { delays?: readonly number[]; from?: number; monotonic?: number; wall?: number; ip?: string } = {},
): Beat[] {
  const { delays = [], from = 0, monotonic = 0, wall = 0, ip = '10.0.0.1' } = options;
  let last = 0;
  return Array.from({ length: seconds }, (_, second) => {
    const sentAt = from + second * 1_000;
    // In order, as one connection delivers them.
    last = Math.max(last, sentAt + (delays[second] ?? 5));
    return { at: start + last, ip, clientTime: start + sentAt + wall, monotonicMs: 500_000 + sentAt + monotonic };
  });
}

function watch(all: readonly Beat[]): ClockNews[] {
  let clocks = NO_CLOCKS;
  return all.flatMap((beat) => {
    const seen = seeBeat(clocks, beat);
    clocks = seen.clocks;
    return seen.news;
  });
}

describe('W5 what heartbeats say of a client’s clocks', () => {
  it('W5 any delays of a bad network, stalls of up to fifteen seconds included, are nobody’s clock', () => {
    const stall = fc.tuple(fc.nat(120), fc.nat(15_000));
    fc.assert(
      fc.property(
        fc.array(fc.nat(400), { minLength: 120, maxLength: 120 }),
        fc.array(stall, { maxLength: 4 }),
        (jitter, stalls) => {
          const delays = jitter.map((delay, second) =>
            Math.max(delay, ...stalls.map(([from, length]) => (second >= from ? from * 1_000 + length - second * 1_000 : 0))),
          );
          expect(watch(beats(120, { delays }))).toEqual([]);
        },
      ),
    );
  });

  it('W5 a program whose clock stood still was asleep or stopped, and by how much', () => {
    const asleep = [...beats(30), ...beats(40, { from: 630_000, monotonic: -600_000 })];
    expect(watch(asleep)).toEqual([{ kind: 'client_frozen', byMs: 600_000 }]);
  });

  it('W5 a wall clock that is set, forward or back, shows against the one that cannot be set', () => {
    const set = (wall: number) => watch([...beats(30), ...beats(40, { from: 30_000, wall })]);
    expect(set(3_600_000)).toEqual([{ kind: 'clock_changed', byMs: 3_600_000 }]);
    expect(set(-3_600_000)).toEqual([{ kind: 'clock_changed', byMs: -3_600_000 }]);
    expect(set(3_000)).toEqual([]);
  });

  it('W5 a clock that was wrong from the beginning is told once; one that drifts or a program that starts anew is not', () => {
    expect(watch(beats(60, { wall: -400_000 }))).toMatchObject([{ kind: 'clock_skew' }]);
    expect(watch([...beats(30), ...beats(40, { from: 40_000, monotonic: -539_000 })])).toEqual([]);
    const drifting = beats(3_600).map((beat, second) => ({ ...beat, clientTime: (beat.clientTime ?? 0) - second * 5 }));
    expect(watch(drifting)).toEqual([]);
  });

  it('W5 security-07 beats of two programs at two addresses in turn are one sign-in on two devices; a change of network is not', () => {
    const here = beats(40);
    const there = beats(40, { ip: '10.0.0.2', monotonic: 90_000_000 });
    const both = [...here, ...there].sort((a, b) => a.at - b.at);
    expect(watch(both)).toContainEqual({ kind: 'token_reuse' });
    const moved = [
      ...beats(20),
      ...beats(20, { from: 20_000, ip: '10.0.0.2' }),
      ...beats(20, { from: 40_000 }),
      ...beats(20, { from: 60_000, ip: '10.0.0.2' }),
    ];
    expect(watch(moved)).toEqual([]);
    const handedOver = [...beats(20), ...beats(40, { from: 30_000, ip: '10.0.0.2', monotonic: 90_000_000 })];
    expect(watch(handedOver).filter(({ kind }) => kind === 'token_reuse')).toEqual([]);
  });

  it('W5 absurd and missing times break nothing and poison nothing', () => {
    const absurd = fc.record({
      at: fc.nat(1_000_000).map((ms) => start + ms),
      ip: fc.constantFrom('a', 'b'),
      clientTime: fc.option(fc.double(), { nil: undefined }),
      monotonicMs: fc.option(fc.double(), { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.array(absurd, { maxLength: 40 }), (all) => {
        expect(() => watch(all)).not.toThrow();
      }),
    );
    expect(watch([{ at: start, ip: 'a', clientTime: Number.NaN, monotonicMs: 1 }, ...beats(60)])).toEqual([]);
  });
});
