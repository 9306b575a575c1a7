import fc from 'fast-check';

/* What everybody's time should be: counted second by second from what happened, not from moments and credits as the room does it (EX9). */

export const DURATION_MS = 60 * 60_000;
export const BREAKS = { count: 3, minutes: 4 };
export const CANDIDATES = 4;

export type TimeStep =
  /** Time goes by; looked at by the room at the end of it, as several times a second. */
  | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'pause' | 'go_on' | 'restart_at_once' }
  | { readonly do: 'give_all' | 'give'; readonly who: number; readonly minutes: number }
  | { readonly do: 'join' | 'suspend' | 'resume' | 'break' | 'back'; readonly who: number }
  | { readonly do: 'grant'; readonly who: number; readonly minutes: number; readonly percent: number }
  /** Killed, and started again after so long. */
  | { readonly do: 'outage'; readonly ms: number };

const SECOND = 1_000;
const who = fc.nat(CANDIDATES - 1);
const step: fc.Arbitrary<TimeStep> = fc.oneof(
  // Never less than two seconds: of what the room does not write down an outage gives back a little too much.
  {
    weight: 8,
    arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: 2, max: 600 }).map((s) => s * SECOND) }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('pause' as const, 'go_on' as const, 'restart_at_once' as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('give_all' as const, 'give' as const),
      who,
      minutes: fc.integer({ min: -5, max: 20 }).filter((minutes) => minutes !== 0),
    }),
  },
  {
    weight: 9,
    arbitrary: fc.record({
      do: fc.constantFrom('join' as const, 'suspend' as const, 'resume' as const, 'break' as const, 'back' as const),
      who,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('grant' as const), who, minutes: fc.nat(30), percent: fc.constantFrom(1, 25, 50) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('outage' as const), ms: fc.integer({ min: 6, max: 3_000 }).map((s) => s * SECOND) }),
  },
);
export const timeSteps = fc.array(step, { maxLength: 30, size: 'max' });

export interface TimeRules {
  readonly lateTime: 'full' | 'common_end';
  readonly isSuspensionCredited: boolean;
}

interface Seat {
  leftMs: number;
  grantedMs: number;
  isIn: boolean;
  isOver: boolean;
  isSuspended: boolean;
  breakLeftMs: number | undefined;
  breaksTaken: number;
}

/** The clock on everybody's table, turned by hand. */
export function createTimeModel({ lateTime, isSuspensionCredited }: TimeRules, inFromStart: number) {
  let commonLeftMs = DURATION_MS;
  let isPaused = false;
  const seats = Array.from(
    { length: CANDIDATES },
    (_, place): Seat => ({
      leftMs: DURATION_MS,
      grantedMs: 0,
      isIn: place < inFromStart,
      isOver: false,
      isSuspended: false,
      breakLeftMs: undefined,
      breaksTaken: 0,
    }),
  );
  const seat = (place: number): Seat => seats[place] as Seat;
  const isLive = ({ isIn, isOver }: Seat): boolean => isIn && !isOver;

  function work(one: Seat, ms: number): void {
    if (one.isSuspended && isSuspensionCredited) return;
    const ofBreak = Math.min(ms, one.breakLeftMs ?? 0);
    if (one.breakLeftMs !== undefined) one.breakLeftMs -= ofBreak;
    if (one.breakLeftMs === 0) one.breakLeftMs = undefined;
    one.leftMs -= ms - ofBreak;
  }
  const closeWhatIsOver = (): void => {
    for (const one of seats) if (isLive(one) && !isPaused && isRunning(one) && one.leftMs <= 0) one.isOver = true;
  };
  const isRunning = (one: Seat): boolean => one.breakLeftMs === undefined && !(one.isSuspended && isSuspensionCredited);

  function live(one: TimeStep): void {
    switch (one.do) {
      case 'wait':
        if (!isPaused) {
          commonLeftMs -= one.ms;
          for (const each of seats) if (isLive(each)) work(each, one.ms);
        }
        return;
      case 'pause':
        isPaused = true;
        return;
      case 'go_on':
        isPaused = false;
        return;
      case 'restart_at_once':
      case 'outage':
        return;
      case 'give_all':
        commonLeftMs += one.minutes * 60_000;
        for (const each of seats) if (isLive(each)) each.leftMs += one.minutes * 60_000;
        return;
      case 'grant': {
        const of = seat(one.who);
        const grantedMs = Math.round((one.minutes + (60 * one.percent) / 100) * 60_000);
        if (isLive(of)) of.leftMs += grantedMs - of.grantedMs;
        of.grantedMs = grantedMs;
        return;
      }
      case 'give':
      case 'join':
      case 'suspend':
      case 'resume':
      case 'break':
      case 'back':
        return liveAlone(one.do, seat(one.who), 'minutes' in one ? one.minutes : 0);
    }
  }

  function liveAlone(what: 'give' | 'join' | 'suspend' | 'resume' | 'break' | 'back', of: Seat, minutes: number): void {
    if (what === 'join' && !of.isIn) {
      of.isIn = true;
      of.leftMs = (lateTime === 'full' ? Math.max(DURATION_MS, commonLeftMs) : commonLeftMs) + of.grantedMs;
    }
    if (!isLive(of)) return;
    if (what === 'give') of.leftMs += minutes * 60_000;
    else if (what === 'suspend' && !of.isSuspended) {
      of.isSuspended = true;
      of.breakLeftMs = undefined;
    } else if (what === 'resume') of.isSuspended = false;
    else if (what === 'back') of.breakLeftMs = undefined;
    else if (what === 'break') {
      const isPossible = !isPaused && !of.isSuspended && of.breakLeftMs === undefined && of.breaksTaken < BREAKS.count;
      if (!isPossible) return;
      of.breakLeftMs = BREAKS.minutes * 60_000;
      of.breaksTaken += 1;
    }
  }

  return {
    live(one: TimeStep): void {
      live(one);
      closeWhatIsOver();
    },
    /** What each candidate has left, ms; `over`; undefined for who is not in. `still` while no clock runs. */
    left: () =>
      seats.map((one) => {
        if (!one.isIn) return undefined;
        if (one.isOver) return 'over' as const;
        return isPaused || !isRunning(one) ? ('still' as const) : one.leftMs;
      }),
  };
}
