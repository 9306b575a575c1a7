import type { Command } from 'commander';
import { Role } from '../../shared/model/role.ts';
import { RoomError } from '../../shared/protocol/errors.ts';
import { createOutput } from './output.ts';
import { type RoomFlags, readSecret, withRoom } from './room-access.ts';

type UserFlags = Pick<RoomFlags, 'dataDir' | 'json'> & { role?: string; displayName?: string };

const options = (command: Command): Command =>
  command
    .option('--data-dir <folder>', 'the store to work on, while no room runs on it')
    .option('--json', 'machine-readable lines on stdout');

function roleOf(text: string | undefined): 'admin' | 'proctor' {
  const role = Role.safeParse(text === 'officer' ? 'proctor' : (text ?? 'proctor'));
  if (role.data !== 'admin' && role.data !== 'proctor')
    throw new RoomError('invalid_input', 'The role is admin or proctor.', { field: 'role' });
  return role.data;
}

/** `invigil user add|list|passwd|disable`: accounts of staff at the store of this machine (operations, ID1). */
export function addUser(program: Command): void {
  const user = program.command('user').description('accounts of staff').exitOverride();
  options(user.command('add').description('add an account; the password comes from stdin').argument('<name>'))
    .exitOverride()
    .option('--role <role>', 'admin or proctor (default proctor)')
    .option('--display-name <text>', 'how the person is called')
    .action(async (username: string, flags: UserFlags) => {
      const role = roleOf(flags.role);
      const password = await readSecret();
      const answer = await withRoom(flags, (call) =>
        call('user_add', { username, password, role, displayName: flags.displayName ?? username }),
      );
      createOutput(flags.json ?? false).line(
        { event: 'user', ...answer.user },
        `${answer.user.username} (${answer.user.role}) added`,
      );
    });
  options(user.command('list').description('list the accounts'))
    .exitOverride()
    .action(async (flags: UserFlags) => {
      const { users } = await withRoom(flags, (call) => call('users_list', {}));
      const output = createOutput(flags.json ?? false);
      for (const one of users)
        output.line(
          { event: 'user', ...one },
          `${one.username}\t${one.role}\t${one.active ? 'active' : 'disabled'}\t${one.displayName}`,
        );
    });
  options(user.command('passwd').description('set a password from stdin; ends the sessions of the account').argument('<name>'))
    .exitOverride()
    .action(async (username: string, flags: UserFlags) => {
      const password = await readSecret();
      const answer = await withRoom(flags, (call) => call('user_passwd', { username, password }));
      createOutput(flags.json ?? false).line(
        { event: 'user', ...answer.user },
        `the password of ${answer.user.username} is changed`,
      );
    });
  options(user.command('disable').description('disable an account and end its sessions').argument('<name>'))
    .exitOverride()
    .action(async (username: string, flags: UserFlags) => {
      const answer = await withRoom(flags, (call) => call('user_disable', { username }));
      createOutput(flags.json ?? false).line({ event: 'user', ...answer.user }, `${answer.user.username} is disabled`);
    });
}
