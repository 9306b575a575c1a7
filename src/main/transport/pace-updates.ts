import type { AlertId } from '../../shared/model/ids.ts';
import type { OutgoingEvent } from '../../shared/protocol/index.ts';

type AlertUpdate = Extract<OutgoingEvent, { name: 'alert-updated' }>;

/** At most ten updates a second for one alert (protocol 3). */
const APART_MS = 100;
/** Updates that fall due within this time leave together: a frame of its own for each would cost far more. */
const BEAT_MS = 20;
/** A pause counts in whole beats after the one it begins in, so that it is never shorter than it should be. */
const BEATS_APART = APART_MS / BEAT_MS + 1;

/** Sets `work` going after `ms` and returns what calls it off. */
export type Later = (work: () => void, ms: number) => () => void;

export const laterByTimer: Later = (work, ms) => {
  const timer = setTimeout(work, ms);
  return () => clearTimeout(timer);
};

export interface UpdatePacer {
  /** Passes the update on now, or a little later with what it has become by then: the last state always arrives. */
  push(update: AlertUpdate): void;
  stop(): void;
}

interface Pause {
  /** The beat it is over at. */
  readonly until: number;
  waiting: AlertUpdate | undefined;
}

/** A storm of repeats of one alert must not become a storm of frames to every console. */
export function createUpdatePacer(deliver: (update: AlertUpdate) => void, later: Later = laterByTimer): UpdatePacer {
  /** In the order they are over: every pause has the same length, and one begun anew goes to the end. */
  const pauses = new Map<AlertId, Pause>();
  let beats = 0;
  let cancel: (() => void) | undefined;

  function send(update: AlertUpdate): void {
    const { id } = update.payload;
    pauses.delete(id);
    pauses.set(id, { until: beats + BEATS_APART, waiting: undefined });
    cancel ??= later(beat, BEAT_MS);
    deliver(update);
  }

  /** Sends what came during the pauses that are over, or forgets the alert. */
  function beat(): void {
    beats++;
    cancel = undefined;
    for (const [id, { until, waiting }] of pauses) {
      if (until > beats) break;
      if (waiting) send(waiting);
      else pauses.delete(id);
    }
    if (pauses.size > 0) cancel ??= later(beat, BEAT_MS);
  }

  return {
    push: (update) => {
      const pause = pauses.get(update.payload.id);
      if (pause) pause.waiting = update;
      else send(update);
    },
    stop: () => {
      cancel?.();
      for (const { waiting } of pauses.values()) if (waiting) deliver(waiting);
      pauses.clear();
    },
  };
}
