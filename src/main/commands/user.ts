import type { Command } from 'commander';
import { Role } from '../../shared/model/role.ts';
import { RoomError } from '../../shared/protocol/errors.ts';
import { newPasswordOf, readSecrets, withAccounts } from './account-flags.ts';
import { createOutput } from './output.ts';
import { type RoomFlags, withRoomOptions } from './room-access.ts';

type UserFlags = RoomFlags & { role?: string; displayName?: string };

function roleOf(text: string | undefined): 'admin' | 'proctor' {
  const role = Role.safeParse(text === 'officer' ? 'proctor' : (text ?? 'proctor'));
  if (role.data !== 'admin' && role.data !== 'proctor')
    throw new RoomError('invalid_input', 'The role is admin or proctor.', { field: 'role' });
  return role.data;
}

/** What is done to one account by its name, with a word for having done it. */
const BY_NAME = {
  disable: { command: 'user_disable', description: 'disable an account and end its sessions', done: 'is disabled' },
  enable: { command: 'user_enable', description: 'enable an account again', done: 'is enabled' },
  'totp-reset': { command: 'totp_reset', description: 'remove a lost second factor', done: 'has no second factor any more' },
} as const;

/** `invigil user add|list|passwd|disable|enable|totp-reset`: accounts of staff, at a store or in a running room (operations, ID1). */
export function addUser(program: Command): void {
  const user = program.command('user').description('accounts of staff').exitOverride();
  const add = (name: string, description: string) => withRoomOptions(user.command(name).description(description).exitOverride());

  add('add', 'add an account; the password comes from stdin (with --url: on the second line)')
    .argument('<name>')
    .option('--role <role>', 'admin or proctor (default proctor)')
    .option('--display-name <text>', 'how the person is called')
    .action(async (username: string, flags: UserFlags) => {
      const role = roleOf(flags.role);
      const secrets = await readSecrets(flags, true);
      const password = newPasswordOf(flags, secrets);
      const answer = await withAccounts(flags, secrets, (call) =>
        call('user_add', { username, password, role, displayName: flags.displayName ?? username }),
      );
      createOutput(flags.json ?? false).line(
        { event: 'user', ...answer.user },
        `${answer.user.username} (${answer.user.role}) added`,
      );
    });
  add('list', 'list the accounts').action(async (flags: UserFlags) => {
    const { users } = await withAccounts(flags, await readSecrets(flags, false), (call) => call('users_list', {}));
    const output = createOutput(flags.json ?? false);
    for (const one of users)
      output.line(
        { event: 'user', ...one },
        `${one.username}\t${one.role}\t${one.active ? 'active' : 'disabled'}\t${one.displayName}`,
      );
  });
  add('passwd', 'set a password from stdin (with --url: its second line); ends the sessions of the account')
    .argument('<name>')
    .action(async (username: string, flags: UserFlags) => {
      const secrets = await readSecrets(flags, true);
      const password = newPasswordOf(flags, secrets);
      const answer = await withAccounts(flags, secrets, (call) => call('user_passwd', { username, password }));
      createOutput(flags.json ?? false).line(
        { event: 'user', ...answer.user },
        `the password of ${answer.user.username} is changed`,
      );
    });
  for (const [name, { command, description, done }] of Object.entries(BY_NAME)) {
    add(name, description)
      .argument('<name>')
      .action(async (username: string, flags: UserFlags) => {
        const answer = await withAccounts(flags, await readSecrets(flags, false), (call) => call(command, { username }));
        createOutput(flags.json ?? false).line({ event: 'user', ...answer.user }, `${answer.user.username} ${done}`);
      });
  }
}
