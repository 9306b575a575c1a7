import { examOfSitting } from '../attempts/find-attempt.ts';
import type { Store } from '../store.ts';
import type { Work } from '../work.ts';
import { aliveAt, setAlive } from './alive.ts';
import { noteCredit } from './credit-time.ts';
import { tellAttempts, tellSitting } from './steps.ts';

/** How often that is written while something runs. */
const APART_MS = 2_000;
/** A restart this short costs nobody anything: clients go on by themselves meanwhile. */
const UNNOTICED_MS = 5_000;

/** The latest moment the store knows of; the room's time never goes back behind it (EX9). */
export const lastKnownTime = (store: Store): number => Math.max(store.audit.last()?.at ?? 0, aliveAt(store));

/** Notes that the room serves; asked often, writes seldom, and only while a sitting runs. */
export function noteAlive(work: Work): void {
  if (work.now - aliveAt(work.store) < APART_MS) return;
  if (work.store.sittings.joinable().some(({ state }) => state === 'running')) setAlive(work);
}

function credit(work: Work, creditMs: number): void {
  for (const sitting of work.store.sittings.joinable()) {
    const exam = examOfSitting(work.store, sitting);
    if (sitting.state !== 'running' || !exam) continue;
    const after = { ...sitting, pausedMs: sitting.pausedMs + creditMs };
    work.store.sittings.update(after);
    noteCredit(work, after, undefined, { kind: 'outage', creditMs });
    tellSitting(work, exam, after);
  }
}

/**
 * Gives running sittings back the time during which the room did not serve them: a host that crashed or slept must
 * not end anybody's exam (EX9). Every credit is audited. To be asked once, before attempts are closed.
 */
export function creditOutage(work: Work): void {
  const servedAt = aliveAt(work.store);
  const creditMs = work.now - servedAt;
  if (servedAt === 0 || creditMs < UNNOTICED_MS) return;
  credit(work, creditMs);
  setAlive(work);
}

/** A room that looks several times a second and did not for so long was asleep with its computer, not slow. */
const ASLEEP_MS = 30_000;

/** What was given back stands in the store by then, or could not be written and is owed again. */
const WRITTEN_WITHIN_MS = 5_000;

/** The same for a room that slept and woke without a restart, on systems whose monotonic clock goes on meanwhile. */
export interface SleepWatch {
  /** Has the room not looked for so long that it slept? Cheap enough to be asked before everything that is done. */
  owes(): boolean;
  /** Gives the time back, if some is owed. To be asked regularly, before attempts are closed. */
  giveBack(work: Work): void;
}

/** `monotonic` is the computer's own, in ms. */
export function createSleepWatch(monotonic: () => number): SleepWatch {
  let last: { readonly machine: number; readonly room: number } | undefined;
  /** When something was given back that is not known to be in the store yet. */
  let givenAt: number | undefined;
  const isBeingWritten = (machine: number): boolean => givenAt !== undefined && machine - givenAt < WRITTEN_WITHIN_MS;

  return {
    owes: () => {
      const machine = monotonic();
      return last !== undefined && machine - last.machine >= ASLEEP_MS && !isBeingWritten(machine);
    },
    giveBack: (work) => {
      const seen = { machine: monotonic(), room: work.now };
      const before = last ?? seen;
      // Where the clock stood still with the computer there is nothing to give back.
      const sleptMs = Math.min(seen.machine - before.machine, seen.room - before.room);
      if (sleptMs < ASLEEP_MS) {
        last = seen;
        return;
      }
      if (isBeingWritten(seen.machine)) return;
      givenAt = seen.machine;
      // Until it is given back it is owed, also where the store cannot be written just now.
      work.afterCommit(() => {
        last = seen;
        givenAt = undefined;
      });
      credit(work, Math.round(sleptMs));
      for (const sitting of work.store.sittings.joinable()) {
        const exam = examOfSitting(work.store, sitting);
        if (exam && sitting.state === 'running') tellAttempts(work, exam, sitting);
      }
    },
  };
}
