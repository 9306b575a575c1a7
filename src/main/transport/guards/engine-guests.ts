import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Socket as EngineSocket } from 'engine.io';
import type { WebSocket } from 'ws';
import type { PatientEngine } from '../patient-engine.ts';
import type { Lobby } from './lobby.ts';
import type { ClientAddress } from './networks.ts';
import type { Strangers } from './strangers.ts';

/** More packets than any client sends before it has said who it is. */
const MOST_PACKETS = 20;

/** Engine.IO's sessions that nobody has signed in on. One over a WebSocket waits as its connection does, one by polling by itself. */
export interface EngineGuests {
  /** Somebody has signed in on it. */
  admit(session: EngineSocket): void;
  /** A request of a session somebody has signed in on brings its connection in as well. */
  recognise(sid: string, request: IncomingMessage): void;
}

export interface EngineGuestsParts {
  readonly lobby: Lobby;
  readonly strangers: Pick<Strangers, 'admit'>;
  readonly addressOf: (request: IncomingMessage) => ClientAddress;
}

interface Inside {
  readonly transport: { readonly name: string; readonly socket?: WebSocket & { readonly _socket?: Duplex } };
}

/** The connection under a session, where it has one of its own. */
const connectionOf = (session: EngineSocket): Duplex | undefined => (session as unknown as Inside).transport.socket?._socket;

/** Ends a session without asking its peer. */
export function endSession(session: EngineSocket): void {
  const connection = connectionOf(session);
  if (connection) connection.destroy();
  else session.close(true);
}

export function createEngineGuests(engine: PatientEngine, { lobby, strangers, addressOf }: EngineGuestsParts): EngineGuests {
  /** What is to be done once somebody has signed in. */
  const guests = new WeakMap<EngineSocket, () => void>();

  const admitConnection = (session: EngineSocket): void => {
    const connection = connectionOf(session);
    if (connection) strangers.admit(connection);
  };

  engine.on('connection', (session: EngineSocket) => {
    const isPolling = session.transport.name === 'polling';
    const stay = isPolling ? lobby.enter(addressOf(session.request).ip, () => session.close(true)) : undefined;
    let packets = 0;
    const count = (): void => {
      if (++packets > MOST_PACKETS) endSession(session);
    };
    const leave = (): void => stay?.leave();
    session.on('packet', count);
    if (isPolling) {
      session.on('close', leave);
      session.on('upgrade', () => {
        if (!guests.has(session)) admitConnection(session);
      });
    }
    guests.set(session, () => {
      session.off('packet', count);
      session.off('close', leave);
      leave();
    });
  });

  return {
    admit: (session) => {
      guests.get(session)?.();
      guests.delete(session);
      admitConnection(session);
    },
    recognise: (sid, request) => {
      const session = engine.session(sid);
      if (session && !guests.has(session)) strangers.admit(request.socket);
    },
  };
}
