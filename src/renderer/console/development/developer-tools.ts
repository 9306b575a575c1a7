import { createRoomClient, type RoomClient, RoomUnreachable } from '../../../shared/client/index.ts';
import type { Severity } from '../../../shared/model/severity.ts';
import { RoomError } from '../../../shared/protocol/index.ts';
import { onePageAtATime } from '../link/one-page-at-a-time.ts';
import { fetchPort } from '../link/room-link.ts';
import type { StaffSession } from '../link/staff-session.ts';
import { type SimulatedAlert, simulateSecurityAlert } from './simulate-security-alert.ts';
import { testWebSocket, type WayTested } from './test-web-socket.ts';

/** What `checkConnection()` finds out. */
export interface ConnectionChecked {
  readonly room: string;
  readonly isReady: boolean;
  readonly user?: { readonly username: string; readonly role: string };
  readonly tokenExpiresAt?: string;
  /** Open connections of this person, those of other pages among them. */
  readonly connections?: number;
  /** The way to the room and back over REST. */
  readonly roundTripMs?: number;
  /** What went wrong, if anything: the room's code, or that there was no answer. */
  readonly trouble?: string;
}

/** For developers of clients, in the browser's own console; each answers what it found (UI5). */
export interface DeveloperTools {
  testWebSocket(): Promise<readonly WayTested[]>;
  checkConnection(): Promise<ConnectionChecked>;
  simulateSecurityAlert(severity?: Severity): Promise<SimulatedAlert>;
}

const inWords = (error: unknown): string =>
  error instanceof RoomError || error instanceof RoomUnreachable
    ? `${error instanceof RoomError ? error.code : error.reason}: ${error.message}`
    : String(error);

function createDeveloperTools(session: StaffSession): DeveloperTools {
  /** A client beside the page's own: what is tried out must not disturb what is on the page. */
  const openClient = (): RoomClient =>
    createRoomClient({ baseUrl: window.location.origin, fetch: fetchPort, tokens: session.tokens, exclusive: onePageAtATime });

  function signedIn(): string {
    const tokens = session.tokens.load();
    if (!tokens) throw new Error('Nobody is signed in: sign in on this page first.');
    return tokens.token;
  }

  return {
    testWebSocket: async () => testWebSocket(openClient().api, signedIn()),
    async checkConnection() {
      const room = window.location.origin;
      const isReady = await fetch('/readyz').then(
        ({ ok }) => ok,
        () => false,
      );
      const tokens = session.tokens.load();
      if (!tokens) return { room, isReady, trouble: 'Nobody is signed in on this page.' };
      try {
        const { api } = openClient();
        const askedAt = performance.now();
        const { user } = await api.call('me', {});
        const roundTripMs = Math.round(performance.now() - askedAt);
        const status = await api.call('notification_status', {});
        return {
          room,
          isReady,
          user: { username: user.username, role: user.role },
          tokenExpiresAt: session.tokens.load()?.expiresAt ?? tokens.expiresAt,
          connections: status.connections_per_user[user.id] ?? 0,
          roundTripMs,
        };
      } catch (error) {
        return { room, isReady, trouble: inWords(error) };
      }
    },
    async simulateSecurityAlert(severity) {
      signedIn();
      return simulateSecurityAlert(openClient(), fetchPort, severity);
    },
  };
}

/** Puts the tools on `window`. Called by a development build alone; the test that says so is `developer-tools.test.ts`. */
export function offerDeveloperTools(session: StaffSession): void {
  Object.assign(window, createDeveloperTools(session) satisfies DeveloperTools);
}
