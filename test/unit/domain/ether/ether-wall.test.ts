import { describe, expect, it } from 'vitest';
import type { ClientSignal } from '../../../../src/main/domain/walls/signal.ts';
import { createWalls } from '../../../../src/main/domain/walls/walls.ts';

const start = Date.UTC(2026, 10, 20, 9);
const signal = (who: number, seq: number, ms: number, type = 'focus_gained'): ClientSignal => ({
  kind: 'client',
  at: start + ms,
  session: `s${who}`,
  attempt: `a${who}`,
  exam: 'one',
  type,
  seq,
  occurredAt: start + ms,
});
const watch = (signals: readonly ClientSignal[]) => {
  const walls = createWalls();
  return signals.flatMap((one) => walls.see(one));
};

describe('W5 the Ether Wall over a recorded day', () => {
  it('W5 names what is missing once, and passes over what was only late or told twice', () => {
    const seqs = [1, 2, 4, 3, 4, 7, 8, 9, 10];
    const day = seqs.map((seq, index) => signal(1, seq, index * 9_000));
    expect(watch(day).map(({ type, reasons, subject }) => [type, reasons, subject.session])).toEqual([
      ['sequence_gap', ['Reports 5 to 6 are missing'], 's1'],
    ]);
    expect(watch(day.filter(({ seq }) => seq <= 4))).toEqual([]);
  });

  it('EV6 names one incident of the room, and decides the same however often it is asked', () => {
    const day = Array.from({ length: 12 }, (_, who) => signal(who, 1, who * 100, 'focus_lost'));
    expect(watch(day)).toMatchObject([{ wall: 'ether', type: 'room_incident', severity: 'medium', subject: {} }]);
    expect(watch(day)).toEqual(watch(day));
  });
});
