/** What a log line says beside its message. Secrets in it are redacted, an Error keeps its stack (in the log only). */
export type LogFields = Readonly<Record<string, unknown>>;

/**
 * Where the parts of the room write what happened. The message is fixed text; whatever varies goes into the
 * fields, where it can be searched and is cleaned of secrets and control characters. Logging never throws.
 */
export interface Logger {
  debug(fields: LogFields, message: string): void;
  info(fields: LogFields, message: string): void;
  warn(fields: LogFields, message: string): void;
  error(fields: LogFields, message: string): void;
}

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
/** From this level on lines are written; `silent` writes none. */
export type LogLevel = (typeof LOG_LEVELS)[number];
