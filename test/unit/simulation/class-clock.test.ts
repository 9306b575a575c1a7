import { expect, it } from 'vitest';
import { createClassClock } from '../../../src/main/simulation/watch/class-clock.ts';

it('OP1 the day has its lobby, its first seconds, its working time, its last tenth and its end', () => {
  let now = 5_000;
  const clock = createClassClock({ monotonic: () => now }, { workingMs: 60_000, endsAtMs: 66_000 });
  const phaseAt = (ms: number) => {
    now = ms;
    return clock.phase();
  };
  expect(phaseAt(7_000)).toBe('lobby');
  const begun: number[] = [];
  const forget = clock.onBegin(() => begun.push(now));
  clock.begin();
  phaseAt(8_000);
  clock.begin();
  forget();
  expect(begun).toEqual([7_000]);
  expect(clock.begunAt()).toBe(7_000);
  expect(clock.elapsed()).toBe(1_000);
  const phases = [0, 5_999, 6_000, 59_999, 60_000, 65_999, 66_000].map((since) => phaseAt(7_000 + since));
  expect(phases).toEqual(['start', 'start', 'work', 'work', 'rush', 'rush', 'end']);
});

it('OP1 the first seconds of a long day are ten', () => {
  let now = 0;
  const clock = createClassClock({ monotonic: () => now }, { workingMs: 3_600_000, endsAtMs: 3_600_000 });
  clock.begin();
  now = 9_999;
  expect(clock.phase()).toBe('start');
  now = 10_000;
  expect(clock.phase()).toBe('work');
});
