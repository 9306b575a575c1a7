/** What is counted over the whole class. */
export interface Counts {
  joined: number;
  /** Saw their first question. */
  started: number;
  /** Changes of answers made. Some replace an earlier one before it was sent, so fewer are acknowledged. */
  answers: number;
  /** Answers the room acknowledged; `held` of them kept apart. */
  acked: number;
  held: number;
  /** Security events made, and acknowledged. */
  events: number;
  eventsAcked: number;
  submitted: number;
  /** Answers and events that were never acknowledged: must be 0. */
  unacknowledged: number;
  reconnects: number;
}

export interface Latency {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

export interface Tally {
  readonly counts: Counts;
  readonly errors: Record<string, number>;
  error(code: string): void;
  /** One ack came back after so many ms. */
  acked(ms: number): void;
  latency(): Latency;
}

const rounded = (ms: number): number => Math.round(ms * 10) / 10;

export function createTally(): Tally {
  const errors: Record<string, number> = {};
  const latencies: number[] = [];
  return {
    counts: {
      joined: 0,
      started: 0,
      answers: 0,
      acked: 0,
      held: 0,
      events: 0,
      eventsAcked: 0,
      submitted: 0,
      unacknowledged: 0,
      reconnects: 0,
    },
    errors,
    error(code) {
      errors[code] = (errors[code] ?? 0) + 1;
    },
    acked(ms) {
      latencies.push(ms);
    },
    latency() {
      const sorted = [...latencies].sort((a, b) => a - b);
      const at = (share: number) => rounded(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
      return { p50: at(0.5), p95: at(0.95), p99: at(0.99), max: rounded(sorted.at(-1) ?? 0) };
    },
  };
}
