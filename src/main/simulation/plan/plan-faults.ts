import type { TimedFault } from '../scenarios/faults.ts';
import type { Action } from '../scenarios/scenario.ts';
import { type Spans, windowMs } from '../scenarios/span.ts';
import type { SeededRandom } from '../seeded-random.ts';
import type { Fault, TimedFaultPlan } from './class-plan.ts';

export const drawMs = (spans: Spans, workingMs: number, random: SeededRandom): number =>
  random.between(...windowMs(spans, workingMs));

type FaultAction = Extract<Action, { do: 'cut' | 'stall' | 'gone' | 'slow' }>;

export function planFault(action: FaultAction | TimedFault, workingMs: number, random: SeededRandom): Fault {
  if (action.do === 'cut') return { do: 'cut' };
  const forMs = drawMs(action.for, workingMs, random);
  if (action.do !== 'slow') return { do: action.do, forMs };
  const { delayMs, kbitPerSecond } = action;
  const link = { ...(delayMs === undefined ? {} : { delayMs }), ...(kbitPerSecond === undefined ? {} : { kbitPerSecond }) };
  return { do: 'slow', forMs, link };
}

/** The moments of something that happens `times` over a window: one in each equal part, so that they do not pile up. */
export function spread(
  at: Spans,
  times: number | readonly [number, number] | undefined,
  within: { readonly fromMs: number; readonly untilMs: number; readonly workingMs: number },
  random: SeededRandom,
): number[] {
  const clamp = (ms: number) => Math.min(within.untilMs, Math.max(within.fromMs, ms));
  const [from, to] = windowMs(at, within.workingMs).map(clamp) as [number, number];
  const count = typeof times === 'object' ? random.whole(Math.min(...times), Math.max(...times)) : (times ?? 1);
  return Array.from({ length: count }, (_, index) => from + ((to - from) * (index + random.between(0.1, 0.9))) / count);
}

/** Faults of a list over the working time, in order. */
export function planWeather(faults: readonly TimedFault[], workingMs: number, random: SeededRandom): TimedFaultPlan[] {
  const within = { fromMs: 0, untilMs: workingMs, workingMs };
  return faults
    .flatMap((fault) =>
      spread(fault.at, fault.times, within, random).map((atMs) => ({ ...planFault(fault, workingMs, random), atMs })),
    )
    .sort((a, b) => a.atMs - b.atMs);
}
