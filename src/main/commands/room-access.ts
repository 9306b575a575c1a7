import { text } from 'node:stream/consumers';
import type { Command } from 'commander';
import { createRoomApi } from '../../shared/client/index.ts';
import type { CommandInput, CommandName, CommandOutput } from '../../shared/protocol/commands.ts';
import { RoomError } from '../../shared/protocol/errors.ts';
import { loadConfig } from '../app/config.ts';
import { openRoom } from '../app/open-room.ts';
import { openWays, type WaysToRoom } from '../app/ways-to-room.ts';

/** Which room a command works on: the data dir of this machine, or a running one as a member of staff. */
export interface RoomFlags {
  dataDir?: string;
  url?: string;
  code?: string;
  username?: string;
  passwordStdin?: boolean;
  totp?: string;
  json?: boolean;
}

export type CallRoom = <Name extends CommandName>(name: Name, input: CommandInput<Name>) => Promise<CommandOutput<Name>>;

export const withRoomOptions = (command: Command): Command =>
  command
    .option('--data-dir <folder>', 'the store to work on, while no room runs on it')
    .option('--url <address>', 'a running room to work on instead')
    .option('--code <code>', 'with --url https://...: the join code, which proves that it is this room')
    .option('--username <name>', 'with --url: who signs in')
    .option('--password-stdin', 'with --url: read the password from stdin')
    .option('--totp <code>', 'with --url: the code of a second factor; good once')
    .option('--json', 'machine-readable lines on stdout');

/** The first line of stdin; a password is no argument, where every local user could read it. */
export const readSecret = async (): Promise<string> => (await text(process.stdin)).split(/\r?\n/)[0] ?? '';

/** The ways to a running room; what a person should know of them goes to stderr. */
export async function openWaysAloud(url: string, code: string | undefined): Promise<WaysToRoom> {
  const ways = await openWays(url, code);
  if (ways.warning) process.stderr.write(`invigil: warning: ${ways.warning}\n`);
  return ways;
}

/** Signs in to a running room. `password` comes from stdin when not given. */
async function remote(flags: RoomFlags, password?: string): Promise<{ call: CallRoom; done: () => Promise<void> }> {
  if (!flags.username)
    throw new RoomError('invalid_input', 'Say with --username who signs in to the room.', { field: 'username' });
  if (!flags.passwordStdin && password === undefined)
    throw new RoomError('invalid_input', 'Give the password on stdin, with --password-stdin.', { field: 'password' });
  const secret = password ?? (await readSecret());
  const ways = await openWaysAloud(flags.url ?? '', flags.code);
  try {
    let token: string | undefined;
    const api = createRoomApi({ baseUrl: ways.origin, fetch: ways.fetch, token: () => token });
    ({ token } = await api.call('auth_login', {
      username: flags.username,
      password: secret,
      ...(flags.totp === undefined ? {} : { totp: flags.totp }),
      device: { deviceType: 'command line' },
    }));
    const done = () => api.call('auth_logout', {}).finally(ways.close);
    return { call: (name, input) => api.call(name, input), done: async () => void (await done()) };
  } catch (error) {
    ways.close();
    throw error;
  }
}

async function local(flags: RoomFlags): Promise<{ call: CallRoom; done: () => Promise<void> }> {
  const config = loadConfig({ flags: { dataDir: flags.dataDir }, env: process.env, cwd: process.cwd() });
  const room = await openRoom({ ...config, logLevel: 'warn' });
  return { call: (name, input) => room.router.call(name, input, { kind: 'room' }), done: room.close };
}

/** Does some work on a room and leaves it in order, whatever happens. */
export async function withRoom<T>(flags: RoomFlags, work: (call: CallRoom) => Promise<T>, password?: string): Promise<T> {
  const { call, done } = flags.url ? await remote(flags, password) : await local(flags);
  try {
    return await work(call);
  } finally {
    await done();
  }
}
