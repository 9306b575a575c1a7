import type { DetectorPorts, Stop } from './observation.ts';

const LOOK_EVERY_MS = 1_000;
/** Smaller differences are ordinary (time service, throttled timers). */
const JUMP_MS = 5_000;
/** Long enough for one more heartbeat to measure the offset anew. */
const SETTLE_MS = 3_000;

/**
 * A wall clock that moved against the monotonic one. A computer that slept shows the same forward jump, so the room's
 * time is asked: `clockOffset` is room time minus wall time, freshly measured, or undefined. Where it did not move, the
 * machine slept and nobody is accused; where it is unknown, a forward jump is reported as one that may have been sleep.
 */
export function detectClockJump({ report, clock }: DetectorPorts, clockOffset: () => number | undefined = () => undefined): Stop {
  let wall = clock.wall();
  let monotonic = clock.monotonic();
  let offset = clockOffset();
  let settling: Stop | undefined;

  const judge = (gapMs: number, offsetBefore: number | undefined): void => {
    const offsetAfter = clockOffset();
    const isMeasured = offsetBefore !== undefined && offsetAfter !== undefined;
    // A clock set forward by a minute is a minute further ahead of the room.
    if (isMeasured && Math.abs(offsetBefore - offsetAfter) <= JUMP_MS) return;
    report({ type: 'clock_changed', details: { gapMs, ...(gapMs > 0 && !isMeasured ? { maybeSleep: true } : {}) } });
  };
  const look = (): void => {
    const gapMs = Math.round(clock.wall() - wall - (clock.monotonic() - monotonic));
    wall = clock.wall();
    monotonic = clock.monotonic();
    if (settling) return;
    if (Math.abs(gapMs) <= JUMP_MS) {
      offset = clockOffset();
      return;
    }
    const offsetBefore = offset;
    settling = clock.after(SETTLE_MS, () => {
      settling = undefined;
      offset = clockOffset();
      judge(gapMs, offsetBefore);
    });
  };
  const stopLooking = clock.every(LOOK_EVERY_MS, look);
  return () => {
    stopLooking();
    settling?.();
  };
}
