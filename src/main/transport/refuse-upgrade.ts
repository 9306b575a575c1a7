import { type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { ERRORS, type WireError } from '../../shared/protocol/errors.ts';
import { retryAfterOf, toProblem } from './problem.ts';

/** Answers a request of a handshake that is not granted. */
export function refuseRequest(response: ServerResponse, error: WireError): void {
  const { status } = ERRORS[error.code];
  const retryAfter = retryAfterOf(error);
  const later = retryAfter === undefined ? {} : { 'retry-after': retryAfter };
  response.writeHead(status, { 'content-type': 'application/problem+json', ...later }).end(JSON.stringify(toProblem(error)));
}

/** A peer that does not take its refusal is not waited for. */
const LINGER_MS = 1_000;

/** Answers an upgrade that is not granted with plain HTTP: never an accepted socket that is closed later (protocol 1). */
export function refuseUpgrade(socket: Duplex, status: number, error: WireError): void {
  const body = JSON.stringify(toProblem(error));
  const retryAfter = retryAfterOf(error);
  const later = retryAfter === undefined ? '' : `Retry-After: ${retryAfter}\r\n`;
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? 'Refused'}\r\n${later}Content-Type: application/problem+json\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
    () => socket.destroy(),
  );
  setTimeout(() => socket.destroy(), LINGER_MS).unref();
}
