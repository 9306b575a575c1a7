import type { ClientClock } from '../../../shared/client/index.ts';
import type { ClassPlan } from '../plan/class-plan.ts';

export const PHASES = ['lobby', 'start', 'work', 'rush', 'end'] as const;
/** Where the day is: before the start, its first seconds, the working time, its last tenth, and after. */
export type Phase = (typeof PHASES)[number];

const START_MS = 10_000;
const START_SHARE = 0.1;
const RUSH_SHARE = 0.9;

/** The time of the class: it begins with the sitting. */
export interface ClassClock {
  /** Ms since the sitting began; undefined before. */
  elapsed(): number | undefined;
  /** The monotonic time at which the sitting began; undefined before. */
  begunAt(): number | undefined;
  /** The sitting begins now; only the first call counts. */
  begin(): void;
  onBegin(listener: () => void): () => void;
  phase(): Phase;
}

export function createClassClock(
  clock: Pick<ClientClock, 'monotonic'>,
  { workingMs, endsAtMs }: Pick<ClassPlan, 'workingMs' | 'endsAtMs'>,
): ClassClock {
  const listeners = new Set<() => void>();
  let begunAt: number | undefined;
  const elapsed = () => (begunAt === undefined ? undefined : clock.monotonic() - begunAt);
  return {
    elapsed,
    begunAt: () => begunAt,
    begin() {
      if (begunAt !== undefined) return;
      begunAt = clock.monotonic();
      for (const listener of [...listeners]) listener();
    },
    onBegin(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    phase() {
      const ms = elapsed();
      if (ms === undefined) return 'lobby';
      if (ms < Math.min(START_MS, workingMs * START_SHARE)) return 'start';
      if (ms >= endsAtMs) return 'end';
      return ms < endsAtMs - workingMs * (1 - RUSH_SHARE) ? 'work' : 'rush';
    },
  };
}
