import { describe, expect, it } from 'vitest';
import { createUpdatePacer } from '../../../src/main/transport/pace-updates.ts';

type Update = Parameters<ReturnType<typeof createUpdatePacer>['push']>[0];
const update = (id: string, rev: number) =>
  ({ name: 'alert-updated', rooms: ['security'], payload: { id, rev } }) as unknown as Update;

/** A pacer on a clock of its own; `sent` says what left and when. */
function start() {
  const sent: string[] = [];
  const times = new Map<string, number[]>();
  let now = 0;
  let waiting: { at: number; work: () => void }[] = [];
  const pacer = createUpdatePacer(
    ({ payload }) => {
      sent.push(`${payload.id}${payload.rev}`);
      times.set(payload.id, [...(times.get(payload.id) ?? []), now]);
    },
    (work, ms) => {
      const timer = { at: now + ms, work };
      waiting.push(timer);
      return () => {
        waiting = waiting.filter((other) => other !== timer);
      };
    },
  );
  /** Time goes on by a millisecond at a time. */
  const pass = (ms: number) => {
    for (const end = now + ms; now < end; ) {
      now++;
      const due = waiting.filter(({ at }) => at <= now);
      waiting = waiting.filter(({ at }) => at > now);
      for (const { work } of due) work();
    }
  };
  return { pacer, sent, times, pass, left: () => waiting.length };
}

describe('protocol 3 alert-updated', () => {
  it('protocol 3 sends the first update at once and of a storm only the last state, one a pause', () => {
    const { pacer, sent, pass } = start();
    for (let rev = 1; rev <= 50; rev++) pacer.push(update('a', rev));
    expect(sent).toEqual(['a1']);
    pass(99);
    expect(sent).toEqual(['a1']);
    pass(21);
    expect(sent).toEqual(['a1', 'a50']);
    pacer.push(update('a', 51));
    expect(sent).toEqual(['a1', 'a50']);
    pass(120);
    expect(sent).toEqual(['a1', 'a50', 'a51']);
  });

  it('protocol 3 never sends more than ten updates of one alert in any second, and seldom much fewer', () => {
    const { pacer, times, pass } = start();
    for (let ms = 0; ms < 3_000; ms++) {
      for (const [place, id] of ['a', 'b', 'c', 'd', 'e'].entries()) if (ms >= place * 7) pacer.push(update(id, ms));
      pass(1);
    }
    for (const at of times.values()) {
      const pauses = at.slice(1).map((time, i) => time - (at[i] as number));
      expect(Math.min(...pauses)).toBeGreaterThanOrEqual(100);
      expect(Math.max(...pauses)).toBeLessThanOrEqual(120);
    }
    expect(times.size).toBe(5);
  });

  it('protocol 3 one storm does not hold other alerts back, and nothing is kept once it is over', () => {
    const { pacer, sent, pass, left } = start();
    pacer.push(update('a', 1));
    pacer.push(update('b', 2));
    expect(sent).toEqual(['a1', 'b2']);
    pass(240);
    expect(left()).toBe(0);
    pacer.push(update('a', 3));
    expect(sent).toEqual(['a1', 'b2', 'a3']);
  });

  it('protocol 3 what falls due together leaves together', () => {
    const { pacer, times, pass } = start();
    for (let n = 0; n < 15; n++) {
      pacer.push(update(`alert-${n}-`, 1));
      pacer.push(update(`alert-${n}-`, 2));
      pass(1);
    }
    pass(200);
    expect(new Set([...times.values()].map(([, second]) => second)).size).toBe(1);
  });

  it('protocol 3 the last state is sent even when the room stops', () => {
    const { pacer, sent, left } = start();
    pacer.push(update('a', 1));
    pacer.push(update('a', 2));
    pacer.stop();
    expect(sent).toEqual(['a1', 'a2']);
    expect(left()).toBe(0);
  });
});
