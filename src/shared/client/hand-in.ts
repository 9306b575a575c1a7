import { type CommandOutput, RoomError } from '../protocol/index.ts';
import type { SubmitState } from './candidate-contract.ts';
import type { Patience } from './until-acked.ts';

/** A submission waits for the answers without limit, for mere observations no longer than this. */
const EVENTS_GRACE_MS = 5_000;
const MOST_RESENDS = 3;

export interface HandInOptions {
  readonly patience: Patience;
  readonly newId: () => string;
  readonly pending: () => { answers: number; events: number };
  /** Told after every change of `pending`. */
  readonly watch: (listener: () => void) => () => void;
  readonly after: (ms: number, callback: () => void) => () => void;
  /** Revisions the room has acknowledged as counting. */
  readonly acked: () => Record<string, number>;
  /** Compares with the room and queues again what it lacks. */
  readonly reconcile: () => Promise<unknown>;
  readonly show: (state: SubmitState) => void;
}

/** Hands the work in, once: everything made so far reaches the room first, and the room confirms that it lacks nothing. */
export async function handIn(options: HandInOptions): Promise<CommandOutput<'exam_submit'>> {
  const { patience, pending, watch, show } = options;
  show({ state: 'draining' });
  const id = options.newId();
  for (let resends = 0; ; resends++) {
    while (pending().answers > 0) await patience.until((done) => watch(() => pending().answers === 0 && done()));
    if (resends === 0 && pending().events > 0) {
      await patience.until((done) => {
        const stopWatching = watch(() => pending().events === 0 && done());
        const cancel = options.after(EVENTS_GRACE_MS, done);
        return () => {
          stopWatching();
          cancel();
        };
      });
    }
    show({ state: 'submitting' });
    try {
      const output = await patience.ask('exam_submit', { id, revisions: options.acked() });
      show({ state: 'submitted' });
      return output;
    } catch (error) {
      if (error instanceof RoomError && error.code === 'answers_missing' && resends < MOST_RESENDS) {
        await patience.retry(options.reconcile);
        continue;
      }
      const { code, message } =
        error instanceof RoomError ? error : { code: 'unreachable', message: 'Stopped before the room answered.' };
      show({ state: 'failed', code, message });
      throw error;
    }
  }
}
