import { UpgradeRefused } from './alerts-driver.ts';
import { sendHttp } from './rest-driver.ts';
import type { TestRoom } from './start-test-room.ts';

/** What each transport answers to a signed-in request with these headers: the status, or `open`. */
export async function answersAtEveryDoor(
  room: TestRoom,
  token: string,
  headers: Readonly<Record<string, string>>,
): Promise<Record<string, number | string>> {
  const bearer = { authorization: `Bearer ${token}` };
  const rest = await sendHttp(room.url, 'GET', '/api/v1/me', { headers: { ...bearer, ...headers } });
  const polling = await sendHttp(room.url, 'GET', '/socket.io/?EIO=4&transport=polling', { headers });
  const upgrade = (path: string) =>
    room.alerts(undefined, { path, headers: { ...bearer, ...headers } }).then(
      (socket) => {
        socket.close();
        return 'open';
      },
      (error: unknown) => (error instanceof UpgradeRefused ? error.status : String(error)),
    );
  return {
    rest: rest.status,
    polling: polling.status,
    websocket: await upgrade('/socket.io/?EIO=4&transport=websocket'),
    raw: await upgrade('/ws/security/alerts'),
  };
}
