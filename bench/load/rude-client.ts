import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { textFrame } from './web-socket-frames.ts';

/** A client that may be cut off: that is what it is for. */
export interface RudeClient {
  readonly socket: Socket;
  isOpen(): boolean;
  readonly closed: Promise<void>;
}

/** Connects to a room over Socket.IO and signs in, then reads whatever comes without looking at it. */
export function openRudely(port: number, token: string): Promise<RudeClient> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port, noDelay: true });
    let isOpen = true;
    let heard = '';
    let isIntroduced = false;
    const closed = new Promise<void>((gone) =>
      socket.on('close', () => {
        isOpen = false;
        reject(new Error(`it was refused: ${heard.slice(-200)}`));
        gone();
      }),
    );
    // A reset is an end like any other.
    socket.on('error', () => socket.destroy());
    const listen = (chunk: Buffer): void => {
      heard += chunk.toString('latin1');
      if (!isIntroduced && heard.includes('"sid"')) {
        isIntroduced = true;
        heard = '';
        socket.write(textFrame(`40${JSON.stringify({ token })}`));
      } else if (isIntroduced && heard.includes('40{"sid"')) {
        socket.off('data', listen);
        socket.resume();
        resolve({ socket, isOpen: () => isOpen, closed });
      }
    };
    socket.on('data', listen);
    socket.write(
      `GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
        `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\n\r\n`,
    );
  });
}
