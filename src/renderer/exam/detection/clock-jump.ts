import type { DetectorPorts, Stop } from './observation.ts';

const LOOK_EVERY_MS = 1_000;
/** Smaller differences are ordinary (time service, throttled timers). */
const JUMP_MS = 5_000;
/** Long enough for one more heartbeat to measure the offset anew. */
const SETTLE_MS = 3_000;
/** A dead connection is noticed after 15 s, and a new one made after some more: until then nobody can tell. */
const PATIENCE_MS = 60_000;

/** Room time minus wall time in ms, by a measurement begun no longer ago than this; undefined where there is none. */
export type ClockOffset = (notOlderThanMs: number) => number | undefined;

/**
 * A wall clock that moved against the monotonic one. A computer that slept shows the same forward jump, so the room's
 * time is asked, and waited for where the network is not back yet: only what was measured after the jump can say whether the
 * wall clock moved against the room. Where it did not, the machine slept and nobody is accused; where nobody can tell, a forward
 * jump is reported as one that may have been sleep.
 */
export function detectClockJump({ report, clock }: DetectorPorts, clockOffset: ClockOffset = () => undefined): Stop {
  const known = (): number | undefined => clockOffset(Number.POSITIVE_INFINITY);
  let wall = clock.wall();
  let monotonic = clock.monotonic();
  let offset = known();
  let settling: Stop | undefined;

  const tell = (gapMs: number, isMeasured: boolean): void =>
    report({ type: 'clock_changed', details: { gapMs, ...(gapMs > 0 && !isMeasured ? { maybeSleep: true } : {}) } });
  const judge = (gapMs: number, offsetBefore: number | undefined, jumpedAt: number): void => {
    settling = undefined;
    const waited = clock.monotonic() - jumpedAt;
    const offsetAfter = clockOffset(waited);
    if (offsetBefore !== undefined && offsetAfter === undefined && waited < PATIENCE_MS) {
      settling = clock.after(SETTLE_MS, () => judge(gapMs, offsetBefore, jumpedAt));
      return;
    }
    offset = known();
    const isMeasured = offsetBefore !== undefined && offsetAfter !== undefined;
    // A clock set forward by a minute is a minute further ahead of the room.
    if (isMeasured && Math.abs(offsetBefore - offsetAfter) <= JUMP_MS) return;
    tell(gapMs, isMeasured);
  };
  const look = (): void => {
    const gapMs = Math.round(clock.wall() - wall - (clock.monotonic() - monotonic));
    wall = clock.wall();
    monotonic = clock.monotonic();
    if (settling) return;
    if (Math.abs(gapMs) <= JUMP_MS) {
      offset = known();
      return;
    }
    const offsetBefore = offset;
    const jumpedAt = clock.monotonic();
    settling = clock.after(SETTLE_MS, () => judge(gapMs, offsetBefore, jumpedAt));
  };
  const stopLooking = clock.every(LOOK_EVERY_MS, look);
  return () => {
    stopLooking();
    settling?.();
  };
}
