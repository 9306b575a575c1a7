import { NO_WORK, never, pageDrafts } from '../../seat/page-drafts.ts';
import type { Seated } from '../../seat/seat-context.tsx';

/** The same seat with a desk of its own: practice can leave no result, because there is no way from it to the room. */
export function practiceSeat(seated: Seated): Seated {
  return {
    ...seated,
    link: { ...seated.link, client: { ...seated.link.client, saveAnswer: () => {}, snapshot: () => NO_WORK, subscribe: never } },
    drafts: pageDrafts(),
  };
}
