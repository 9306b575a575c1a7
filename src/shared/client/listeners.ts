import type { ProblemPort } from './ports.ts';

/** Those who want to be told of one kind of thing. A listener that throws is reported and does not keep the others from hearing. */
export interface Listeners<Args extends unknown[]> {
  add(listener: (...args: Args) => void): () => void;
  tell(...args: Args): void;
}

export function createListeners<Args extends unknown[]>(where: string, onProblem?: ProblemPort): Listeners<Args> {
  const listeners = new Set<{ readonly hear: (...args: Args) => void }>();
  return {
    add(hear) {
      // Wrapped, so that the same function added twice is told twice and each is removed by itself.
      const entry = { hear };
      listeners.add(entry);
      return () => void listeners.delete(entry);
    },
    tell(...args) {
      for (const { hear } of [...listeners]) {
        try {
          hear(...args);
        } catch (error) {
          onProblem?.({ where, message: error instanceof Error ? error.message : String(error) });
        }
      }
    },
  };
}
