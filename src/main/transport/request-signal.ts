import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestSignal } from '../domain/walls/signal.ts';
import type { Entrance } from './guards/entrance.ts';

/** Where the transports show the walls what came in. Never throws, never waits. */
export interface Witness {
  request(signal: Omit<RequestSignal, 'at'>): void;
}

const signalOf = (request: IncomingMessage, addressOf: Entrance['addressOf']): Omit<RequestSignal, 'at'> => ({
  kind: 'request',
  ip: addressOf(request).ip,
  method: request.method ?? '',
  uri: request.url ?? '',
  version: `HTTP/${request.httpVersion}`,
  headers: request.headers,
});

/** Shows the request once it is answered, with how; or as it stands when its sender goes away before. */
export function witnessRequest(
  witness: Witness,
  addressOf: Entrance['addressOf'],
  request: IncomingMessage,
  response: ServerResponse,
): void {
  // Read now: behind a closed socket there is no address any more.
  const signal = signalOf(request, addressOf);
  response.once('close', () => witness.request({ ...signal, status: response.headersSent ? response.statusCode : undefined }));
}

/** A handshake never has a response: it is shown as it comes. */
export const witnessUpgrade = (witness: Witness, addressOf: Entrance['addressOf'], request: IncomingMessage): void =>
  witness.request(signalOf(request, addressOf));
