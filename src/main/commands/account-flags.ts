import { text } from 'node:stream/consumers';
import type { CommandInput, CommandName, CommandOutput } from '../../shared/protocol/commands.ts';
import { RoomError } from '../../shared/protocol/errors.ts';
import { StartError } from '../domain/start-error.ts';
import { type RoomFlags, withRoom } from './room-access.ts';

type Call = <Name extends CommandName>(name: Name, input: CommandInput<Name>) => Promise<CommandOutput<Name>>;

/** What stdin holds, by lines: with --url the caller's own password first, then what the command asks for. */
export interface SecretLines {
  readonly own?: string;
  readonly rest: readonly string[];
}

/** Reads stdin only when something is expected there. */
export async function readSecrets(flags: RoomFlags, asks: boolean): Promise<SecretLines> {
  const isRemote = flags.url !== undefined && flags.passwordStdin === true;
  if (!isRemote && !asks) return { rest: [] };
  const lines = (await text(process.stdin)).split(/\r?\n/);
  return isRemote ? { own: lines[0] ?? '', rest: lines.slice(1) } : { rest: lines };
}

/** The new password among them; throws RoomError `invalid_input` when there is none. */
export function newPasswordOf(flags: RoomFlags, { rest }: SecretLines): string {
  if (rest[0]) return rest[0];
  const where =
    flags.url === undefined ? 'Give the new password on stdin.' : 'Give the new password as the second line on stdin.';
  throw new RoomError('invalid_input', where, { field: 'password' });
}

/** Works on accounts; says what to do instead when a room has the data dir open. */
export async function withAccounts<T>(flags: RoomFlags, { own }: SecretLines, work: (call: Call) => Promise<T>): Promise<T> {
  try {
    return await withRoom(flags, work, own);
  } catch (error) {
    if (!(error instanceof StartError) || error.code !== 'data_dir_locked') throw error;
    throw new StartError(
      'data_dir_locked',
      'A room is open on this data dir: use its console, or this command with --url URL --username NAME --password-stdin.',
      { cause: error },
    );
  }
}
