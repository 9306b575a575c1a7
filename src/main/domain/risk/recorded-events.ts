import type { StoredSecurityEvent } from '../records.ts';
import type { SecurityEventRepo } from '../store.ts';

/** So many events are looked at before the room goes on: some milliseconds. */
const SLICE = 200;

/**
 * Shows every stored event received from `from` to `until` (epoch ms, both included), oldest first; `pause` lets the room go on
 * between two slices. Returns how many there were.
 */
export async function eachRecorded(
  events: Pick<SecurityEventRepo, 'after' | 'lastBefore'>,
  { from, until }: { from: number; until: number },
  show: (event: StoredSecurityEvent) => void,
  pause: () => Promise<unknown>,
): Promise<number> {
  let number = events.lastBefore(from);
  let shown = 0;
  for (;;) {
    const page = events.after(number);
    for (const event of page) {
      if (event.receivedAt > until) return shown;
      show(event);
      number = event.number;
      shown += 1;
      if (shown % SLICE === 0) await pause();
    }
    if (page.length === 0) return shown;
    await pause();
  }
}
