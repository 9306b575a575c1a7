import { join } from 'node:path';
import { createLogger } from '../app/logger.ts';
import { openRotatingFile } from '../app/rotating-file.ts';

const FILE_LIMITS = { maxBytes: 1024 * 1024, keep: 3 };

/** Says something on the terminal and writes it to the shell's log. */
export type Report = (what: string, error?: unknown) => void;

/**
 * What happens to windows and to this computer, in `logs/shell.log` beside the room's own log: scrubbed as that is. Where it cannot be
 * written, the terminal has it.
 */
export function createReport(dataDir: string, terminal: { write(text: string): unknown }): Report {
  const toTerminal: Report = (what, error) =>
    terminal.write(`invigil: ${what}${error instanceof Error ? `: ${error.message}` : ''}\n`);
  let logger: ReturnType<typeof createLogger>;
  try {
    const file = openRotatingFile(join(dataDir, 'logs'), 'shell', FILE_LIMITS, (error) =>
      toTerminal('the log of the windows cannot be written', error),
    );
    logger = createLogger({ level: 'info', stream: file });
  } catch (error) {
    toTerminal('the log of the windows cannot be opened', error);
    return toTerminal;
  }
  return (what, error) => {
    toTerminal(what, error);
    logger.info(error === undefined ? {} : { err: error }, what);
  };
}
