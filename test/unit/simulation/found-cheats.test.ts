import { describe, expect, it } from 'vitest';
import { createCheatBook } from '../../../src/main/simulation/watch/found-cheats.ts';
import type { Alert } from '../../../src/shared/model/alert.ts';

const SEATS = new Map([
  ['attempt of the cheat', 'S1'],
  ['attempt of the other', 'S2'],
]);

const aBook = () => createCheatBook({ candidateOf: (attempt) => SEATS.get(attempt), misbehaves: new Set(['S1']) });

const anAlert = (facts: Partial<Alert> & { eventType?: string; members?: unknown } = {}): Alert => {
  const { eventType = 'paste', members, ...alert } = facts;
  return {
    ...{ id: 'one', attemptId: 'attempt of the cheat', type: 'suspicious_activity', severity: 'medium', count: 1 },
    ...{ reasons: ['Text was pasted'], data: { eventType, ...(members ? { members } : {}) } },
    ...alert,
  } as Alert;
};
const paste = (at: number) => ({ candidate: 'S1', kind: 'copies text', type: 'paste', at });

describe('what a watching console found', () => {
  it('OP1 times each deed from its doing to the alert that counts it, and the candidate from the first deed to the first alert', () => {
    const book = aBook();
    book.did(paste(100));
    expect(book.isComplete()).toBe(false);
    book.did(paste(150));
    book.saw(anAlert(), 300);
    expect(book.sum()).toMatchObject({
      cheats: { total: 1, found: 1, medianMs: 200, slowestMs: 200 },
      deeds: { total: 2, found: 1, medianMs: 200 },
      missed: [{ candidate: 'S1', type: 'paste' }],
    });
    // The same alert, told again without having counted one more, finds nothing.
    book.saw(anAlert(), 400);
    expect(book.isComplete()).toBe(false);
    book.saw(anAlert({ count: 2 }), 1_150);
    expect(book.isComplete()).toBe(true);
    expect(book.sum()).toMatchObject({
      deeds: { total: 2, found: 2, medianMs: 600, slowestMs: 1_000 },
      byKind: { 'copies text': { total: 2, found: 2 } },
      missed: [],
      accused: [],
      alerts: { medium: 1 },
    });
  });

  it('OP1 an alert without a reason, of another kind or about somebody else finds nothing', () => {
    const book = aBook();
    book.did(paste(0));
    book.saw(anAlert({ reasons: [] }), 1);
    book.saw(anAlert({ id: 'two' as never, eventType: 'copy' }), 1);
    book.saw(anAlert({ id: 'three' as never, attemptId: 'attempt of the other' as never }), 1);
    expect(book.sum()).toMatchObject({ cheats: { total: 1, found: 0 }, deeds: { found: 0 } });
    expect(book.sum().cheats.medianMs).toBeUndefined();
  });

  it('EV6 an incident of the room finds what its members did', () => {
    const book = aBook();
    book.did({ ...paste(0), type: 'focus_lost' });
    const members = [{ attemptId: 'attempt of the other' }, { attemptId: 'attempt of the cheat' }];
    book.saw(anAlert({ attemptId: undefined, eventType: 'focus_lost', members }), 7);
    expect(book.sum().deeds).toMatchObject({ found: 1, medianMs: 7 });
  });

  it('OP1 whoever is named above low severity without misbehaving is named, once an alert; low hints and strangers are not', () => {
    const book = aBook();
    const of = (attemptId: string, facts: Partial<Alert>) => anAlert({ ...facts, attemptId: attemptId as never });
    book.saw(of('attempt of the other', { id: 'a' as never, severity: 'low' }), 1);
    book.saw(of('somebody of another class', { id: 'b' as never, severity: 'high' }), 1);
    expect(book.sum().accused).toEqual([]);
    book.saw(of('attempt of the other', { id: 'c' as never, severity: 'high' }), 1);
    book.saw(of('attempt of the other', { id: 'c' as never, severity: 'high', count: 2 }), 2);
    expect(book.sum()).toMatchObject({
      accused: [{ candidate: 'S2', type: 'paste', severity: 'high', reasons: ['Text was pasted'] }],
      alerts: { low: 1, high: 2 },
    });
  });
});
