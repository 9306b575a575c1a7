import { parseArgs } from 'node:util';
import { formatJoinCode, normaliseJoinCode } from '../../shared/model/join-code.ts';
import { parseRoomAddress } from '../../shared/model/room-address.ts';
import type { ConfigFlags } from '../app/config.ts';
import { StartError } from '../domain/start-error.ts';
import { readJoinLink } from './join-link.ts';

/** What the program was started as: the first screen, or straight one of its faces. */
export type LaunchFace =
  | { readonly face: 'start' }
  | { readonly face: 'host' }
  | { readonly face: 'join'; readonly code?: string; readonly address?: string }
  | { readonly face: 'console'; readonly url: string };

export interface Launch {
  readonly face: LaunchFace;
  /** For the room, should one be opened. */
  readonly flags: ConfigFlags;
  /** One sentence each, for the terminal. */
  readonly notes: readonly string[];
}

const wrong = (sentence: string): StartError => new StartError('config_invalid', sentence);

/**
 * The flags of `npm start -- ...` that the shell knows, from the program's own arguments (operations). `--host` without a value is the
 * choice of that face, with one the address to listen on as well. Switches of Chromium may stand among them and are none of ours.
 * Throws StartError `config_invalid`, in words.
 */
export function readLaunch(args: readonly string[]): Launch {
  const { values, positionals } = parseArgs({
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
      address: { type: 'string' },
      console: { type: 'string' },
      code: { type: 'string' },
    },
  });
  const { port, host, lan, plaintext, 'data-dir': dataDir, join, address, console: consoleUrl, code } = values;
  const flags = { port, host, lan, plaintext, dataDir };
  const isHost = args.includes('--host') || host !== undefined;
  if ([isHost, join !== undefined, consoleUrl !== undefined].filter(Boolean).length > 1)
    throw wrong('--host, --join and --console each start something else: give one of them.');
  if (address !== undefined && join === undefined) throw wrong('--address belongs to --join: give the join code too.');
  if (code !== undefined && consoleUrl === undefined)
    throw wrong('--code belongs to --console: give the address of the room too.');

  if (join !== undefined) return { face: joinFace(join, address), flags, notes: [] };
  if (consoleUrl !== undefined) return { face: consoleFace(consoleUrl), flags, notes: consoleNotes(code) };
  if (isHost) return { face: { face: 'host' }, flags, notes: [] };
  // Another program's word may stand here (a link that was clicked): what is not a join link is left alone.
  const link = positionals.map(readJoinLink).find((found) => found !== undefined);
  return { face: link === undefined ? { face: 'start' } : { face: 'join', code: link }, flags, notes: [] };
}

function joinFace(join: string | boolean, address: string | boolean | undefined): LaunchFace {
  const code = typeof join === 'string' ? normaliseJoinCode(join) : undefined;
  if (code === undefined) throw wrong('--join expects the join code as the proctor shows it, like XXXX-XXXX-XXXX-X.');
  if (address === undefined) return { face: 'join', code: formatJoinCode(code) };
  const isReadable = typeof address === 'string' && !address.includes('://') && parseRoomAddress(address) !== undefined;
  if (!isReadable) throw wrong('--address expects HOST:PORT, such as 192.168.1.20:3000.');
  return { face: 'join', code: formatJoinCode(code), address: address.trim() };
}

function consoleFace(url: string | boolean): LaunchFace {
  const origin = typeof url === 'string' ? parseRoomAddress(url)?.origin : undefined;
  if (origin === undefined)
    throw wrong('--console expects the http or https address of a room, such as http://192.168.1.20:3000.');
  return { face: 'console', url: origin };
}

function consoleNotes(code: string | boolean | undefined): string[] {
  if (code === undefined) return [];
  if (typeof code !== 'string' || normaliseJoinCode(code) === undefined)
    throw wrong('--code expects the join code of the room, like XXXX-XXXX-XXXX-X.');
  return ['the code cannot be held against the room yet, because this version has no TLS: make sure of the address yourself.'];
}

const isValue = (arg: string | undefined): boolean => arg !== undefined && !arg.startsWith('-') && !arg.startsWith('invigil:');
