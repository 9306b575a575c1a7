import type { StoredSecurityEvent } from '../records.ts';
import type { Store } from '../store.ts';
import type { PlacedEntry } from './course-store.ts';

/** One step of what happened in a room: a stored event, or an entry of its course. */
export type Step = { readonly event: StoredSecurityEvent } | { readonly entry: PlacedEntry };

/**
 * Everything from a time on (epoch ms) in the room's order. Stops before the events after `last`; entries are told to the end.
 * Events come from the store page by page; entries of some kinds only, if they are named.
 */
export function* walk(
  store: Pick<Store, 'events' | 'course'>,
  from: number,
  last = Number.POSITIVE_INFINITY,
  kinds?: readonly PlacedEntry['kind'][],
): Generator<Step> {
  const entries = store.course.from(from, kinds);
  let next = 0;
  let number = store.events.lastBefore(from);
  for (;;) {
    const page = store.events.after(number);
    for (const event of page) {
      if (event.number > last) break;
      for (let entry = entries[next]; entry && entry.place < event.number; entry = entries[++next]) yield { entry };
      yield { event };
    }
    number = page.at(-1)?.number ?? last;
    if (page.length === 0 || number >= last) break;
  }
  for (const entry of entries.slice(next)) yield { entry };
}
