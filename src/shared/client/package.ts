/** What the package `@invigil/client` offers: the RoomClient, and of the wire what its callers name. */

export type { Alert } from '../model/alert.ts';
export type { AnswerValue } from '../model/answer.ts';
export type { NotificationMessage, NotificationSeverity } from '../model/notification.ts';
export type { Severity } from '../model/severity.ts';
export {
  type CommandInput,
  type CommandName,
  type CommandOutput,
  ERRORS,
  type ErrorCode,
  RoomError,
  type RoomEventName,
  type RoomEvents,
  type SocketCommandName,
} from '../protocol/index.ts';
export * from './index.ts';
