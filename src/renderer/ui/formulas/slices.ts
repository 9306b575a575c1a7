/** Work in slices, so that ten thousand formulas never freeze the page. */
const SLICE_MS = 12;
/** Work that comes later than this after a slice begins one of its own. */
const PAUSE_MS = 50;

const waiting: (() => void)[] = [];
let sliceEndsAt = Number.NEGATIVE_INFINITY;
let isScheduled = false;

function work(): void {
  let next = 0;
  while (next < waiting.length && performance.now() < sliceEndsAt) {
    waiting[next]?.();
    next += 1;
  }
  waiting.splice(0, next);
  if (waiting.length === 0 || isScheduled) return;
  isScheduled = true;
  window.setTimeout(() => {
    isScheduled = false;
    sliceEndsAt = performance.now() + SLICE_MS;
    work();
  });
}

/** Does the jobs in order: at once while there is time before the next frame, the rest in slices after it. */
export function inSlices(jobs: readonly (() => void)[]): void {
  waiting.push(...jobs);
  const now = performance.now();
  if (now > sliceEndsAt + PAUSE_MS) sliceEndsAt = now + SLICE_MS;
  work();
}
