import { textFrame } from './web-socket-frames.ts';

/** What a text frame from a server is. */
export type FrameKind = 'ack' | 'event' | 'connected' | 'refused' | 'hello' | 'ping' | 'other';

/** How a kind of server is spoken to. */
export interface Dialect {
  /** Path and query of the WebSocket handshake. */
  path(token: string): string;
  /** What follows the server's hello; none where the handshake has said it all. */
  introduction?(token: string): Buffer;
  readonly pong?: Buffer;
  /** A whole frame; `payload` is JSON. Without `ackId` no answer is asked for. */
  emit(event: string, payload: string, ackId?: number): Buffer;
  kindOf(data: Buffer, from: number, to: number): FrameKind;
  /** Tells the frames of one event, known to be events, from those of others. */
  isEvent(name: string): (data: Buffer, from: number) => boolean;
}

const ZERO = 48;

const startsWith = (text: string) => {
  const start = Buffer.from(text);
  return (data: Buffer, from: number): boolean => data.compare(start, 0, start.length, from, from + start.length) === 0;
};

/** Socket.IO 4 over Engine.IO 4, WebSocket only: `0` open, `2` ping, `40` connected, `42` event, `43` ack, `44` refused. */
export const socketIo: Dialect = {
  path: () => '/socket.io/?EIO=4&transport=websocket',
  introduction: (token) => textFrame(`40${JSON.stringify({ token })}`),
  pong: textFrame('3'),
  emit: (event, payload, ackId) => textFrame(`42${ackId ?? ''}["${event}",${payload}]`),
  kindOf: (data, from) => {
    const engine = (data[from] as number) - ZERO;
    if (engine === 0) return 'hello';
    if (engine === 2) return 'ping';
    if (engine !== 4) return 'other';
    const packet = (data[from + 1] as number) - ZERO;
    if (packet === 3) return 'ack';
    if (packet === 2) return 'event';
    if (packet === 0) return 'connected';
    return packet === 4 ? 'refused' : 'other';
  },
  isEvent: (name) => startsWith(`42["${name}"`),
};

/** The plain JSON of contestants/broadcaster.py: `{"ack":1,...}`, `{"event":"...",...}`, `{"connected":true}`. */
export const plainJson: Dialect = {
  path: (token) => `/ws?token=${token}`,
  emit: (event, payload, ackId) =>
    textFrame(`{"event":"${event}"${ackId === undefined ? '' : `,"ackId":${ackId}`},"payload":${payload}}`),
  kindOf: (data, from) => {
    const letter = data[from + 2] as number;
    if (letter === 97) return 'ack';
    if (letter === 101) return 'event';
    return letter === 99 ? 'connected' : 'other';
  },
  isEvent: (name) => startsWith(`{"event":"${name}"`),
};
