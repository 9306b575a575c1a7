import { openAlerts } from './alerts-driver.ts';
import { openSocket } from './socket-driver.ts';
import type { TestRoom } from './start-test-room.ts';

const RAW = ['/ws/security/alerts', '/api/v1/notifications/ws'];

/** One open socket of every transport. */
export interface OpenTransports {
  /** Resolves when the room has ended all of them. */
  readonly allClosed: Promise<unknown>;
  close(): void;
}

/** Opens a socket of each transport as one caller: Socket.IO's two, and the raw ones that are for them. */
export async function openTransports(url: string, token: string, raw: readonly string[] = RAW): Promise<OpenTransports> {
  const sockets = await Promise.all([
    openSocket(url, token),
    openSocket(url, token, { transports: ['polling'] }),
    ...raw.map((path) => openAlerts(url, token, { path })),
  ]);
  return {
    allClosed: Promise.all(sockets.map(({ closed }) => closed)),
    close: () => {
      for (const socket of sockets) socket.close();
    },
  };
}

/** The doors a token still opens: of REST, both transports of Socket.IO and both raw sockets. */
export async function whereLetIn(room: TestRoom, token: string): Promise<string[]> {
  const opens = async (door: string, opening: Promise<{ close(): void }>): Promise<string | undefined> =>
    opening.then(
      (socket) => {
        socket.close();
        return door;
      },
      () => undefined,
    );
  const doors = await Promise.all([
    room
      .rest(token)
      .send('GET', '/api/v1/me')
      .then(({ status }) => (status < 400 ? 'REST' : undefined)),
    opens('websocket', openSocket(room.url, token)),
    opens('polling', openSocket(room.url, token, { transports: ['polling'] })),
    ...RAW.map((path) => opens(path, openAlerts(room.url, token, { path }))),
  ]);
  return doors.filter((door) => door !== undefined);
}
