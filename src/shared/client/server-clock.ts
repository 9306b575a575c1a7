import type { ClientClock } from './ports.ts';

const KEPT_SAMPLES = 16;
/** How far two clocks may honestly drift apart between samples; more means that one of them was stopped or set. */
const DRIFT_MS = 50;

interface Sample {
  /** Room's epoch ms minus this machine's monotonic ms. */
  readonly offset: number;
  /** Half the round trip: the true offset lies within `offset` +- this. */
  readonly uncertainty: number;
}

/** The room's time on a machine whose own clock may be wrong, changed or asleep (EX9). */
export interface ServerClock {
  /** Takes one answered question for the time; moments of asking and hearing by the monotonic clock. */
  heard(serverTime: number, sentAt: number, heardAt: number): void;
  /** Epoch ms of the room; this machine's wall clock until the room was heard. */
  now(): number;
  /** Ms by which `now()` may be wrong. */
  uncertainty(): number | undefined;
  /** Monotonic ms since the latest question that was answered was asked. Undefined until then. */
  age(): number | undefined;
}

/**
 * Takes the middle of the round trip as the moment the room read its clock, and trusts the shortest round trip of the
 * last samples most. A monotonic clock may stop while a machine sleeps: a sample that contradicts the older ones replaces them.
 */
export function createServerClock(clock: ClientClock): ServerClock {
  let samples: Sample[] = [];
  let best: Sample | undefined;
  let askedAt: number | undefined;
  return {
    heard(serverTime, sentAt, heardAt) {
      askedAt = Math.max(askedAt ?? sentAt, sentAt);
      const sample = { offset: serverTime - (sentAt + heardAt) / 2, uncertainty: (heardAt - sentAt) / 2 };
      const contradicts =
        best !== undefined && Math.abs(sample.offset - best.offset) > sample.uncertainty + best.uncertainty + DRIFT_MS;
      samples = contradicts ? [sample] : [...samples, sample].slice(-KEPT_SAMPLES);
      best = samples.reduce((a, b) => (b.uncertainty <= a.uncertainty ? b : a));
    },
    now: () => (best ? best.offset + clock.monotonic() : clock.now()),
    uncertainty: () => best?.uncertainty,
    age: () => (askedAt === undefined ? undefined : clock.monotonic() - askedAt),
  };
}
