/**
 * What is kept in memory beside the store must go back when the store does. Whoever changes such a thing inside a
 * command notes here how it was; a savepoint or transaction that is rolled back takes the memory back with it.
 */
export interface UndoLog {
  /** `undo` puts one thing back to what it was before the change just made. */
  note(undo: () => void): void;
  /** Where `undoTo` can go back to, until the next commit. */
  mark(): number;
  undoTo(mark: number): void;
  /** Everything so far is committed: nothing of it will be taken back. */
  settle(): void;
}

export function createUndoLog(): UndoLog {
  let undos: (() => void)[] = [];
  return {
    note: (undo) => void undos.push(undo),
    mark: () => undos.length,
    undoTo: (mark) => {
      // The newest first: what was changed twice ends as it was before the first time.
      while (undos.length > mark) undos.pop()?.();
    },
    settle: () => {
      if (undos.length > 0) undos = [];
    },
  };
}
