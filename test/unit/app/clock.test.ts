import { describe, expect, it } from 'vitest';
import { createClock } from '../../../src/main/app/clock.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

describe('clock', () => {
  const machine = () => {
    const time = { wall: Date.UTC(2026, 10, 20, 8), monotonic: 5_000.25 };
    return { time, clock: createClock({ wall: () => time.wall, monotonic: () => time.monotonic }) };
  };

  it.each([
    ['a year ahead', 365 * 86_400_000],
    ['a day back', -86_400_000],
    ['one second back', -1000],
  ])('EX9 does not jump when the system clock is set %s', (_, change) => {
    const { time, clock } = machine();
    const before = clock.now();
    time.wall += change;
    time.monotonic += 250;
    expect(clock.now() - before).toBe(250);
  });

  it('EX9 security-25 starts at the wall clock and never goes back', () => {
    const { time, clock } = machine();
    expect(clock.now()).toBe(Date.UTC(2026, 10, 20, 8));
    let last = clock.now();
    for (let step = 0; step < 1000; step += 1) {
      time.monotonic += (step % 7) / 10;
      time.wall -= 60_000;
      expect(clock.now()).toBeGreaterThanOrEqual(last);
      last = clock.now();
    }
    expect(Number.isInteger(last)).toBe(true);
  });

  it('EX9 by default tells the time of this machine', () => {
    expect(Math.abs(createClock().now() - Date.now())).toBeLessThan(1000);
  });

  it('EX9 the fake clock moves only when told, and never back', () => {
    const clock = createFakeClock(1000);
    expect(clock.now()).toBe(1000);
    clock.advance(500);
    expect(clock.now()).toBe(1500);
    expect(() => clock.advance(-1)).toThrow('cannot go back');
  });
});
