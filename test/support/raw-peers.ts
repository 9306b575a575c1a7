import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';

/** A connection whose bytes the test writes itself. */
export interface RawPeer {
  readonly socket: Socket;
  /** Everything received so far. */
  received(): string;
  /** Resolves when what came holds the text. */
  hears(text: string): Promise<void>;
  /** Resolves when the other side has ended it. */
  readonly ended: Promise<void>;
  isOpen(): boolean;
}

/** Longer texts are not waited for. */
const MOST_WAITED_FOR = 200;

/** Opens a TCP connection and writes `first`; from another address of loopback where one is named. */
export function openPeer(url: string, first = '', from?: string): Promise<RawPeer> {
  const socket = connect({ port: Number(new URL(url).port), host: '127.0.0.1', ...(from ? { localAddress: from } : {}) });
  let text = '';
  let isOpen = true;
  let waiting: { text: string; resolve: () => void }[] = [];
  /** The end of what came before: what is waited for may come in two pieces. */
  let seam = '';
  socket.on('data', (chunk) => {
    const piece = chunk.toString('latin1');
    text += piece;
    const fresh = seam + piece;
    seam = fresh.slice(-MOST_WAITED_FOR);
    const heard = waiting.filter((one) => fresh.includes(one.text));
    waiting = waiting.filter((one) => !heard.includes(one));
    for (const { resolve } of heard) resolve();
  });
  const ended = new Promise<void>((resolve) =>
    socket.on('close', () => {
      isOpen = false;
      resolve();
    }),
  );
  return new Promise((resolve, reject) => {
    socket.on('error', reject);
    socket.once('connect', () => {
      if (first) socket.write(first);
      resolve({
        socket,
        received: () => text,
        hears: (wanted) =>
          new Promise((heard) => (text.includes(wanted) ? heard() : waiting.push({ text: wanted, resolve: heard }))),
        ended,
        isOpen: () => isOpen,
      });
    });
  });
}

/** What asks for a WebSocket. */
export const upgradeRequest = (url: string, path: string, headers: Readonly<Record<string, string>> = {}): string =>
  [
    `GET ${path} HTTP/1.1`,
    `Host: ${new URL(url).host}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    '\r\n',
  ].join('\r\n');

export const getRequest = (url: string, path: string, headers: Readonly<Record<string, string>> = {}): string =>
  [
    `GET ${path} HTTP/1.1`,
    `Host: ${new URL(url).host}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    '\r\n',
  ].join('\r\n');

const TEXT = 0x1;
export const PING = 0x9;

/** A masked frame, as a client writes it. */
export function clientFrame(content: string | Buffer, opcode: number = TEXT): Buffer {
  const payload = Buffer.from(content);
  const mask = randomBytes(4);
  const head = Buffer.alloc(14, 0);
  const isShort = payload.length < 126;
  head[0] = 0x80 | opcode;
  head[1] = 0x80 | (isShort ? payload.length : 127);
  if (!isShort) head.writeUInt32BE(payload.length, 6);
  const length = isShort ? 6 : 14;
  mask.copy(head, length - 4);
  return Buffer.concat([head.subarray(0, length), payload.map((byte, i) => byte ^ (mask[i % 4] as number))]);
}
