/**
 * Remembers something of at most `most` sources, whatever their number: the one not seen for longest is forgotten first, so a
 * flood from a million addresses costs what `most` cost. O(1) an access.
 */
export class BoundedMemory<Key, Value> {
  readonly #most: number;
  readonly #make: (key: Key) => Value;
  readonly #values = new Map<Key, Value>();

  constructor(most: number, make: (key: Key) => Value) {
    this.#most = most;
    this.#make = make;
  }

  get size(): number {
    return this.#values.size;
  }

  /** What is remembered of this source; something new if nothing is. It is the last to be forgotten now. */
  of(key: Key): Value {
    const known = this.#values.get(key);
    const value = known ?? this.#make(key);
    if (known !== undefined) this.#values.delete(key);
    else if (this.#values.size >= this.#most) this.#values.delete(this.#values.keys().next().value as Key);
    this.#values.set(key, value);
    return value;
  }

  /** What is remembered, without making or touching anything. */
  peek(key: Key): Value | undefined {
    return this.#values.get(key);
  }

  forget(key: Key): void {
    this.#values.delete(key);
  }

  entries(): IterableIterator<[Key, Value]> {
    return this.#values.entries();
  }
}
