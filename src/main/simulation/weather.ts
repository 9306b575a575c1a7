import type { ClientClock } from '../../shared/client/index.ts';
import type { TimedFaultPlan } from './plan/class-plan.ts';
import type { ClassClock } from './watch/class-clock.ts';

/** Lets faults happen at their times once the sitting has begun; those whose time is over are left out. Returns its stop. */
export function startWeather(
  faults: readonly TimedFaultPlan[],
  { clock, classClock }: { clock: ClientClock; classClock: ClassClock },
  happen: (fault: TimedFaultPlan) => void,
): () => void {
  const stops: (() => void)[] = [];
  const schedule = () => {
    const elapsed = classClock.elapsed();
    if (elapsed === undefined) return;
    for (const fault of faults) {
      if (fault.atMs >= elapsed) stops.push(clock.after(fault.atMs - elapsed, () => happen(fault)));
    }
  };
  schedule();
  if (classClock.elapsed() === undefined) stops.push(classClock.onBegin(schedule));
  return () => {
    for (const stop of stops.splice(0)) stop();
  };
}
