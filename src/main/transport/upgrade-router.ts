import type { Server } from 'node:http';
import type { RawGateway } from './alerts-gateway.ts';
import { urlOf } from './authenticate.ts';
import type { RequestOrigin } from './guards/origin.ts';
import { refuseUpgrade } from './refuse-upgrade.ts';

/**
 * The one place where an HTTP connection may become a WebSocket: checks origin and host for every path, hands known
 * paths to their gateway and refuses the rest. Socket.IO's own path is answered by its engine, which asks the same guard.
 */
export function routeUpgrades(
  server: Server,
  allowsOrigin: (request: RequestOrigin) => boolean,
  gateways: ReadonlyMap<string, RawGateway>,
): void {
  server.on('upgrade', (request, socket, head) => {
    const url = urlOf(request);
    if (url?.pathname.startsWith('/socket.io/')) return;
    const gateway = url && gateways.get(url.pathname.replace(/\/$/, ''));
    if (!url || !gateway)
      return refuseUpgrade(socket, 404, { code: 'not_found', message: 'There is no socket at this address.' });
    if (!allowsOrigin({ origin: request.headers.origin, host: request.headers.host })) {
      return refuseUpgrade(socket, 403, {
        code: 'origin_forbidden',
        message: 'This origin or host name may not speak to the room.',
      });
    }
    return gateway.upgrade(request, socket, head, url);
  });
}
