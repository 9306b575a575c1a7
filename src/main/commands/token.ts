import type { Command } from 'commander';
import { type ApiKeyView, Scope, ServiceName } from '../../shared/model/api-key.ts';
import { SessionId } from '../../shared/model/ids.ts';
import { RoomError } from '../../shared/protocol/errors.ts';
import { readSecrets, withAccounts } from './account-flags.ts';
import { createOutput } from './output.ts';
import { type RoomFlags, withRoomOptions } from './room-access.ts';

type IssueFlags = RoomFlags & { role?: string; name: string; scopes: string; ttl: string };

const HOURS = { h: 1, d: 24, w: 7 * 24 } as const;
const MOST_HOURS = 400 * 24;

/** `12h`, `30d`, `8w` -> hours. Throws RoomError `invalid_input`. */
export function hoursOf(text: string): number {
  const [, count, unit] = /^(\d{1,5})([hdw])$/.exec(text.trim()) ?? [];
  const hours = Number(count) * HOURS[unit as keyof typeof HOURS];
  if (hours >= 1 && hours <= MOST_HOURS) return hours;
  throw new RoomError('invalid_input', '--ttl is hours, days or weeks, as in 12h, 30d or 8w; at most 400d.', { field: 'ttl' });
}

/** `events:write,alerts:write` -> scopes. Throws RoomError `invalid_input` with the one it does not know. */
export function scopesOf(text: string): Scope[] {
  return text.split(',').map((word) => {
    const scope = Scope.safeParse(word.trim());
    if (scope.success) return scope.data;
    const all = Scope.options.join(', ');
    throw new RoomError('invalid_input', `There is no scope "${word.trim()}": --scopes takes ${all}.`, { field: 'scopes' });
  });
}

function nameOf(text: string): string {
  if (ServiceName.safeParse(text).success) return text;
  throw new RoomError('invalid_input', '--name is how the service is called: a-z, 0-9 and -, at most 40.', { field: 'name' });
}

const stateOf = ({ endedAt, expiresAt }: ApiKeyView): string => (endedAt ? `ended ${endedAt}` : `until ${expiresAt}`);

/** `invigil token issue|list|revoke`: API keys of services, at a store or in a running room (operations, ID2). */
export function addToken(program: Command): void {
  const token = program.command('token').description('API keys for other programs').exitOverride();
  const add = (name: string, description: string) => withRoomOptions(token.command(name).description(description).exitOverride());

  add('issue', 'issue a key; it is shown this once')
    .option('--role <role>', 'service, the only role keys have')
    .option('--name <name>', 'how the service is called, as in service:<name>', 'service')
    .requiredOption('--scopes <list>', `what it may do, by commas: ${Scope.options.join(', ')}`)
    .option('--ttl <time>', 'how long it is good: 12h, 30d, 8w', '30d')
    .action(async (flags: IssueFlags) => {
      if (flags.role !== undefined && flags.role !== 'service')
        throw new RoomError('invalid_input', 'Keys are for services: --role service. People sign in.', { field: 'role' });
      const input = { name: nameOf(flags.name), scopes: scopesOf(flags.scopes), ttlHours: hoursOf(flags.ttl) };
      const answer = await withAccounts(flags, await readSecrets(flags, false), (call) => call('api_key_issue', input));
      createOutput(flags.json ?? false).line({ event: 'token', ...answer.key, token: answer.token }, answer.token);
    });
  add('list', 'list the keys').action(async (flags: RoomFlags) => {
    const { keys } = await withAccounts(flags, await readSecrets(flags, false), (call) => call('api_keys_list', {}));
    const output = createOutput(flags.json ?? false);
    for (const key of keys)
      output.line({ event: 'token', ...key }, `${key.id}\t${key.name}\t${key.scopes.join(',')}\t${stateOf(key)}`);
  });
  add('revoke', 'revoke a key and end its connections')
    .argument('<id>', 'as `token list` shows it')
    .action(async (id: string, flags: RoomFlags) => {
      const keyId = SessionId.safeParse(id);
      if (!keyId.success) throw new RoomError('invalid_input', 'Give the id that `invigil token list` shows.', { field: 'id' });
      const answer = await withAccounts(flags, await readSecrets(flags, false), (call) =>
        call('api_key_revoke', { keyId: keyId.data }),
      );
      createOutput(flags.json ?? false).line({ event: 'token', ...answer.key }, `the key of ${answer.key.name} is revoked`);
    });
}
