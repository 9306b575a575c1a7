import type { IncomingMessage } from 'node:http';
import { WebSocket } from 'ws';
import { type CollectedEvents, createCollectedEvents } from '../support/collected-events.ts';
import { sendHttp } from '../support/rest-driver.ts';

/*
 * Engine.IO 4 and Socket.IO 5 written out by hand, as a client in another language would: packets are text, the first digit
 * is Engine.IO's (0 open, 2 ping, 3 pong, 4 message), the second, of a message, Socket.IO's (0 connect, 1 disconnect, 2 event, 3 ack, 4 refused).
 */

export const OPEN = '0';
export const PING = '2';
export const PONG = '3';
export const CONNECT = '40';
export const EVENT = '42';
export const ACK = '43';
export const REFUSED = '44';

/** What stands behind the digits, and behind the number of an ack. */
export const contentOf = <T = Record<string, unknown>>(packet: string): T => JSON.parse(packet.replace(/^\d+/, '')) as T;

const kindOf = (packet: string): string => (packet.startsWith('4') ? packet.slice(0, 2) : packet.slice(0, 1));

/** Packets as they came, named by their digits. */
export interface HandMadeClient extends CollectedEvents {
  write(packet: string): void;
  /** The next packet of this kind, past or to come, as text. */
  packet(kind: string, fits?: (packet: string) => boolean): Promise<string>;
  /** The payload of an event of the room. */
  event<T = Record<string, unknown>>(name: string): Promise<T>;
  /** Sends an event with the next ack number and answers what was acknowledged. */
  command<T = Record<string, unknown>>(name: string, ...args: unknown[]): Promise<T>;
  readonly closed: Promise<void>;
  close(): void;
}

function client(
  events: CollectedEvents,
  write: (packet: string) => void,
  closed: Promise<void>,
  close: () => void,
): HandMadeClient {
  let acks = 0;
  const packet = (kind: string, fits?: (packet: string) => boolean) => events.waitFor<string>(kind, fits);
  return {
    ...events,
    write,
    packet,
    event: async (name) => contentOf<[string, never]>(await packet(EVENT, (text) => contentOf<[string]>(text)[0] === name))[1],
    command: async (name, ...args) => {
      const number = acks++;
      write(`${EVENT}${number}${JSON.stringify([name, ...args])}`);
      const prefix = `${ACK}${number}[`;
      const answer = await packet(ACK, (text) => text.startsWith(prefix));
      return (JSON.parse(answer.slice(prefix.length - 1)) as [never])[0];
    },
    closed,
    close,
  };
}

/** Opens a bare WebSocket. Answers pings unless told; rejects with the status of a refused upgrade. */
export function openByHand(url: string, { headers = {}, answersPings = true, query = '' } = {}): Promise<HandMadeClient> {
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/socket.io/?EIO=4&transport=websocket${query}`, { headers });
  const events = createCollectedEvents();
  socket.on('message', (data) => {
    const packet = data.toString();
    events.add(kindOf(packet), packet);
    if (packet === PING && answersPings) socket.send(PONG);
  });
  const closed = new Promise<void>((resolve) => socket.on('close', () => resolve()));
  return new Promise((resolve, reject) => {
    socket.on('open', () =>
      resolve(
        client(
          events,
          (packet) => socket.send(packet),
          closed,
          () => socket.terminate(),
        ),
      ),
    );
    socket.on('unexpected-response', (_request, response: IncomingMessage) => {
      reject(new Error(`status ${response.statusCode}`));
      socket.terminate();
    });
    socket.on('error', reject);
  });
}

/** Between packets of one body. */
const RECORD_SEPARATOR = '\u001e';

/** The same by long polling: one GET at a time hears, POSTs speak. */
export async function pollByHand(url: string): Promise<HandMadeClient & { readonly sid: string }> {
  const path = '/socket.io/?EIO=4&transport=polling';
  const events = createCollectedEvents();
  const take = (text: string): string[] => {
    const packets = text.split(RECORD_SEPARATOR);
    for (const packet of packets) events.add(kindOf(packet), packet);
    return packets;
  };
  const opened = await sendHttp(url, 'GET', path, {});
  if (opened.status !== 200) throw new Error(`status ${opened.status}`);
  const [open = ''] = take(opened.text);
  const { sid } = contentOf<{ sid: string }>(open);
  let writing: Promise<unknown> = Promise.resolve();
  const write = (packet: string): void => {
    // What does not arrive is missed by whoever waits for its answer.
    writing = writing.then(() => sendHttp(url, 'POST', `${path}&sid=${sid}`, { body: packet })).catch(() => {});
  };
  const hear = async (): Promise<void> => {
    for (;;) {
      const answer = await sendHttp(url, 'GET', `${path}&sid=${sid}`, {});
      if (answer.status !== 200) return;
      for (const packet of take(answer.text)) if (packet === PING) write(PONG);
    }
  };
  // It ends with the session, and the session with the room at the latest.
  const closed = hear().catch(() => {});
  return { ...client(events, write, closed, () => write('1')), sid };
}
