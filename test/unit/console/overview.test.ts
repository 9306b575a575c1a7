import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matches, SHOW_RULES, SHOWS } from '../../../src/renderer/console/features/overview/filters.ts';
import { mostLively } from '../../../src/renderer/console/features/overview/most-lively.ts';
import { byTrouble, type Candidate, isMissing, needsAttention } from '../../../src/renderer/console/features/overview/trouble.ts';
import { inOrderOf } from '../../../src/renderer/console/features/overview/use-held-order.ts';
import { isFinished } from '../../../src/shared/model/attempt.ts';
import { ExamSummary, SittingState } from '../../../src/shared/model/exam.ts';
import { anyCandidate, anyRoom, idOf } from './arbitraries.ts';

const idsOf = (list: readonly { id: string }[]) => list.map(({ id }) => id);
const shuffled = <T>(list: readonly T[], seed: number): T[] =>
  list
    .map((item, place) => [Math.sin(seed + place * 7.3), item] as const)
    .toSorted(([a], [b]) => a - b)
    .map(([, item]) => item);
const [sample] = fc.sample(anyCandidate(), { numRuns: 1, seed: 4 }) as [Candidate];
const candidate = (fields: Partial<Candidate>): Candidate => ({
  ...sample,
  state: 'in_progress',
  connected: true,
  riskScore: 0,
  openAlerts: 0,
  seat: undefined,
  ...fields,
});

describe('UI1 who is shown first', () => {
  it('UI1 everybody once, whatever the order they came in', () => {
    fc.assert(
      fc.property(anyRoom, fc.nat(), (room, seed) => {
        const order = byTrouble(room);
        expect(idsOf(order).toSorted()).toEqual(idsOf(room).toSorted());
        const numbers = (list: readonly Candidate[]) =>
          list.map(({ candidateNumber, state }) => [candidateNumber, isFinished(state)]);
        expect(numbers(byTrouble(shuffled(room, seed)))).toEqual(numbers(order));
      }),
    );
  });

  it('UI1 who has finished comes after everybody who has not', () => {
    fc.assert(
      fc.property(anyRoom, (room) => {
        const finished = byTrouble(room).map(({ state }) => isFinished(state));
        expect(finished).toEqual(finished.toSorted((a, b) => Number(a) - Number(b)));
      }),
    );
  });

  it('UI1 getting worse never moves anybody down', () => {
    const worsenings: ((one: Candidate) => Candidate)[] = [
      (one) => ({ ...one, riskScore: Math.min(100, one.riskScore + 17) }),
      (one) => ({ ...one, openAlerts: one.openAlerts + 1 }),
      (one) => (isFinished(one.state) || one.state === 'waiting' ? one : { ...one, connected: false }),
      (one) => (isFinished(one.state) ? one : { ...one, state: 'suspended' }),
    ];
    fc.assert(
      fc.property(anyRoom, fc.nat(), fc.constantFrom(...worsenings), (room, which, worsen) => {
        fc.pre(room.length > 0);
        const one = room[which % room.length] as Candidate;
        const before = idsOf(byTrouble(room)).indexOf(one.id);
        const after = idsOf(byTrouble(room.map((other) => (other === one ? worsen(one) : other)))).indexOf(one.id);
        expect(after).toBeLessThanOrEqual(before);
      }),
      { numRuns: 500 },
    );
  });

  it('UI1 a fading score does not shuffle the cards: less than a step changes nothing', () => {
    const of = (number: number, riskScore: number) =>
      candidate({ id: idOf(number) as Candidate['id'], candidateNumber: String(number), riskScore });
    expect(idsOf(byTrouble([of(1, 41), of(2, 42.4)]))).toEqual([idOf(1), idOf(2)]);
    expect(idsOf(byTrouble([of(1, 38), of(2, 39.4)]))).toEqual([idOf(1), idOf(2)]);
    expect(idsOf(byTrouble([of(1, 41), of(2, 48)]))).toEqual([idOf(2), idOf(1)]);
  });

  it('UI1 equals stand by candidate number, as people count: 2 before 10', () => {
    const room = ['10', '2', 'A10', 'A2'].map((candidateNumber, at) =>
      candidate({ id: idOf(at) as Candidate['id'], candidateNumber }),
    );
    expect(byTrouble(room).map(({ candidateNumber }) => candidateNumber)).toEqual(['2', '10', 'A2', 'A10']);
  });

  it('UI1 a waiting candidate who is not connected is not missed, one at work is', () => {
    expect(isMissing(candidate({ state: 'waiting', connected: false }))).toBe(false);
    for (const state of ['in_progress', 'paused', 'suspended'] as const)
      expect(isMissing(candidate({ state, connected: false })), state).toBe(true);
    expect(isMissing(candidate({ state: 'submitted', connected: false }))).toBe(false);
  });

  it('UI1 attention is needed by what somebody must do something about, never by who has finished', () => {
    fc.assert(
      fc.property(anyCandidate(), (one) => {
        const reasons = [one.state === 'suspended', isMissing(one), one.riskScore >= 50, one.openAlerts > 0];
        expect(needsAttention(one)).toBe(!isFinished(one.state) && reasons.some(Boolean));
      }),
    );
  });
});

