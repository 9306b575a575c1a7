import type { ClassPlan } from './plan/class-plan.ts';
import type { PreparedExam } from './prepare-room.ts';
import type { Staff } from './staff.ts';
import type { Waits } from './waits.ts';
import type { ClassClock } from './watch/class-clock.ts';
import type { Tally } from './watch/tally.ts';

/** Whoever is not in so long after the lobby closed is not waited for. */
const LAST_ARRIVAL_MS = 60_000;

/** Who waits for the start, or will not get so far. */
export interface Settled {
  add(seat: string): void;
  all(): boolean;
  watch(look: () => void): () => void;
}

/** Counts who waits for the start, or will not get so far; each once, however often told. */
export function createSettled(expected: number): Settled {
  const watchers = new Set<() => void>();
  const seats = new Set<string>();
  return {
    add(seat: string) {
      seats.add(seat);
      for (const look of [...watchers]) look();
    },
    all: () => seats.size >= expected,
    watch(look: () => void) {
      watchers.add(look);
      return () => void watchers.delete(look);
    },
  };
}

interface Start {
  readonly prepared: PreparedExam;
  readonly plan: ClassPlan;
  readonly settled: Settled;
  readonly waits: Waits;
  readonly classClock: ClassClock;
  readonly tally: Tally;
  readonly line: (event: Record<string, unknown>) => void;
}

/** Starts the sitting when everybody who is not late waits for it, or will not come any more. */
export async function startWhenIn({ prepared, plan, settled, waits, classClock, tally, line }: Start): Promise<void> {
  await waits.until(settled.all, settled.watch, plan.lobbyMs + LAST_ARRIVAL_MS);
  line({ event: 'joined', joined: tally.counts.joined });
  if (waits.isOver) return;
  // Before it is said: from the proctor's click to the question on the screen.
  classClock.begin();
  await prepared.start();
  line({ event: 'started' });
}

interface Script {
  readonly staff: Staff;
  readonly plan: ClassPlan;
  readonly waits: Waits;
  readonly classClock: ClassClock;
  readonly line: (event: Record<string, unknown>) => void;
}

/** What staff do, one after the other at their times. */
export async function playScript({ staff, plan, waits, classClock, line }: Script): Promise<void> {
  await waits.until(() => classClock.elapsed() !== undefined, classClock.onBegin);
  for (const deed of plan.proctor) {
    await waits.sleep(deed.atMs - (classClock.elapsed() ?? 0));
    if (waits.isOver) return;
    await staff.act(deed);
    line({ event: 'staff', ...deed });
  }
}
