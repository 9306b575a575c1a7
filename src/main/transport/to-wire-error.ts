import { randomUUID } from 'node:crypto';
import { ZodError } from 'zod';
import { RoomError, type WireError } from '../../shared/protocol/errors.ts';
import { firstFlaw } from '../domain/access/first-flaw.ts';
import type { Logger } from '../domain/logger-port.ts';

const isSqliteError = (error: unknown): error is Error & { code: string } =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('SQLITE_');

/** What SQLite has against one statement or its values, whatever state its file is in: the same fails again for ever. */
const OF_THE_STATEMENT = /^SQLITE_(?:CONSTRAINT|ERROR|MISMATCH|MISUSE|RANGE|TOOBIG)/;

/** The store cannot be written just now (disk full, locked): the same may succeed later. */
export const isStoreUnavailable = (error: unknown): boolean => isSqliteError(error) && !OF_THE_STATEMENT.test(error.code);

/** Bad input: the first thing that is wrong, with the field it is wrong in. */
function fromZod(error: ZodError): WireError {
  const { field, message } = firstFlaw(error);
  return { code: 'invalid_input', message, ...(field ? { field } : {}) };
}

/**
 * The only translation of what was thrown into what a client is told. Anything unexpected becomes `internal`
 * with a correlation id; what it was stands in the log under that id, never in the answer.
 */
export function toWireError(error: unknown, logger: Logger, doing: string): WireError {
  if (error instanceof RoomError) return error.toWire();
  if (error instanceof ZodError) return fromZod(error);
  const correlationId = randomUUID();
  logger.error({ err: error, correlationId, doing }, 'a command failed unexpectedly');
  if (isStoreUnavailable(error)) {
    return { code: 'store_unavailable', message: `The room cannot write just now (${correlationId}): it will be tried again.` };
  }
  return { code: 'internal', message: `Something went wrong in the room. Tell the invigilator this number: ${correlationId}` };
}
