interface Entry<Key, Value> {
  readonly key: Key;
  readonly value: Value;
  /** Seen before it, and after it. */
  older: Entry<Key, Value> | undefined;
  newer: Entry<Key, Value> | undefined;
}

/**
 * Remembers something of at most `most` sources, whatever their number: the one not seen for longest is forgotten first, so a
 * flood from a million addresses costs what `most` cost. O(1) an access: a list beside the table, because the order a Map keeps
 * by itself is walked through everything that was ever deleted to find its first.
 */
export class BoundedMemory<Key, Value> {
  readonly #most: number;
  readonly #make: (key: Key) => Value;
  readonly #entries = new Map<Key, Entry<Key, Value>>();
  #oldest: Entry<Key, Value> | undefined;
  #newest: Entry<Key, Value> | undefined;

  constructor(most: number, make: (key: Key) => Value) {
    this.#most = most;
    this.#make = make;
  }

  get size(): number {
    return this.#entries.size;
  }

  /** What is remembered of this source; something new if nothing is. It is the last to be forgotten now. */
  of(key: Key): Value {
    let entry = this.#entries.get(key);
    if (entry !== undefined && entry === this.#newest) return entry.value;
    if (entry) {
      this.#unlink(entry);
    } else {
      entry = { key, value: this.#make(key), older: undefined, newer: undefined };
      if (this.#entries.size >= this.#most && this.#oldest) this.forget(this.#oldest.key);
      this.#entries.set(key, entry);
    }
    entry.older = this.#newest;
    entry.newer = undefined;
    if (this.#newest) this.#newest.newer = entry;
    this.#newest = entry;
    this.#oldest ??= entry;
    return entry.value;
  }

  /** What is remembered, without making or touching anything. */
  peek(key: Key): Value | undefined {
    return this.#entries.get(key)?.value;
  }

  forget(key: Key): void {
    const entry = this.#entries.get(key);
    if (!entry) return;
    this.#unlink(entry);
    this.#entries.delete(key);
  }

  /** From the one not seen for longest to the one seen last. */
  *entries(): IterableIterator<[Key, Value]> {
    for (let entry = this.#oldest; entry; entry = entry.newer) yield [entry.key, entry.value];
  }

  #unlink(entry: Entry<Key, Value>): void {
    if (entry.older) entry.older.newer = entry.newer;
    else this.#oldest = entry.newer;
    if (entry.newer) entry.newer.older = entry.older;
    else this.#newest = entry.older;
  }
}
