import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { ERRORS, type WireError } from '../../shared/protocol/errors.ts';
import type { Meter } from '../domain/monitoring/meter.ts';
import { afterMicrotasks } from './frames/turn-end.ts';
import type { EngineGuests } from './guards/engine-guests.ts';
import { createSlices } from './guards/slices.ts';
import type { UnclaimedSessions } from './guards/unclaimed-sessions.ts';
import { createHandshakeLimits, type HandshakeLimitsParts } from './handshake-limits.ts';
import type { PatientEngine } from './patient-engine.ts';
import { refuseRequest, refuseUpgrade } from './refuse-upgrade.ts';

/** So many handshakes by polling are answered in one turn of the loop: some milliseconds' worth at most. */
const HANDSHAKES_A_TURN = 16;

/** Takes requests and upgrades to the path of Socket.IO; whether they may come at all is asked before (socket-paths). */
export interface SocketIoHandshakes {
  request(request: IncomingMessage, response: ServerResponse, url: URL): void;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, url: URL): void;
}

export interface SocketIoHandshakesParts extends HandshakeLimitsParts {
  readonly engine: PatientEngine;
  readonly guests: Pick<EngineGuests, 'recognise'>;
  readonly unclaimed: Pick<UnclaimedSessions, 'promise' | 'claim'>;
  readonly meter: Pick<Meter, 'connectionRefused'>;
}

type EngineRequest = Parameters<PatientEngine['handleRequest']>[0] & { _query: Record<string, string> };

/** Read once here instead of again by Engine.IO; a name of the client's never reaches a prototype. */
function toEngine(request: IncomingMessage, query: URLSearchParams): EngineRequest {
  const names: Record<string, string> = Object.create(null);
  for (const [name, value] of query) names[name] = value;
  return Object.assign(request as EngineRequest, { _query: names });
}

export function createSocketIoHandshakes(parts: SocketIoHandshakesParts): SocketIoHandshakes {
  const { engine, guests, unclaimed, meter } = parts;
  const whereThereIsRoom = createHandshakeLimits(parts);
  const inSlices = createSlices(HANDSHAKES_A_TURN);

  const refusing =
    (answer: (error: WireError) => void) =>
    (error: WireError): void => {
      meter.connectionRefused(error.code);
      answer(error);
    };

  /** Of a session that was promised, or has begun. */
  function comeBack(sid: string, request: EngineRequest): void {
    unclaimed.claim(sid, request);
    guests.recognise(sid, request);
  }

  return {
    request: (incoming, response, { searchParams }) => {
      const request = toEngine(incoming, searchParams);
      const sid = searchParams.get('sid');
      if (sid !== null) {
        comeBack(sid, request);
        return engine.handleRequest(request, response);
      }
      const shake = (): void => {
        // Who went away meanwhile is not served.
        if (response.destroyed) return;
        if (!unclaimed.promise(request, response, searchParams)) engine.handleRequest(request, response);
      };
      return whereThereIsRoom(
        request,
        searchParams,
        () => inSlices(shake),
        refusing((error) => refuseRequest(response, error)),
      );
    },
    upgrade: (incoming, socket, head, { searchParams }) => {
      const request = toEngine(incoming, searchParams);
      const sid = searchParams.get('sid');
      if (sid !== null) comeBack(sid, request);
      const goOn = (): void => {
        // The answer to the upgrade and the first packet leave as one.
        socket.cork();
        afterMicrotasks(() => socket.uncork());
        engine.handleUpgrade(request, socket, head);
      };
      whereThereIsRoom(
        request,
        searchParams,
        goOn,
        refusing((error) => refuseUpgrade(socket, ERRORS[error.code].status, error)),
      );
    },
  };
}
