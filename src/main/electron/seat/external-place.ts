import type { ShellHandlers } from '../ipc.ts';
import type { ExternalView } from './external-view.ts';
import type { OpenSeat } from './open-seat.ts';

/**
 * Shows the external paper where the page says, and covers it. Which paper, and whether the candidate may see it now, is the room's
 * word and not the page's; whatever stops the attempt covers it at once, also when the page is dead.
 */
export function externalHandlers(
  current: () => OpenSeat,
  external: Pick<ExternalView, 'show' | 'hide'> | undefined,
): Pick<ShellHandlers, 'seat:external'> {
  const followed = new WeakSet<OpenSeat>();
  /** Counts what covered it: an answer of the room from before that uncovers nothing. */
  let covered = 0;
  const cover = (): void => {
    covered += 1;
    external?.hide();
  };

  function follow(seat: OpenSeat): void {
    if (followed.has(seat)) return;
    followed.add(seat);
    seat.link.connection.on('attempt-state', ({ state }) => {
      if (state !== 'in_progress') cover();
    });
  }

  return {
    'seat:external': async ({ top }) => {
      if (top === undefined) {
        cover();
        return {};
      }
      const seat = current();
      follow(seat);
      const before = covered;
      const view = await seat.link.client.loadAttempt();
      if (before !== covered) return {};
      if (view.external && view.attempt.state === 'in_progress') external?.show(view.external, top);
      else external?.hide();
      return {};
    },
  };
}
