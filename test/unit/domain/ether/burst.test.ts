import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Burst,
  type BurstEntry,
  happenedAt,
  NO_BURST,
  type SeenInBurst,
  seeInBurst,
  severalOf,
  spanOf,
} from '../../../../src/main/domain/walls/ether/burst.ts';

const SPAN = spanOf('focus_lost');
const start = Date.UTC(2026, 10, 20, 9);

interface Look {
  readonly who: number;
  readonly at: number;
  /** How long before it came it happened. */
  readonly agoMs?: number;
}

/** Shows one after the other; answers what was found of each, and how it stands in the end. */
function play(looks: readonly Look[], several = 3, from: Burst = NO_BURST) {
  const found: (SeenInBurst['found'] | undefined)[] = [];
  let burst = from;
  for (const [index, { who, at, agoMs = 0 }] of looks.entries()) {
    const entry: BurstEntry = {
      attempt: `a${who}`,
      session: `s${who}`,
      number: index + 1,
      at: start + at,
      happenedAt: start + at - agoMs,
    };
    const seen = seeInBurst(burst, entry, SPAN, () => several);
    burst = seen.burst;
    found.push(seen.found);
  }
  return { found, burst };
}

/** How many are excused: folded when the incident was found, or part of it from the start. */
const excused = (found: readonly SeenInBurst['found'][]): number =>
  found.reduce((sum, one) => sum + (one ? 1 + one.earlier.length : 0), 0);

describe('EV6 correlation of soft observations', () => {
  it('EV6 twelve within two seconds are one incident with twelve members, whatever the order they come in', () => {
    const looks = Array.from({ length: 12 }, (_, who) => ({ who, at: who * 170 }));
    const { found, burst } = play(looks);
    expect(found.slice(0, 2)).toEqual([undefined, undefined]);
    expect(new Set(found.slice(2).map((one) => one?.incident.foundBy))).toEqual(new Set([3]));
    expect(burst.incident?.members).toHaveLength(12);
    expect(excused(found)).toBe(12);
  });

  it('EV6 what came up to five seconds before it was recognised is folded, if it happened within two', () => {
    const late = [0, 1, 2].map((who) => ({ who, at: who * 2_200, agoMs: who * 2_200 }));
    expect(excused(play(late).found)).toBe(3);
    expect(excused(play(late.map(({ who, at }) => ({ who, at }))).found)).toBe(0);
    const tooLate = [0, 1, 2].map((who) => ({ who, at: who * 2_600, agoMs: who * 2_600 }));
    expect(excused(play(tooLate).found)).toBe(0);
  });

  it('EV6 one candidate over and over is nobody else’s incident, and two are no room', () => {
    expect(excused(play(Array.from({ length: 40 }, (_, n) => ({ who: 0, at: n * 40 }))).found)).toBe(0);
    expect(excused(play(Array.from({ length: 40 }, (_, n) => ({ who: n % 2, at: n * 40 }))).found)).toBe(0);
  });

  it('EV6 an incident ends: who goes on alone afterwards is on their own', () => {
    const together = [0, 1, 2, 3].map((who) => ({ who, at: who * 10 }));
    const alone = Array.from({ length: 5 }, (_, n) => ({ who: 2, at: 3_000 + n * 1_500 }));
    const { found } = play([...together, ...alone]);
    expect(found.slice(4)).toEqual(alone.map(() => undefined));
  });

  it('EV6 several are three, one in forty of a large class, and never more than twelve', () => {
    expect([1, 30, 120, 300, 480, 5_000].map(severalOf)).toEqual([3, 3, 3, 8, 12, 12]);
    const looks = [0, 1, 2, 3].map((who) => ({ who, at: who * 10 }));
    expect(excused(play(looks, 8).found)).toBe(0);
  });

  it('EV6 a client is believed about when something happened only where that can be true', () => {
    const receivedAt = start;
    const at = (occurredAt: number, offline = false) => happenedAt({ occurredAt, receivedAt, offline });
    expect(at(start - 1_000)).toBe(start - 1_000);
    expect(at(start + 1)).toBe(start);
    expect(at(Number.NaN)).toBe(start);
    expect(at(start - 3_600_000)).toBe(start);
    expect(at(start - 3_600_000, true)).toBe(start - 3_600_000);
  });

  const look = fc.record({ who: fc.nat(15), at: fc.nat(400), agoMs: fc.nat(6_000) });
  const story = fc.array(look, { maxLength: 80 }).map((looks) => {
    let now = 0;
    return looks.map(({ who, at, agoMs }) => {
      now += at;
      return { who, at: now, agoMs };
    });
  });

  it('EV6 an incident always has several members and spans at most two seconds; nothing is excused twice; memory stays bounded', () => {
    fc.assert(
      fc.property(story, (looks) => {
        const { found, burst } = play(looks);
        const taken = new Set<number>();
        for (const [index, one] of found.entries()) {
          if (!one) continue;
          expect(one.incident.members.length).toBeGreaterThanOrEqual(3);
          expect(one.incident.to - one.incident.from).toBeLessThanOrEqual(2_000);
          for (const number of [index + 1, ...one.earlier.map((entry) => entry.number)]) {
            expect(taken.has(number)).toBe(false);
            taken.add(number);
          }
        }
        expect(burst.entries.length).toBeLessThanOrEqual(32);
      }),
    );
  });

  it('EV6 written down and read again in the middle, it decides the same', () => {
    fc.assert(
      fc.property(story, fc.nat(79), (looks, cut) => {
        const whole = play(looks);
        const first = play(looks.slice(0, cut));
        const rest = looks.slice(cut);
        const numbered = play(rest, 3, JSON.parse(JSON.stringify(first.burst)) as Burst);
        const sizes = (found: readonly SeenInBurst['found'][]) =>
          found.map((one) => one && [one.isNew, one.isNewMember, one.earlier.length]);
        expect([...sizes(first.found), ...sizes(numbered.found)]).toEqual(sizes(whole.found));
      }),
    );
  });
});
