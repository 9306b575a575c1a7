import type { IncomingMessage } from 'node:http';
import { WebSocket } from 'ws';
import type { Transport } from '../../../shared/client/index.ts';
import type { WaysToRoom } from '../../app/ways-to-room.ts';

/** A connection of one transport and what came on it. */
export interface Listening {
  readonly transport: string;
  /** The first message that fits, also one that came before it was asked for; with when it came (ms, monotonic). */
  first(fits: (name: string, payload: Readonly<Record<string, unknown>>) => boolean): Promise<Heard>;
  /** Socket.IO: a command with its ack. Raw: a frame, answered with nothing. */
  ask(name: string, input: object): Promise<unknown>;
  readonly isOpen: () => boolean;
  readonly closed: Promise<void>;
  close(): void;
}

export interface Heard {
  readonly payload: Readonly<Record<string, unknown>>;
  readonly at: number;
}

/** The room said no, in its own words. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

interface Inbox {
  put(name: string, payload: unknown): void;
  readonly first: Listening['first'];
}

function createInbox(): Inbox {
  const came: { name: string; heard: Heard }[] = [];
  const waiting: ((name: string, heard: Heard) => void)[] = [];
  return {
    put(name, payload) {
      if (typeof payload !== 'object' || payload === null) return;
      const heard = { payload: payload as Heard['payload'], at: performance.now() };
      came.push({ name, heard });
      for (const hear of waiting) hear(name, heard);
    },
    first: (fits) =>
      new Promise((resolve) => {
        const known = came.find(({ name, heard }) => fits(name, heard.payload));
        if (known) return resolve(known.heard);
        waiting.push((name, heard) => {
          if (fits(name, heard.payload)) resolve(heard);
        });
      }),
  };
}

/** Connects over Socket.IO by one transport alone; rejects with Refused or why there was no connection. */
export function listenBySocketIo(ways: WaysToRoom, token: string, transport: Transport): Promise<Listening> {
  const inbox = createInbox();
  const closed = Promise.withResolvers<void>();
  let isOpen = false;
  return new Promise((resolve, reject) => {
    const socket = ways.socketFactory(
      { baseUrl: ways.origin, token, transports: [transport] },
      {
        onConnect() {
          isOpen = true;
          resolve({
            transport,
            first: inbox.first,
            ask: (name, input) => new Promise((answered) => socket.emit(name, input, answered)),
            isOpen: () => isOpen,
            closed: closed.promise,
            close: () => socket.close(),
          });
        },
        onRefused: ({ code, message }) =>
          reject(code === undefined ? new Error(`There was no connection: ${message}.`) : new Refused(code, message)),
        onDisconnect() {
          isOpen = false;
          closed.resolve();
        },
        onEvent: inbox.put,
      },
    );
  });
}

/** The `code` of a refusal of the room; what else answers has none. */
function codeIn(text: string): string | undefined {
  try {
    const { code } = JSON.parse(text) as { code?: unknown };
    return typeof code === 'string' ? code : undefined;
  } catch {
    return undefined;
  }
}

/** Opens a raw socket; rejects with Refused when the upgrade is not granted. */
export function listenByRawSocket(ways: WaysToRoom, path: string, headers: Record<string, string>): Promise<Listening> {
  const inbox = createInbox();
  const socket = new WebSocket(`${ways.origin.replace(/^http/, 'ws')}${path}`, { agent: ways.agent, headers });
  const closed = Promise.withResolvers<void>();
  socket.on('close', () => closed.resolve());
  socket.on('message', (data) => {
    const frame = JSON.parse(String(data)) as { type?: unknown };
    inbox.put(String(frame.type), frame);
  });
  return new Promise((resolve, reject) => {
    socket.on('open', () =>
      resolve({
        transport: path.replace(/\?.*/, ''),
        first: inbox.first,
        ask: async (type, input) => socket.send(JSON.stringify({ ...input, type })),
        isOpen: () => socket.readyState === WebSocket.OPEN,
        closed: closed.promise,
        close: () => socket.terminate(),
      }),
    );
    socket.on('unexpected-response', (_request, answer: IncomingMessage) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
      answer.on('end', () => {
        reject(new Refused(codeIn(text) ?? String(answer.statusCode), `The upgrade was answered with ${answer.statusCode}.`));
        socket.terminate();
      });
    });
    socket.on('error', reject);
  });
}

/** One REST request as it is written here; rejects with Refused where the room refuses. */
export async function askPlainly(ways: WaysToRoom, path: string, headers: Record<string, string> = {}): Promise<string> {
  const answer = await ways.fetch(`${ways.origin}${path}`, { method: 'GET', headers });
  const text = await answer.text();
  if (!answer.ok) throw new Refused(codeIn(text) ?? String(answer.status), `${path} was answered with ${answer.status}.`);
  return text;
}
