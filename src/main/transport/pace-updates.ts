import type { AlertId } from '../../shared/model/ids.ts';
import type { OutgoingEvent } from '../../shared/protocol/index.ts';

type AlertUpdate = Extract<OutgoingEvent, { name: 'alert-updated' }>;

/** At most ten updates a second for one alert (protocol 3). */
const APART_MS = 100;

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

/** A storm of repeats of one alert must not become a storm of frames to every console. */
export function createUpdatePacer(deliver: (update: AlertUpdate) => void, later: Later = laterByTimer): UpdatePacer {
  const paced = new Map<AlertId, { waiting: AlertUpdate | undefined; cancel: () => void }>();

  function send(id: AlertId, update: AlertUpdate): void {
    paced.set(id, { waiting: undefined, cancel: later(() => settle(id), APART_MS) });
    deliver(update);
  }

  /** The pause after an update is over: send what came meanwhile, or forget the alert. */
  function settle(id: AlertId): void {
    const waiting = paced.get(id)?.waiting;
    if (waiting) send(id, waiting);
    else paced.delete(id);
  }

  return {
    push: (update) => {
      const known = paced.get(update.payload.id);
      if (known) known.waiting = update;
      else send(update.payload.id, update);
    },
    stop: () => {
      for (const { waiting, cancel } of paced.values()) {
        cancel();
        if (waiting) deliver(waiting);
      }
      paced.clear();
    },
  };
}
