import type { IncomingMessage } from 'node:http';
import { WebSocket } from 'ws';
import { type CollectedEvents, createCollectedEvents } from './collected-events.ts';

export interface RawSocketOptions {
  readonly path?: string;
  readonly headers?: Record<string, string>;
  readonly query?: Record<string, string>;
}

/** One raw alerts socket; frames are collected by their `type`. */
export interface TestRawSocket extends CollectedEvents {
  send(frame: unknown): void;
  readonly closed: Promise<{ code: number; reason: string }>;
  close(): void;
  readonly raw: WebSocket;
}

/** Refused before the handshake was finished: plain HTTP. */
export class UpgradeRefused extends Error {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
  constructor(status: number, contentType: string, body: string) {
    super(`the upgrade was answered with ${status}: ${body.slice(0, 200)}`);
    this.status = status;
    this.contentType = contentType;
    this.body = body;
  }
}

/** A frame of another protocol (Socket.IO's own, when its path is opened raw) has the type `text`. */
function parsed(text: string): { type?: unknown } {
  try {
    return JSON.parse(text) as { type?: unknown };
  } catch {
    return { type: 'text', text } as { type: string };
  }
}

/** Opens `/ws/security/alerts`, or the raw socket at the `path` asked for; rejects with UpgradeRefused. */
export function openAlerts(url: string, token: string | undefined, options: RawSocketOptions = {}): Promise<TestRawSocket> {
  const query = new URLSearchParams({ ...(token === undefined ? {} : { token }), ...options.query });
  const address = `${url.replace(/^http/, 'ws')}${options.path ?? '/ws/security/alerts'}${query.size > 0 ? `?${query}` : ''}`;
  const socket = new WebSocket(address, { headers: options.headers ?? {} });
  const events = createCollectedEvents();
  const closed = new Promise<{ code: number; reason: string }>((resolve) =>
    socket.on('close', (code, reason) => resolve({ code, reason: reason.toString() })),
  );
  socket.on('message', (data) => {
    const frame = parsed(data.toString());
    events.add(String(frame.type), frame);
  });
  return new Promise((resolve, reject) => {
    socket.on('open', () =>
      resolve({
        ...events,
        closed,
        raw: socket,
        close: () => socket.close(),
        send: (frame) => socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame)),
      }),
    );
    socket.on('unexpected-response', (_request, response: IncomingMessage) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        reject(
          new UpgradeRefused(response.statusCode ?? 0, response.headers['content-type'] ?? '', Buffer.concat(chunks).toString()),
        );
        socket.terminate();
      });
    });
    socket.on('error', (error) => reject(error));
  });
}
