/** Everything, as a topic. */
const EVERYTHING = '*';
/** A client names so many at most. */
const MOST_TOPICS = 100;

/**
 * Which types of notifications a connection wants live. A topic is a type. It wants everything until it subscribes to
 * something: then that alone. Unsubscribing while it wants everything leaves out what it names; `*` is everything again.
 */
export class Topics {
  #only: Set<string> | undefined;
  readonly #muted = new Set<string>();

  /** Says with `false` that these are too many, and changes nothing. */
  subscribe(topics: readonly string[]): boolean {
    if (topics.includes(EVERYTHING)) {
      this.#only = undefined;
      this.#muted.clear();
      return true;
    }
    const only = new Set([...(this.#only ?? []), ...topics]);
    if (only.size > MOST_TOPICS) return false;
    this.#only = only;
    for (const topic of topics) this.#muted.delete(topic);
    return true;
  }

  /** The same. Whoever unsubscribes from the last topic they named, or from `*`, wants nothing live. */
  unsubscribe(topics: readonly string[]): boolean {
    if (topics.includes(EVERYTHING)) {
      this.#only = new Set();
      return true;
    }
    if (this.#only) {
      for (const topic of topics) this.#only.delete(topic);
      return true;
    }
    const muted = new Set([...this.#muted, ...topics]);
    if (muted.size > MOST_TOPICS) return false;
    for (const topic of muted) this.#muted.add(topic);
    return true;
  }

  wants(type: string): boolean {
    return this.#only ? this.#only.has(type) : !this.#muted.has(type);
  }
}
