import type { ClientClock } from '../../../shared/client/index.ts';
import type { CandidateExternal } from '../../../shared/model/external-paper.ts';
import type { ShellHandlers } from '../ipc.ts';
import type { ExternalView } from './external-view.ts';
import type { OpenSeat } from './open-seat.ts';

interface GrantedPage {
  readonly seat: OpenSeat;
  readonly grantId: string;
  readonly page: CandidateExternal;
}

/** The page of a grant that lives, as the room has it, and for how long; none unless the paper is worked on. */
async function pageOf({ link }: OpenSeat, grantId: string): Promise<{ page: CandidateExternal; forMs?: number } | undefined> {
  const [{ access }, { attempt }] = await Promise.all([link.api.call('attempt_tools', {}), link.client.loadAttempt()]);
  if (attempt.state !== 'in_progress') return undefined;
  const granted = access.find(({ id, state, tool }) => id === grantId && state === 'granted' && tool.kind === 'url');
  const { address, allow = [] } = granted?.tool ?? {};
  if (!granted || address === undefined) return undefined;
  const page = { startUrl: address, allow: [address, ...allow] };
  if (granted.expiresAt === undefined) return { page };
  const forMs = Date.parse(granted.expiresAt) - link.connection.serverNow();
  return forMs > 0 ? { page, forMs } : undefined;
}

/**
 * Shows the web page of a granted tool where the page beside it says, and covers it (TL1). Which page, and whether it may be seen now, is
 * the room's word: whatever ends the grant or stops the attempt ends it at once, also when the page beside it is dead.
 */
export function toolPageHandlers(
  current: () => OpenSeat,
  view: Pick<ExternalView, 'show' | 'hide' | 'close'> | undefined,
  clock: Pick<ClientClock, 'after'>,
): Pick<ShellHandlers, 'seat:tool-page'> {
  const followed = new WeakSet<OpenSeat>();
  let shown: GrantedPage | undefined;
  let cancelEnd = (): void => {};
  /** Counts what was asked: an answer that comes after something newer was asked is late, and shows nothing. */
  let asked = 0;

  function end(): void {
    asked += 1;
    shown = undefined;
    cancelEnd();
    view?.close();
  }

  function follow(seat: OpenSeat): void {
    if (followed.has(seat)) return;
    followed.add(seat);
    const { connection } = seat.link;
    connection.on('attempt-state', ({ state }) => {
      if (state !== 'in_progress') end();
    });
    connection.on('tool-access', ({ type }) => {
      if (type === 'revoked') end();
    });
  }

  return {
    'seat:tool-page': async ({ grantId, place }) => {
      asked += 1;
      const mine = asked;
      if (grantId === undefined || place === undefined) {
        view?.hide();
        return {};
      }
      const seat = current();
      follow(seat);
      if (shown?.seat !== seat || shown.grantId !== grantId) {
        end();
        asked = mine;
        const granted = await pageOf(seat, grantId);
        if (mine !== asked || !granted) return {};
        shown = { seat, grantId, page: granted.page };
        if (granted.forMs !== undefined) cancelEnd = clock.after(granted.forMs, end);
      }
      view?.show(shown.page, place);
      return {};
    },
  };
}