describe('UI2 the filters of the overview', () => {
  it('UI2 every candidate is in exactly one state of the filters, and in "all"', () => {
    const states = ['waiting', 'working', 'suspended', 'finished'] as const;
    fc.assert(
      fc.property(anyCandidate(), (one) => {
        expect(states.filter((show) => SHOW_RULES[show](one))).toHaveLength(1);
        expect(SHOW_RULES.all(one)).toBe(true);
        if (SHOW_RULES.suspended(one) || SHOW_RULES.missing(one)) expect(SHOW_RULES.attention(one)).toBe(true);
      }),
    );
    expect(Object.keys(SHOW_RULES)).toEqual([...SHOWS]);
  });

  it('UI2 a search finds every word in name, number or seat, in any order and case', () => {
    const one = candidate({ name: 'Çağrı Öz', candidateNumber: '0107', seat: 'B-12' });
    for (const query of ['', '  ', 'öz', 'ÖZ çağ', '107 b-1', ' b-12  öz ']) expect(matches(one, query), query).toBe(true);
    for (const query of ['öz 0108', 'undefined', 'b-13']) expect(matches(one, query), query).toBe(false);
    expect(matches(candidate({ name: 'กมล ใจดี' }), 'ใจ')).toBe(true);
    expect(matches(candidate({ seat: undefined }), 'undefined')).toBe(false);
  });

  it('UI2 more words never find more people', () => {
    fc.assert(
      fc.property(anyCandidate(), fc.string(), fc.string(), (one, first, second) => {
        if (matches(one, `${first} ${second}`)) expect(matches(one, first) && matches(one, second)).toBe(true);
      }),
    );
  });
});

describe('UI1 the order held under a pointer', () => {
  const anyIds = fc.uniqueArray(fc.nat(60).map(idOf), { maxLength: 30 });

  it('UI1 who is still there keeps their order, who is new comes last, who is gone goes', () => {
    fc.assert(
      fc.property(anyIds, anyIds, (held, live) => {
        const shown = idsOf(
          inOrderOf(
            live.map((id) => ({ id })),
            held,
          ),
        );
        const known = held.filter((id) => live.includes(id));
        const added = live.filter((id) => !held.includes(id));
        expect(shown).toEqual([...known, ...added]);
      }),
    );
  });

  it('UI1 holding again changes nothing', () => {
    fc.assert(
      fc.property(anyIds, anyIds, (held, live) => {
        const items = live.map((id) => ({ id }));
        const once = inOrderOf(items, held);
        expect(inOrderOf(items.toReversed(), idsOf(once))).toEqual(once);
      }),
    );
  });
});

describe('UI1 the exam to watch', () => {
  const exam = (number: number, state: SittingState, createdAt: string) =>
    ExamSummary.parse({
      id: idOf(number),
      title: `Exam ${number}`,
      durationMinutes: 60,
      questionCount: 1,
      answerableCount: 1,
      totalPoints: 1,
      rosterCount: 0,
      attemptCount: 0,
      createdAt,
      sitting: { sittingId: idOf(100 + number), state },
    });
  const [older, newer] = ['2026-11-19T08:00:00.000Z', '2026-11-20T08:00:00.000Z'] as const;

  it('UI1 is what runs, then what is paused, open, drafted; of several the newest; what has ended only for want of others', () => {
    const all = [
      exam(1, 'ended', newer),
      exam(2, 'draft', newer),
      exam(3, 'open', newer),
      exam(4, 'paused', newer),
      exam(5, 'running', older),
    ];
    const left = [...all];
    const watched: string[] = [];
    for (let next = mostLively(left); next; next = mostLively(left)) {
      watched.push(next.sitting.state);
      left.splice(left.indexOf(next), 1);
    }
    expect(watched).toEqual(['running', 'paused', 'open', 'draft', 'ended']);
    expect(mostLively([exam(1, 'open', older), exam(2, 'open', newer)])?.id).toBe(idOf(2));
    expect(mostLively([])).toBeUndefined();
    expect(SittingState.options).toHaveLength(5);
  });
});
