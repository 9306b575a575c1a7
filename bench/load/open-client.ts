import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import type { Dialect } from './dialects.ts';
import { createFrameReader } from './web-socket-frames.ts';

/** Where a server listens and how it is spoken to. */
export interface Target {
  readonly host: string;
  readonly port: number;
  readonly dialect: Dialect;
}

/** One connected socket of the load. The two handlers may be replaced at any time. */
export interface Client {
  /** A frame the dialect made. */
  write(frame: Buffer): void;
  /** An answer, positive or not; `data` is valid only during the call. */
  onAck: (data: Buffer, from: number, to: number) => void;
  onEvent: (data: Buffer, from: number, to: number) => void;
  /** Texts received so far. */
  received(): number;
  close(): void;
}

const CONNECT_MS = 30_000;
const ignore = (): void => {};

/** Connects and authenticates; rejects with what the server said when it refuses. */
export function openClient({ host, port, dialect }: Target, token: string): Promise<Client> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, noDelay: true });
    const timer = setTimeout(() => fail('no connection in time'), CONNECT_MS);
    let isOpen = false;
    let received = 0;
    let isClosing = false;

    const client: Client = {
      write: (frame) => void socket.write(frame),
      onAck: ignore,
      onEvent: ignore,
      received: () => received,
      close: () => {
        isClosing = true;
        socket.destroy();
      },
    };

    function fail(why: string): void {
      clearTimeout(timer);
      socket.destroy();
      if (isClosing) return;
      if (isOpen) throw new Error(`the server under test closed a connection: ${why}`);
      reject(new Error(`the server under test refused a connection: ${why}`));
    }

    const read = createFrameReader({
      text: (data, from, to) => {
        received++;
        switch (dialect.kindOf(data, from, to)) {
          case 'ack':
            return client.onAck(data, from, to);
          case 'event':
            return client.onEvent(data, from, to);
          case 'ping':
            return dialect.pong && client.write(dialect.pong);
          case 'hello':
            return dialect.introduction && client.write(dialect.introduction(token));
          case 'connected':
            isOpen = true;
            clearTimeout(timer);
            return resolve(client);
          case 'refused':
            return fail(data.toString('utf8', from, to));
          case 'other':
            return fail(`it sent ${data.toString('utf8', from, Math.min(to, from + 200))}`);
        }
      },
      answer: client.write,
      close: () => fail('a close frame'),
    });

    let head: Buffer | undefined = Buffer.alloc(0);
    socket.on('data', (chunk) => {
      if (!head) return read(chunk);
      head = Buffer.concat([head, chunk]);
      const end = head.indexOf('\r\n\r\n');
      if (end < 0) return;
      const status = head.toString('latin1', 0, head.indexOf('\r\n'));
      if (!status.startsWith('HTTP/1.1 101')) return fail(head.toString('utf8').slice(0, 500));
      const rest = head.subarray(end + 4);
      head = undefined;
      if (rest.length > 0) read(rest);
    });
    socket.on('error', (error) => fail(error.message));
    socket.on('close', () => fail('the connection ended'));
    socket.write(
      `GET ${dialect.path(token)} HTTP/1.1\r\nHost: ${host}:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
        `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\n\r\n`,
    );
  });
}

/** Opens one client a token, at most `abreast` handshakes at a time. */
export async function openClients(target: Target, tokens: readonly string[], abreast = 50): Promise<Client[]> {
  const clients: Client[] = [];
  for (let at = 0; at < tokens.length; at += abreast) {
    clients.push(...(await Promise.all(tokens.slice(at, at + abreast).map((token) => openClient(target, token)))));
  }
  return clients;
}
