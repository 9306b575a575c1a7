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

  function follow(seat: OpenSeat): void {
    if (followed.has(seat)) return;
    followed.add(seat);
    seat.link.connection.on('attempt-state', ({ state }) => {
      if (state !== 'in_progress') external?.hide();
    });
  }

  return {
    'seat:external': async ({ top }) => {
      if (top === undefined) {
        external?.hide();
        return {};
      }
      const seat = current();
      follow(seat);
      const view = await seat.link.client.loadAttempt();
      if (view.external && view.attempt.state === 'in_progress') external?.show(view.external, top);
      else external?.hide();
      return {};
    },
  };
}
