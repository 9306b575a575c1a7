import { parseArgs } from 'node:util';
import type { ConfigFlags } from '../app/config.ts';
import { StartError } from '../domain/start-error.ts';

/**
 * The flags of `npm start -- ...` that the shell knows, from the program's own arguments. `--host` without a value names the first
 * screen, with one the address to listen on (operations). Switches of Chromium may stand among them and are none of ours.
 */
export function readLaunch(args: readonly string[]): ConfigFlags {
  const { values } = parseArgs({
    args: args.filter((arg, index) => arg !== '--host' || isValue(args[index + 1])),
    strict: false,
    allowPositionals: true,
    options: {
      port: { type: 'string' },
      host: { type: 'string' },
      'data-dir': { type: 'string' },
      lan: { type: 'boolean' },
      plaintext: { type: 'boolean' },
      join: { type: 'string' },
      console: { type: 'string' },
    },
  });
  for (const screen of ['join', 'console'] as const) {
    if (values[screen] !== undefined)
      throw new StartError(
        'config_invalid',
        `--${screen} is not known to the desktop app: open the room's address in a browser.`,
      );
  }
  const { port, host, lan, plaintext, 'data-dir': dataDir } = values;
  return { port, host, lan, plaintext, dataDir };
}

const isValue = (arg: string | undefined): boolean => arg !== undefined && !arg.startsWith('-');
