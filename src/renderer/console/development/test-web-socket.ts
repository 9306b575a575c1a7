import { createRoomConnection, type RoomApi, type Transport } from '../../../shared/client/index.ts';

/** How one way to the room fared. */
export interface WayTested {
  readonly way: string;
  readonly isOpen: boolean;
  /** From the first byte to the answer that it is open; absent where it never was. */
  readonly openedAfterMs?: number;
  /** Why not. */
  readonly reason?: string;
}

const PATIENCE_MS = 5_000;

/** Runs `open` until it says how it went, but not for ever. */
function timed(way: string, open: (done: (reason?: string) => void) => () => void): Promise<WayTested> {
  const startedAt = performance.now();
  return new Promise((resolve) => {
    let isOver = false;
    const finish = (reason?: string) => {
      if (isOver) return;
      isOver = true;
      window.clearTimeout(timer);
      resolve(
        reason === undefined
          ? { way, isOpen: true, openedAfterMs: Math.round(performance.now() - startedAt) }
          : { way, isOpen: false, reason },
      );
      // In a turn of its own: what is closed may still be in the middle of telling.
      window.setTimeout(() => close());
    };
    const timer = window.setTimeout(() => finish(`no answer within ${PATIENCE_MS} ms`), PATIENCE_MS);
    const close = open(finish);
  });
}

const socketIo = (transport: Transport, token: string): Promise<WayTested> =>
  timed(`Socket.IO, ${transport}`, (done) => {
    const connection = createRoomConnection({ baseUrl: window.location.origin, token: () => token, transports: [transport] });
    connection.onState((now) => {
      if (now.state === 'connected') done();
      if (now.state === 'refused') done(`${now.code}: ${now.message}`);
    });
    return connection.start();
  });

const raw = (path: string, ticket: string): Promise<WayTested> =>
  timed(`WebSocket, ${path}`, (done) => {
    const address = new URL(path, window.location.href);
    address.protocol = address.protocol.replace('http', 'ws');
    // A ticket and not the token: addresses are kept in places.
    address.searchParams.set('ticket', ticket);
    const socket = new WebSocket(address);
    socket.onmessage = () => done();
    socket.onclose = ({ code }) => done(`closed before it was open, code ${code}`);
    return () => socket.close();
  });

/** Opens the room's sockets in each way a client may, one after the other, and closes them again. */
export async function testWebSocket(api: RoomApi, token: string): Promise<readonly WayTested[]> {
  const ways: WayTested[] = [];
  for (const transport of ['websocket', 'polling'] as const) ways.push(await socketIo(transport, token));
  for (const path of ['/ws/security/alerts', '/api/v1/notifications/ws']) {
    const { ticket } = await api.call('auth_ticket', {});
    ways.push(await raw(path, ticket));
  }
  return ways;
}
