import { type Agent as PlainAgent, request as requestPlainly } from 'node:http';
import { Agent, request as requestSecurely } from 'node:https';
import type { Duplex } from 'node:stream';
import { connect, type TLSSocket } from 'node:tls';
import { type FetchPort, type SocketFactory, socketIoThrough } from '../../shared/client/index.ts';
import { isJoinCodeOf } from './join-code.ts';

/** What answered is not the room whose join code this is. Nothing was sent to it. */
export class RoomIdentityError extends Error {
  override readonly name = 'RoomIdentityError';
  readonly code = 'ROOM_IDENTITY_MISMATCH';
  constructor() {
    super('What answers there is not the room of this join code.');
  }
}

/** Who does not finish a handshake in this time is not there. */
const HANDSHAKE_MS = 10_000;
const ANSWER_MS = 60_000;
/** A paper with its pictures is far below; what answers more is no room. */
const MAX_ANSWER_BYTES = 32 * 1024 * 1024;

/** Ways to one room and to no other: both give a connection out only when the key behind it is the room's. */
export interface PinnedRoom {
  readonly fetch: FetchPort;
  readonly socketFactory: SocketFactory;
  /** The same for clients of their own kind; gives out no connection whose key is not the room's. */
  readonly agent: Agent;
  /** Closes what is kept open. */
  close(): void;
}

type OnConnection = (error: Error | null, socket: Duplex) => void;

/**
 * Checks the room's key against its join code inside `createConnection`: before the connection is given to anybody, so that no byte
 * of a request, and no token, reaches another machine (security 1, 2). No authority is asked and no session resumed: the
 * certificate's names and dates say nothing here, the key says all.
 */
class PinnedAgent extends Agent {
  readonly #code: string;
  /** Keys that were found to be the room's: the stretched hash costs some 60 ms. */
  readonly #known = new Set<string>();

  constructor(code: string) {
    super({ keepAlive: true, maxCachedSessions: 0, scheduling: 'lifo' });
    this.#code = code;
  }

  override createConnection(options: object, onConnection?: OnConnection): Duplex | null | undefined {
    const done = onConnection ?? (() => {});
    const socket = connect({
      ...options,
      rejectUnauthorized: false,
      minVersion: 'TLSv1.2',
      ALPNProtocols: ['http/1.1'],
      timeout: HANDSHAKE_MS,
    });
    const giveUp = (error: Error): void => {
      socket.destroy();
      done(error, socket);
    };
    socket.once('error', giveUp);
    socket.once('timeout', () => giveUp(new Error('The handshake took too long.')));
    socket.once('secureConnect', () => {
      this.#isRoom(socket).then((isRoom) => {
        if (!isRoom) return giveUp(new RoomIdentityError());
        socket.off('error', giveUp).removeAllListeners('timeout').setTimeout(0);
        return done(null, socket);
      }, giveUp);
    });
    return undefined;
  }

  async #isRoom(socket: TLSSocket): Promise<boolean> {
    const spki = socket.getPeerX509Certificate()?.publicKey.export({ type: 'spki', format: 'der' });
    if (!spki) return false;
    const key = spki.toString('base64');
    if (!this.#known.has(key)) {
      if (!(await isJoinCodeOf(this.#code, spki))) return false;
      this.#known.add(key);
    }
    return true;
  }
}

/** Opens ways to the room with this join code (13 characters, normalised). */
export function createPinnedRoom(code: string): PinnedRoom {
  const agent = new PinnedAgent(code);
  return { fetch: fetchThrough(agent), socketFactory: socketIoThrough(agent), agent, close: () => shut(agent) };
}

/** Ends what is open and opens nothing more: a client that still asks for the next answer would keep the program alive. */
export function shut(agent: PlainAgent): void {
  agent.createConnection = (_options, onConnection) => {
    // As any other failure to connect: a client that is not prepared for less would throw it at everybody.
    queueMicrotask(() => onConnection?.(new Error('The ways to the room are closed.'), undefined as never));
    return undefined;
  };
  agent.destroy();
}

/** As much of `fetch` as a client of a room uses; it follows nobody elsewhere, since a token goes with it. */
export function fetchThrough(agent: PlainAgent): FetchPort {
  const request = agent instanceof Agent ? requestSecurely : requestPlainly;
  return (url, { method, headers, body }) =>
    new Promise((resolve, reject) => {
      const asking = request(url, { agent, method, headers, timeout: ANSWER_MS }, (answer) => {
        const parts: Buffer[] = [];
        let bytes = 0;
        answer.on('data', (part: Buffer) => {
          bytes += part.length;
          if (bytes > MAX_ANSWER_BYTES) answer.destroy(new Error('The answer is too large.'));
          else parts.push(part);
        });
        answer.on('error', reject);
        answer.on('end', () => {
          const status = answer.statusCode ?? 0;
          resolve({
            ok: status >= 200 && status < 300,
            status,
            headers: { get: (name) => headerOf(answer.headers[name.toLowerCase()]) },
            text: async () => Buffer.concat(parts).toString('utf8'),
            arrayBuffer: async () => new Uint8Array(Buffer.concat(parts)).buffer,
          });
        });
      });
      asking.on('timeout', () => asking.destroy(new Error('The room does not answer.')));
      asking.on('error', reject);
      asking.end(body);
    });
}

const headerOf = (value: string | string[] | undefined): string | null =>
  value === undefined ? null : Array.isArray(value) ? value.join(', ') : value;
