import type { IncomingMessage } from 'node:http';
import { Server as Engine, Socket as EngineSocket } from 'engine.io';
import { COMPRESS_FROM_BYTES } from './compression.ts';
import { QuietWebSocketServer } from './guards/quiet-web-socket-server.ts';

/** Answers may be 256 KiB; the frame around them needs a little more. */
const MAX_FRAME_BYTES = 320 * 1024;
const PROTOCOL = 4;
const OPEN = '0';

/** What Engine.IO sets by itself on a transport it opens, and what waits in a session to be told. */
interface Polling {
  maxHttpBufferSize: number;
  httpCompression: unknown;
}
interface Untold {
  writeBuffer: readonly unknown[];
}

/** Engine.IO with our settings, that can let a session by polling begin later than it was promised. */
export class PatientEngine extends Engine {
  readonly #promised: string;

  constructor(heartbeatIntervalMs: number) {
    super({
      transports: ['websocket', 'polling'],
      pingInterval: heartbeatIntervalMs,
      pingTimeout: heartbeatIntervalMs,
      maxHttpBufferSize: MAX_FRAME_BYTES,
      perMessageDeflate: false,
      // Of what is polled only answers to `sync` (protocol 1): see Message. WebSockets carry frames as they are.
      httpCompression: { threshold: COMPRESS_FROM_BYTES },
      wsEngine: QuietWebSocketServer,
    });
    this.#promised = JSON.stringify({
      upgrades: ['websocket'],
      pingInterval: heartbeatIntervalMs,
      pingTimeout: heartbeatIntervalMs,
      maxPayload: MAX_FRAME_BYTES,
    }).slice(1);
  }

  /** The packet that tells a client of its session, as Engine.IO itself would write it. */
  promiseOf(sid: string): string {
    return `${OPEN}{"sid":${JSON.stringify(sid)},${this.#promised}`;
  }

  /** The session that has begun under this id and has not ended. */
  session(sid: string): EngineSocket | undefined {
    return Object.hasOwn(this.clients, sid) ? this.clients[sid] : undefined;
  }

  /** Begins the session by polling that was promised under this id; `request` is the first that comes back with it. */
  begin(sid: string, request: IncomingMessage): void {
    const transport = this.createTransport('polling', request);
    const { maxHttpBufferSize, httpCompression } = this.opts;
    Object.assign(transport as unknown as Polling, { maxHttpBufferSize, httpCompression });
    const session = new EngineSocket(sid, this, transport, request as never, PROTOCOL);
    // Its client has been told already.
    (session as unknown as Untold).writeBuffer = [];
    this.clients[sid] = session;
    this.clientsCount++;
    session.once('close', () => {
      delete this.clients[sid];
      this.clientsCount--;
    });
    this.emit('connection', session);
  }
}
