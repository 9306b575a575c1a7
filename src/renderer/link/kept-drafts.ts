import type { AnswerValue } from '../../shared/model/answer.ts';
import { type KeyValueStore, keysUnder } from './local-storage-outbox.ts';

/** Typing that had not been handed to the outbox when the page went away, and the revision it was based on. */
export interface KeptDraft {
  readonly questionId: string;
  readonly value: AnswerValue;
  readonly baseRevision: number;
}

/**
 * The last keystrokes of a page that is going away, written synchronously: a database write begun in `pagehide` may or
 * may not be finished. `take` gives them back once.
 */
export function keptDrafts(attemptId: string, storage: KeyValueStore | undefined) {
  const prefix = `invigil.draft.${attemptId}.`;
  return {
    keep(draft: KeptDraft): void {
      try {
        storage?.setItem(prefix + draft.questionId, JSON.stringify(draft));
      } catch {
        // a full storage costs at most the last half second of typing
      }
    },
    take(): KeptDraft[] {
      if (!storage) return [];
      return keysUnder(storage, prefix).flatMap((key) => {
        const text = storage.getItem(key);
        storage.removeItem(key);
        try {
          return [JSON.parse(text ?? '') as KeptDraft];
        } catch {
          return [];
        }
      });
    },
  };
}
