/** How long something took, over many times: ms. */
export interface Latency {
  readonly count: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

export interface Durations {
  add(ms: number): void;
  figures(): Latency;
}

/** Each step of the scale is so much wider than the one before: figures are right to half of that. */
const STEP = 1.02;
const SMALLEST_MS = 0.05;

const rounded = (ms: number): number => Math.round(ms * 10) / 10;
const stepOf = (ms: number): number => Math.max(0, Math.ceil(Math.log(ms / SMALLEST_MS) / Math.log(STEP)));
const middleOf = (step: number): number => (step === 0 ? SMALLEST_MS : SMALLEST_MS * STEP ** (step - 0.5));

/** Durations counted on a growing scale: a day of a big class takes no more memory than a minute of a small one. */
export function createDurations(): Durations {
  const steps = new Map<number, number>();
  let count = 0;
  let max = 0;

  function at(sorted: readonly (readonly [number, number])[], share: number): number {
    let passed = 0;
    for (const [step, times] of sorted) {
      passed += times;
      if (passed > Math.min(count - 1, Math.floor(count * share))) return rounded(Math.min(max, middleOf(step)));
    }
    return 0;
  }

  return {
    add(ms) {
      const step = stepOf(ms);
      steps.set(step, (steps.get(step) ?? 0) + 1);
      count += 1;
      max = Math.max(max, ms);
    },
    figures() {
      const sorted = [...steps].sort(([a], [b]) => a - b);
      return { count, p50: at(sorted, 0.5), p95: at(sorted, 0.95), p99: at(sorted, 0.99), max: rounded(max) };
    },
  };
}
