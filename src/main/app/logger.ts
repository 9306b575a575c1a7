import { join } from 'node:path';
import { pino } from 'pino';
import type { LogFields, Logger, LogLevel } from '../domain/logger-port.ts';
import { scrubFields, scrubText } from './log-scrubbing.ts';
import { openRotatingFile } from './rotating-file.ts';

const FILE_LIMITS = { maxBytes: 5 * 1024 * 1024, keep: 5 };

/** A logger with an end: `close` lets go of the file; lines after it go to the stream alone. */
export interface RoomLogger extends Logger {
  close(): void;
}

interface LoggerOptions {
  /** Writes to `logs/invigil.log` in here (5 files of 5 MB at most). */
  readonly dataDir?: string;
  readonly level: LogLevel;
  /** Also, or only, writes here; without a data dir the default is stderr. */
  readonly stream?: { write(text: string): unknown };
}

/**
 * One JSON line per event (OP1): `{ level, time, pid, ...fields, msg }`. Secrets are redacted and control characters
 * taken out before anything is written. Throws only if the log file cannot be opened at all.
 */
export function createLogger({
  dataDir,
  level,
  stream = dataDir === undefined ? process.stderr : undefined,
}: LoggerOptions): RoomLogger {
  const file = dataDir === undefined ? undefined : openRotatingFile(join(dataDir, 'logs'), 'invigil', FILE_LIMITS, reportFailure);
  let isOpen = true;
  const write = (line: string): void => {
    if (isOpen) file?.write(line);
    stream?.write(line);
  };
  const out = pino(
    {
      level,
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    { write },
  );
  const at =
    (name: 'debug' | 'info' | 'warn' | 'error') =>
    (fields: LogFields, message: string): void => {
      if (!out.isLevelEnabled(name)) return;
      out[name](cleaned(fields), scrubText(message));
    };
  return {
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    close() {
      isOpen = false;
      file?.close();
    },
  };
}

/** Names the line itself uses; a field of that name would stand in it twice. */
const RESERVED = ['level', 'time', 'pid', 'msg'];

/** Whatever is handed in, a line comes out: a getter that throws must not turn a log line into a crash. */
function cleaned(fields: LogFields): Record<string, unknown> {
  try {
    const clean = scrubFields(fields);
    return RESERVED.some((name) => Object.hasOwn(clean, name)) ? { fields: clean } : clean;
  } catch {
    return { unloggable: true };
  }
}

/** The log itself cannot say that it cannot be written. */
const reportFailure = (error: unknown): void => {
  process.stderr.write(
    `The log file cannot be written (${error instanceof Error ? scrubText(error.message) : 'unknown reason'}); the room goes on.\n`,
  );
};
