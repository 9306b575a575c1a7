import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { IDENTITY, isDoor } from '../domain/walls/air/request-parts.ts';
import type { RequestSignal } from '../domain/walls/signal.ts';
import type { Entrance } from './guards/entrance.ts';

/** Where the transports show the walls what came in. Never throws, never waits. */
export interface Witness {
  request(signal: Omit<RequestSignal, 'at'>): void;
}

type Shown = Omit<RequestSignal, 'at'>;

const signalOf = (request: IncomingMessage, addressOf: Entrance['addressOf']): Shown => ({
  kind: 'request',
  ip: addressOf(request).ip,
  method: request.method ?? '',
  uri: request.url ?? '',
  version: `HTTP/${request.httpVersion}`,
  headers: request.headers,
});

/** Who somebody said they are, of requests that are being answered. Nothing else of a body is ever shown. */
const saidNames = new WeakMap<IncomingMessage, string>();

/** Keeps what the walls may know of a body: at the doors the names somebody gives, no password, no answer, no message. */
export function noteBody(request: IncomingMessage, body: unknown): void {
  if (typeof body !== 'object' || body === null || !isDoor(request.url ?? '')) return;
  const names = Object.entries(body).filter(([name, text]) => IDENTITY.has(name) && typeof text === 'string');
  if (names.length > 0) saidNames.set(request, JSON.stringify(Object.fromEntries(names)));
}

/** Shows the request once it is answered, with how; or as it stands when its sender goes away before. */
export function witnessRequest(
  witness: Witness,
  addressOf: Entrance['addressOf'],
  request: IncomingMessage,
  response: ServerResponse,
): void {
  // Read now: behind a closed socket there is no address any more.
  const signal = signalOf(request, addressOf);
  response.once('close', () =>
    witness.request({
      ...signal,
      body: saidNames.get(request),
      status: response.headersSent ? response.statusCode : undefined,
    }),
  );
}

/** A handshake never has a response: it is shown as it comes. */
export const witnessUpgrade = (witness: Witness, addressOf: Entrance['addressOf'], request: IncomingMessage): void =>
  witness.request(signalOf(request, addressOf));

/** So much of what could not be read is looked at, for its first line. */
const MOST_OF_BROKEN = 1_024;
/** The first byte of a greeting over TLS: somebody typed https, which is nothing to look into. */
const TLS_HANDSHAKE = 0x16;

function brokenSignal({ code, rawPacket }: { code: string; rawPacket?: Buffer }, socket: Socket): Shown {
  const line =
    rawPacket
      ?.subarray(0, MOST_OF_BROKEN)
      .toString('latin1')
      .split(/[\r\n]/, 1)[0] ?? '';
  const [method = '', uri = '', version = ''] = line.split(' ', 3);
  // Behind a proxy of ours its address is named: what it sent could not be read, so nobody else is known.
  return { kind: 'request', ip: socket.remoteAddress?.replace(/^::ffff:/, ''), method, uri, version, headers: {}, fault: code };
}

/** Shows what the server's parser refuses, once a connection: the server answers and ends it itself. */
export function witnessBroken(witness: Witness, server: Server): void {
  server.on('clientError', (error: Error & { code?: string; rawPacket?: Buffer }, socket: Duplex) => {
    const { code, rawPacket } = error;
    // Only what the parser says; a connection that breaks or is slow is no broken request.
    if (code === undefined || !code.startsWith('HPE_') || code === 'HPE_INVALID_EOF_STATE') return;
    if (rawPacket?.[0] === TLS_HANDSHAKE) return;
    witness.request(brokenSignal({ code, ...(rawPacket ? { rawPacket } : {}) }, socket as Socket));
  });
}
