import { isLive } from '../../shared/model/attempt.ts';
import type { Work } from '../domain/work.ts';

/** What goes on in a room: who would notice if it were closed now. */
export interface RoomActivity {
  /** Sittings in their waiting room. */
  readonly open: number;
  /** Sittings that run or are paused. */
  readonly running: number;
  /** Candidates of these sittings whose work is not finished. */
  readonly candidates: number;
}

/** Reads it from the store. */
export function readActivity({ store }: Work): RoomActivity {
  const sittings = store.sittings.joinable();
  const open = sittings.filter(({ state }) => state === 'open').length;
  const candidates = sittings.flatMap(({ id }) => store.attempts.ofSitting(id)).filter(({ state }) => isLive(state)).length;
  return { open, running: sittings.length - open, candidates };
}
