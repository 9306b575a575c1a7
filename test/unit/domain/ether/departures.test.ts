import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BACK_WITHIN_MS,
  type Departure,
  type Departures,
  judgeDepartures,
  noteDeparture,
  TOGETHER_MS,
} from '../../../../src/main/domain/walls/ether/departures.ts';

const departure = (who: number, at: number, isTelling = true): Departure => ({
  session: `s${who}`,
  attempt: `a${who}`,
  sitting: 'one',
  at,
  after: isTelling ? { type: 'paste', at: at - 1_000, isHint: false } : undefined,
});
const noted = (...all: Departure[]): Departures => all.reduce<Departures>(noteDeparture, []);
const gone = () => false;

describe('EV5 going offline right after a violation', () => {
  it('EV5 is told once, when the candidate went alone and stayed away', () => {
    const before = noted(departure(1, 0));
    expect(judgeDepartures(before, TOGETHER_MS - 1, gone).telling).toEqual([]);
    const first = judgeDepartures(before, TOGETHER_MS, gone);
    expect(first.telling.map(({ attempt }) => attempt)).toEqual(['a1']);
    expect(judgeDepartures(first.departures, TOGETHER_MS + 500, gone).telling).toEqual([]);
  });

  it('EV5 is nothing for the first of those whose network fails one after the other', () => {
    let departures = noted(departure(1, 0));
    for (const [who, at] of [
      [2, 6_000],
      [3, 9_000],
    ] as const) {
      const judged = judgeDepartures(departures, at, gone);
      expect(judged.telling).toEqual([]);
      departures = noteDeparture(judged.departures, departure(who, at));
    }
    expect(judgeDepartures(departures, 30_000, gone).telling).toEqual([]);
  });

  it('EV5 counts who stayed away for longer than a page takes to load, though back before it is judged', () => {
    const away = judgeDepartures(noted(departure(1, 0)), BACK_WITHIN_MS, gone);
    expect(judgeDepartures(away.departures, TOGETHER_MS, () => true).telling).toHaveLength(1);
    const back = judgeDepartures(noted(departure(1, 0)), BACK_WITHIN_MS, () => true);
    expect(judgeDepartures(back.departures, TOGETHER_MS, gone).telling).toEqual([]);
  });

  it('EV5 is nothing without a violation, for who is back at once, and for who went with others', () => {
    expect(judgeDepartures(noted(departure(1, 0, false)), 11_000, gone).telling).toEqual([]);
    expect(judgeDepartures(noted(departure(1, 0)), 11_000, () => true).telling).toEqual([]);
    expect(
      judgeDepartures(noted(departure(1, 0), departure(2, 900, false), departure(3, 3_000, false)), 13_000, gone).telling,
    ).toEqual([]);
    expect(judgeDepartures(noted(departure(1, 0), departure(2, 900)), 11_000, gone).telling).toHaveLength(2);
  });

  it('EV5 a harmless absence does not excuse one right after a violation in the same minute', () => {
    const blip = judgeDepartures(noted(departure(1, 0, false)), 2_000, () => true);
    const again = noteDeparture(blip.departures, departure(1, 4_000));
    const judged = judgeDepartures(again, 4_000 + TOGETHER_MS, gone);
    expect(
      judged.telling.map(({ at }) => at),
      'the blip was none',
    ).toEqual([4_000]);
    const later = judgeDepartures(judged.departures, 20_000, () => true);
    const third = noteDeparture(later.departures, departure(1, 30_000));
    expect(judgeDepartures(third, 40_000, gone).telling.map(({ at }) => at)).toEqual([30_000]);
  });

  it.each([59_000, 61_000])(
    'EV5 one absence is judged once, though it is told again after %i ms when the connection is given up',
    (ms) => {
      let departures = noted(departure(1, 0));
      const told: number[] = [];
      for (let now = 1_000; now <= 120_000; now += 1_000) {
        // Nothing was seen of the candidate since they went: no violation is right before the second telling.
        if (now === ms) departures = noteDeparture(departures, departure(1, now, false));
        const judged = judgeDepartures(departures, now, gone);
        departures = judged.departures;
        told.push(...judged.telling.map(({ at }) => at));
      }
      expect(told).toEqual([0]);
    },
  );

  it('EV5 whatever comes and goes, nobody is told twice for one departure and memory stays bounded', () => {
    const step = fc.record({ who: fc.nat(20), wait: fc.nat(9_000), isTelling: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
        let departures: Departures = [];
        let now = 0;
        const told = new Set<string>();
        for (const { who, wait, isTelling } of steps) {
          departures = noteDeparture(departures, departure(who, now, isTelling));
          now += wait;
          const judged = judgeDepartures(departures, now, gone);
          for (const { session, at } of judged.telling) {
            expect(told.has(`${session} ${at}`)).toBe(false);
            told.add(`${session} ${at}`);
          }
          departures = judged.departures;
        }
        expect(departures.length).toBeLessThanOrEqual(21);
      }),
    );
  });
});
