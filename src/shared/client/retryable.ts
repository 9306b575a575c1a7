import { ERRORS, RoomError } from '../protocol/index.ts';
import { RoomUnreachable } from './unreachable.ts';

/** Refusals that lie with the room's present state and not with what was asked. */
export const isRetryable = (error: RoomError): boolean => ERRORS[error.code].retryable;

/** May the same question, asked again later, be answered? Anything else is a refusal for good or a bug. */
export const mayHeal = (error: unknown): boolean =>
  error instanceof RoomUnreachable ? error.reason !== 'stopped' : error instanceof RoomError && isRetryable(error);

const BUSY_CODES: ReadonlySet<string> = new Set(['rate_limited', 'too_many_connections', 'store_unavailable', 'room_stopping']);

/** The room as a whole cannot take anything just now: whoever asks waits, and everything else waits with it. */
export const isRoomBusy = (error: RoomError): boolean => BUSY_CODES.has(error.code);

const SESSION_CODES: ReadonlySet<string> = new Set([
  'token_missing',
  'token_invalid',
  'token_expired',
  'token_revoked',
  'user_inactive',
  'role_forbidden',
]);

/** The refusal is about who asks, not about what is asked. */
export const isAboutSession = (error: RoomError): boolean => SESSION_CODES.has(error.code);
