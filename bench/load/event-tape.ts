import { hash } from 'node:crypto';
import { canonicalJson } from '../../src/shared/model/canonical-json.ts';
import type { Dialect } from './dialects.ts';
import { createSeededRandom } from './seeded-random.ts';

/**
 * What honest mishaps and small cheats look like: in turn, so that each candidate's repeats count up five alerts.
 * Together they never reach the score of a suspension.
 */
export const REPEATING_TYPES: readonly string[] = ['window_blur', 'copy', 'paste', 'focus_lost', 'context_menu'];

/** About what a page reports with an event; brings the whole event to some 400 bytes. */
const DETAILS = { target: 'question 7, answer text', selection: 148, note: 'x'.repeat(60) };

/** One candidate's events as frames, each made once: encoding them is no part of what is measured. */
export interface EventTape {
  /** The frame of the n-th event, from 0; its `ackId` is n. */
  frame(n: number): Buffer;
  /** Makes the first `count` frames now. */
  record(count: number): void;
}

/** Events that follow the contract: numbered from 1, chained by hash, with random ids. `types` in turn. */
export function createEventTape(dialect: Dialect, seed: number, types: readonly string[]): EventTape {
  const random = createSeededRandom(seed);
  const frames: Buffer[] = [];
  const startedAt = Date.now();
  let prev: string | undefined;

  function add(): void {
    const n = frames.length;
    const event = {
      id: random.uuid(),
      type: types[n % types.length] as string,
      occurredAt: new Date(startedAt + n * 10).toISOString(),
      seq: n + 1,
      monotonicMs: 60_000 + n * 10,
      ...(prev === undefined ? {} : { prev }),
      details: DETAILS,
    };
    prev = hash('sha256', canonicalJson(event));
    frames.push(dialect.emit('security_event', JSON.stringify(event), n));
  }

  const record = (count: number): void => {
    while (frames.length < count) add();
  };
  return {
    record,
    frame: (n) => {
      record(n + 1);
      return frames[n] as Buffer;
    },
  };
}
