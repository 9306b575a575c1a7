import type { ConsoleRefusal } from '../../shared/ipc.ts';
import { parseRoomAddress } from '../../shared/model/room-address.ts';
import type { OpenWindow } from './window-maker.ts';

/** Storage and permissions of other rooms' pages, apart from our own. */
const GUEST_PARTITION = 'persist:guest';
const OK = 200;

export interface GuestParts {
  readonly openWindow: OpenWindow;
  readonly report: (what: string, error?: unknown) => void;
}

/**
 * Opens the console of a room elsewhere, as a browser would: without a bridge, bound to that origin, in a session of its own. A
 * certificate that Chromium does not trust stays refused; the pin of the join code, which would do better, does not exist yet.
 */
export function createGuestConsole({ openWindow, report }: GuestParts) {
  return async (typed: string): Promise<ConsoleRefusal | undefined> => {
    const origin = parseRoomAddress(typed)?.origin;
    if (origin === undefined) return 'address_invalid';
    const window = openWindow({
      kind: 'guest',
      origin,
      width: 1440,
      height: 900,
      partition: GUEST_PARTITION,
      isShownByCaller: true,
    });
    const { webContents } = window;
    let status = 0;
    webContents.once('did-navigate', (_event, _url, code) => {
      status = code;
    });
    let refusal: ConsoleRefusal | undefined;
    try {
      await window.loadURL(`${origin}/console/`);
      // A courtesy to whoever mistyped, no proof: any page can call itself so.
      if (status !== OK || !webContents.getTitle().includes('Invigil')) refusal = 'not_a_room';
    } catch (error) {
      report('the console of another room could not be loaded', error);
      refusal = String(error).includes('ERR_CERT') ? 'certificate' : 'unreachable';
    }
    if (!window.isDestroyed()) {
      if (refusal) window.destroy();
      else window.show();
    }
    return refusal;
  };
}
