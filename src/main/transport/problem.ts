import { STATUS_CODES } from 'node:http';
import type { Problem } from '../../shared/protocol/envelope.ts';
import { ERRORS, type WireError } from '../../shared/protocol/errors.ts';

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
