import { STATUS_CODES } from 'node:http';
import type { Problem } from '../../shared/protocol/envelope.ts';
import { ERRORS, type ErrorCode, type WireError } from '../../shared/protocol/errors.ts';

/** Where nobody knows how long it takes: the store is tried again each second, a place may be free at any time. */
const USUAL_WAIT_SECONDS: Readonly<Partial<Record<ErrorCode, number>>> = { rate_limited: 5, room_stopping: 5 };

/** The value of `Retry-After`, which a 429 and a 503 carry: what is known of the wait, or the usual one. */
export function retryAfterOf({ code, data }: WireError): string | undefined {
  const { status } = ERRORS[code];
  if (status !== 429 && status !== 503) return undefined;
  const known = data?.retryAfterSeconds;
  return String(typeof known === 'number' ? known : (USUAL_WAIT_SECONDS[code] ?? 1));
}

/** A refusal as RFC 9457 wants it; what belongs to a code (a report, what is current) stands beside it as extension members. */
export function toProblem(error: WireError): Problem {
  const { status } = ERRORS[error.code];
  return {
    ...error.data,
    type: `urn:invigil:error:${error.code}`,
    title: STATUS_CODES[status] ?? 'Error',
    status,
    detail: error.message,
    code: error.code,
    ...(error.field === undefined ? {} : { errors: [{ field: error.field, message: error.message }] }),
    ...(error.data === undefined ? {} : { data: error.data }),
  };
}
