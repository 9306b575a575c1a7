import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { ERRORS, type WireError } from '../../shared/protocol/errors.ts';
import type { Meter } from '../domain/monitoring/meter.ts';
import { urlOf } from './authenticate.ts';
import type { Entrance } from './guards/entrance.ts';
import type { Strangers } from './guards/strangers.ts';
import type { RawGateway } from './raw-gateway.ts';
import { refuseRequest, refuseUpgrade } from './refuse-upgrade.ts';
import type { SocketIoGateway } from './socketio-gateway.ts';

const SOCKET_IO_PATH = '/socket.io/';

export interface SocketPaths {
  /** Answers the request if it is for a socket path; otherwise leaves it alone and says so with `false`. */
  request(request: IncomingMessage, response: ServerResponse): boolean;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
}

export interface SocketPathParts {
  readonly entrance: Entrance;
  readonly strangers: Strangers;
  readonly socketIo: SocketIoGateway;
  readonly raw: ReadonlyMap<string, RawGateway>;
  readonly meter: Pick<Meter, 'connectionRefused'>;
}

/** One function for all of them: a closure each would keep every request alive. */
function destroyThis(this: Duplex): void {
  this.destroy();
}

/**
 * The one place where a connection may become a socket: checks origin, host and address for every path before the handshake,
 * hands known paths to their gateway and refuses the rest in plain HTTP (protocol 1, Refusals).
 */
export function createSocketPaths({ entrance, strangers, socketIo, raw, meter }: SocketPathParts): SocketPaths {
  const refuse = (socket: Duplex, error: WireError): void => {
    meter.connectionRefused(error.code);
    refuseUpgrade(socket, ERRORS[error.code].status, error);
  };
  return {
    request: (request, response) => {
      const url = urlOf(request);
      if (!url?.pathname.startsWith(SOCKET_IO_PATH)) return false;
      const refusal = entrance.refusal(request);
      if (refusal) {
        meter.connectionRefused(refusal.code);
        refuseRequest(response, refusal);
      } else {
        socketIo.request(request, response, url);
      }
      return true;
    },
    upgrade: (request, socket, head) => {
      // From here on nobody listens for a reset of this connection but us, and one without a listener ends the process.
      socket.on('error', destroyThis);
      strangers.greet(request);
      const url = urlOf(request);
      const isSocketIo = url?.pathname.startsWith(SOCKET_IO_PATH) ?? false;
      const gateway = url && raw.get(url.pathname.replace(/\/$/, ''));
      const refusal = entrance.refusal(request);
      if (!url || (!isSocketIo && !gateway)) {
        refuse(socket, { code: 'not_found', message: 'There is no socket at this address.' });
      } else if (refusal) {
        refuse(socket, refusal);
      } else if (gateway) {
        gateway.upgrade(request, socket, head, url);
      } else {
        socketIo.upgrade(request, socket, head, url);
      }
    },
  };
}
