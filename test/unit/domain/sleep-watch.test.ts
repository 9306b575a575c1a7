import { describe, expect, it } from 'vitest';
import { createSleepWatch } from '../../../src/main/domain/sittings/outage.ts';
import type { Work } from '../../../src/main/domain/work.ts';

const MINUTE = 60_000;

/** A running sitting that is looked at with the computer's clock and the room's wherever the test puts them. */
function watched() {
  const time = { machine: 1_000, room: 9_000_000 };
  let sitting = { id: 's', examId: 'e', state: 'running', startedAt: 0, pausedMs: 0 };
  const credits: number[] = [];
  const watch = createSleepWatch(() => time.machine);
  const effects: (() => void)[] = [];
  /** `commit: false`: its transaction is still open, or is never written. */
  const look = ({ commit = true } = {}) => {
    watch.giveBack({
      now: time.room,
      actor: { kind: 'room' },
      emit: () => {},
      audit: () => {},
      afterCommit: (effect: () => void) => void effects.push(effect),
      store: {
        sittings: {
          joinable: () => [sitting, { ...sitting, id: 'o', state: 'open' }],
          update: (after: typeof sitting) => (sitting = after),
        },
        exams: { byId: () => ({ id: 'e', durationMinutes: 60, policy: {} }) },
        attempts: { ofSitting: () => [] },
        credits: { insert: ({ creditMs }: { creditMs: number }) => credits.push(creditMs) },
      },
    } as unknown as Work);
    if (commit) for (const effect of effects.splice(0)) effect();
  };
  return { watch, time, look, credits, pausedMs: () => sitting.pausedMs };
}

describe('EX9 a computer that slept', () => {
  it('EX9 security-26 gives the time back where its clock went on, once', () => {
    const { time, look, credits, pausedMs } = watched();
    look();
    time.machine += 40 * MINUTE;
    time.room += 40 * MINUTE;
    look();
    look();
    expect([credits, pausedMs()]).toEqual([[40 * MINUTE], 40 * MINUTE]);
  });

  it('EX9 gives nothing where the room’s clock stood still with the computer, nor for a moment’s stumble', () => {
    const { time, look, credits } = watched();
    look();
    time.machine += 40 * MINUTE;
    time.room += 250;
    look();
    time.machine += 250;
    time.room += 40 * MINUTE;
    look();
    for (let times = 0; times < 100; times++) {
      time.machine += 29_000;
      time.room += 29_000;
      look();
    }
    expect(credits).toEqual([]);
  });

  it('EX9 owes it until it is in the store: twice in one transaction it gives it once, and again when that is lost', () => {
    const { watch, time, look, credits } = watched();
    look();
    expect(watch.owes()).toBe(false);
    time.machine += MINUTE;
    time.room += MINUTE;
    expect(watch.owes()).toBe(true);
    look({ commit: false });
    look({ commit: false });
    expect([watch.owes(), credits]).toEqual([false, [MINUTE]]);
    time.machine += 10_000;
    time.room += 10_000;
    expect(watch.owes(), 'the disk was full').toBe(true);
    look();
    expect([watch.owes(), credits.slice(1)]).toEqual([false, [MINUTE + 10_000]]);
  });
});
