/** Timers that run only when told. */
export function fakeTimers() {
  let now = 0;
  let timers: { due: number; run: () => void }[] = [];
  return {
    after(ms: number, run: () => void): () => void {
      const timer = { due: now + ms, run };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    advance(ms: number): void {
      const until = now + ms;
      for (;;) {
        const next = timers.filter((timer) => timer.due <= until).sort((a, b) => a.due - b.due)[0];
        if (!next) break;
        now = next.due;
        timers = timers.filter((other) => other !== next);
        next.run();
      }
      now = until;
    },
    get pending(): number {
      return timers.length;
    },
  };
}

/** Local storage in memory; `refuses` makes every write fail as a full one does. */
export function fakeStorage() {
  const rows = new Map<string, string>();
  return {
    rows,
    refuses: false,
    getItem: (key: string) => rows.get(key) ?? null,
    setItem(key: string, value: string) {
      if (this.refuses) throw new Error('QuotaExceededError');
      rows.set(key, value);
    },
    removeItem: (key: string) => void rows.delete(key),
    key: (position: number) => [...rows.keys()][position] ?? null,
    get length() {
      return rows.size;
    },
  };
}
