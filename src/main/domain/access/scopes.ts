import type { CommandName } from '../../../shared/protocol/commands.ts';
import { RoomError } from '../../../shared/protocol/errors.ts';
import { MEANT_BY_SERVICE, SCOPE_OF } from '../../../shared/protocol/service-scopes.ts';
import type { Actor } from './actor.ts';

const isService = (actor: Actor) => actor.kind === 'user' && actor.role === 'service';

/** What a wire name means from this caller: services report under the names candidates use (protocol 3). */
export const commandFor = (name: CommandName, actor: Actor): CommandName =>
  (isService(actor) ? MEANT_BY_SERVICE[name] : undefined) ?? name;

/** Refuses a service whose key does not have the command's scope; throws RoomError `role_forbidden` with its name. */
export function assertScope(actor: Actor, command: CommandName): void {
  const scope = SCOPE_OF[command];
  if (actor.kind !== 'user' || actor.role !== 'service' || scope === undefined || actor.scopes?.includes(scope)) return;
  throw new RoomError('role_forbidden', `This API key does not have the scope ${scope}: issue one that has.`, {
    data: { scope },
  });
}
