import { performance } from 'node:perf_hooks';
import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** How the heap stands, and the one thing that can be done about it. */
export interface Heap {
  /** What it occupies, garbage and empty pages included (bytes). */
  size(): number;
  /** Throws away what is young. Costs some milliseconds; V8 then gives back by itself, ten seconds later and in small steps, what it does not need. */
  collectYoung(): void;
}

export interface CalmHeapParts {
  readonly heap: Heap;
  /** The share of time (0 to 1) the loop was at work since it was last asked. */
  readonly busyShare: () => number;
  /** Does `work` every `ms` and returns what ends that. */
  readonly every: (ms: number, work: () => void) => () => void;
}

const LOOK_MS = 3_000;
/** So much more than at its smallest is worth a collection (bytes). */
const GROWN = 16 * 1024 * 1024;
const CALM = 0.3;
/** What V8 keeps after this many looks it needs. */
const LOOKS_UNTIL_SETTLED = 8;

/**
 * After a burst gives its memory back. While much is allocated V8 lets the heap grow, and where nothing is allocated any more it
 * does not look at it again: tens of megabytes would stay for as long as the room is quiet. Returns what ends it.
 */
export function keepHeapCalm({ heap, busyShare, every }: CalmHeapParts): () => void {
  let smallest = heap.size();
  let looksSince: number | undefined;
  return every(LOOK_MS, () => {
    const isCalm = busyShare() < CALM;
    const size = heap.size();
    if (looksSince !== undefined && ++looksSince < LOOKS_UNTIL_SETTLED) return;
    // What is left now is what the room has come to hold, no reserve.
    if (looksSince !== undefined) smallest = size;
    looksSince = undefined;
    smallest = Math.min(smallest, size);
    if (!isCalm || size < smallest + GROWN) return;
    looksSince = 0;
    heap.collectYoung();
  });
}

/** This process's own heap. V8 has the call in every build and shows it to whoever asks with a flag. */
export function ownHeap(): Heap {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as ((how: { type: 'minor' }) => void) | undefined;
  setFlagsFromString('--no-expose-gc');
  return { size: () => getHeapStatistics().total_physical_size, collectYoung: () => collect?.({ type: 'minor' }) };
}

/** Of this thread's loop. */
export function ownBusyShare(): () => number {
  let before = performance.eventLoopUtilization();
  return () => {
    const now = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(now, before);
    before = now;
    return utilization;
  };
}

export const everyByTimer: CalmHeapParts['every'] = (ms, work) => {
  const timer = setInterval(work, ms);
  timer.unref();
  return () => clearInterval(timer);
};
