import type { UndoLog } from './undo-log.ts';

/**
 * Rows kept at hand as the models they were read as. A cache is written through: whoever changes a row puts the new
 * model here in the same step. When work is undone, what it put or read here goes with it (undo log).
 */
export interface RowCache<Key, Value> {
  get(key: Key, read: () => Value | undefined): Value | undefined;
  put(key: Key, value: Value): void;
  forget(key: Key): void;
}

export interface RowCaches {
  /** `most`: rows kept before the cache starts afresh; bounds memory, costs a read. */
  create<Key, Value>(most: number): RowCache<Key, Value>;
}

export function createRowCaches(undoLog: UndoLog): RowCaches {
  return {
    create: <Key, Value>(most: number): RowCache<Key, Value> => {
      const rows = new Map<Key, Value>();
      const restore = (key: Key, before: Value | undefined): void => {
        if (before === undefined) rows.delete(key);
        else rows.set(key, before);
      };
      const put = (key: Key, value: Value): void => {
        const before = rows.get(key);
        undoLog.note(() => restore(key, before));
        if (before === undefined && rows.size >= most) rows.clear();
        rows.set(key, value);
      };
      return {
        put,
        forget: (key) => {
          // Not kept again by an undo: whoever asks reads what the store then says.
          rows.delete(key);
        },
        get: (key, read) => {
          const known = rows.get(key);
          if (known !== undefined) return known;
          const value = read();
          // What is read inside a command may be that command's own work.
          if (value !== undefined) put(key, value);
          return value;
        },
      };
    },
  };
}
