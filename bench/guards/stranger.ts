/**
 * A thread of the bench: handshakes that nobody follows up, as fast as they are answered: by polling over connections that are kept,
 * or each over a WebSocket of its own, which is left open for the room to drop.
 * A thread of its own, so that its work does not stand in the time of those who come meanwhile.
 */
import { connect } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';

/** What the thread is told. */
export interface StrangersOrder {
  readonly port: number;
  readonly by: 'polling' | 'websocket';
  readonly handshakes: number;
  readonly abreast: number;
}

/** What it answers when all were tried. Cut off in the middle by the guard counts as refused. */
export interface StrangersTold {
  readonly refused: number;
}

const { port, by, handshakes, abreast } = workerData as StrangersOrder;
const UPGRADE =
  'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n';
const ASKED = {
  polling: { transport: 'polling', headers: 'Accept: */*\r\n', good: 'HTTP/1.1 200' },
  websocket: { transport: 'websocket', headers: UPGRADE, good: 'HTTP/1.1 101' },
};
const { transport, headers, good } = ASKED[by];
const asked = Buffer.from(`GET /socket.io/?EIO=4&transport=${transport} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n${headers}\r\n`);

let left = handshakes;
let refused = 0;

/** One connection, until it is cut off or nothing is left to try. Answers `false` when it was cut off. */
function walkIn(): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port, noDelay: true });
    let heard = '';
    let isWaiting = false;
    const next = (): void => {
      if (left <= 0) {
        socket.end();
        return resolve(true);
      }
      left--;
      isWaiting = true;
      heard = '';
      socket.write(asked);
    };
    socket.on('connect', next);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      if (isWaiting) refused++;
      resolve(false);
    });
    socket.on('data', (chunk) => {
      heard += chunk.toString('latin1');
      const end = heard.indexOf('\r\n\r\n');
      if (end >= 0 && by === 'websocket') {
        if (isWaiting && !heard.startsWith(good)) refused++;
        isWaiting = false;
        heard = '';
        return resolve(true);
      }
      const length = /content-length: (\d+)/i.exec(heard)?.[1];
      if (end < 0 || length === undefined || heard.length < end + 4 + Number(length)) return;
      isWaiting = false;
      if (!heard.startsWith(good)) refused++;
      next();
    });
  });
}

async function stranger(): Promise<void> {
  while (left > 0) await walkIn();
}

await Promise.all(Array.from({ length: abreast }, stranger));
parentPort?.postMessage({ refused } satisfies StrangersTold);
