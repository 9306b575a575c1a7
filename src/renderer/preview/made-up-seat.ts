import { NO_WORK, never, pageDrafts } from '../exam/seat/page-drafts.ts';
import type { Seated } from '../exam/seat/seat-context.tsx';

/** A seat nobody sits on: answers stay on the page, nothing is sent and nothing is stored. Holds just what the questions ask for. */
export function madeUpSeat(): Seated {
  const nothing = { notices: [] };
  return {
    seat: { attemptId: 'preview' },
    link: {
      connection: { serverNow: Date.now },
      client: { snapshot: () => NO_WORK, subscribe: never },
      outbox: { keeping: () => 'page', onKeeping: never },
    },
    session: { snapshot: () => nothing, subscribe: never, dismiss: () => {} },
    drafts: pageDrafts(),
    leave: () => {},
  } as unknown as Seated;
}
