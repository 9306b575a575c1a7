/**
 * Rows kept at hand as the models they were read as. A cache is written through: whoever changes a row puts the new
 * model here in the same step. When work is undone, everything is forgotten and read again, because what was put
 * here may never have happened.
 */
export interface RowCache<Key, Value> {
  get(key: Key, read: () => Value | undefined): Value | undefined;
  put(key: Key, value: Value): void;
  forget(key: Key): void;
}

export interface RowCaches {
  /** `most`: rows kept before the cache starts afresh; bounds memory, costs a read. */
  create<Key, Value>(most: number): RowCache<Key, Value>;
  /** To be called whenever a savepoint or transaction was rolled back. */
  forgetAll(): void;
}

export function createRowCaches(): RowCaches {
  const all: Map<unknown, unknown>[] = [];
  return {
    create: <Key, Value>(most: number): RowCache<Key, Value> => {
      const rows = new Map<Key, Value>();
      all.push(rows);
      const put = (key: Key, value: Value): void => {
        if (rows.size >= most && !rows.has(key)) rows.clear();
        rows.set(key, value);
      };
      return {
        put,
        forget: (key) => void rows.delete(key),
        get: (key, read) => {
          const known = rows.get(key);
          if (known !== undefined) return known;
          const value = read();
          if (value !== undefined) put(key, value);
          return value;
        },
      };
    },
    forgetAll: () => {
      for (const rows of all) rows.clear();
    },
  };
}
