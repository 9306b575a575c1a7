import type { SessionId } from '../../shared/model/ids.ts';
import { COMMANDS, type CommandInput, type CommandName, type CommandOutput } from '../../shared/protocol/commands.ts';
import { type ErrorCode, type OutgoingEvent, RoomError } from '../../shared/protocol/index.ts';
import { type Actor, actorName, assertMay } from '../domain/access/actor.ts';
import { assertScope, commandFor } from '../domain/access/scopes.ts';
import { appendAudit } from '../domain/audit/audit-chain.ts';
import type { Handler, Handlers } from '../domain/handler.ts';
import type { Meter } from '../domain/monitoring/meter.ts';
import { eachStoredEvent } from '../domain/monitoring/stored-events.ts';
import type { Clock, GroupCommit, Hasher, Ids } from '../domain/ports.ts';
import type { Store } from '../domain/store.ts';
import type { Presence, Work } from '../domain/work.ts';
import type { CommandTap } from './witness/command-tap.ts';

/** Where events go once they are committed. */
export interface Outlet {
  publish(event: OutgoingEvent): void;
  disconnect(sessionId: SessionId, code: ErrorCode, message: string): void;
}

export interface RouterParts {
  readonly handlers: Handlers;
  readonly store: Store;
  readonly commits: GroupCommit;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly hasher: Hasher;
  readonly presence: Presence;
  readonly outlet: Outlet;
  readonly meter: Meter;
  readonly tap: CommandTap;
}

/** The one way through: schema, role, handler, transaction, commit, reply, events. */
export interface CommandRouter {
  /** For input from outside: anything at all. Refuses with RoomError or ZodError. */
  dispatch(name: string, input: unknown, actor: Actor): Promise<unknown>;
  /** The same for code that knows the types. */
  call<Name extends CommandName>(name: Name, input: CommandInput<Name>, actor: Actor): Promise<CommandOutput<Name>>;
  /** A transaction of the room's own that no client asks for (timers, connections). */
  run<T>(work: (work: Work) => T, actor: Actor): Promise<T>;
}

const isCommand = (name: string): name is CommandName => Object.hasOwn(COMMANDS, name);

/** Who was let in may have been shut out while their input was read or prepared: what counts is now. */
function assertStillIn(store: Store, actor: Actor): void {
  if (actor.kind !== 'user') return;
  if (store.sessions.byId(actor.sessionId)?.endedAt !== undefined)
    throw new RoomError('token_revoked', 'This session was ended: sign in again.');
  if (!store.users.byId(actor.userId)?.active)
    throw new RoomError('user_inactive', 'This account is disabled: ask an administrator.');
}

export function createCommandRouter(parts: RouterParts): CommandRouter {
  const { handlers, store, commits, clock, ids, hasher, presence, outlet, meter, tap } = parts;
  const countStored = (type: string): void => meter.eventStored(type);
  const servingSince = clock.now();

  function run<T>(execute: (work: Work) => T, actor: Actor): Promise<T> {
    const now = clock.now();
    const effects: (() => void)[] = [];
    const work: Work = {
      actor,
      now,
      servingSince,
      ids,
      store,
      presence,
      afterCommit: (effect) => void effects.push(effect),
      emit: (event) => void effects.push(() => outlet.publish(event)),
      audit: (action, subject, details = {}) =>
        appendAudit(store.audit, hasher, { at: now, actor: actorName(actor), action, subject, details }),
      disconnect: (sessionId, code, message) => void effects.push(() => outlet.disconnect(sessionId, code, message)),
    };
    return commits.run(
      () => execute(work),
      () => {
        for (const effect of effects) effect();
      },
    );
  }

  async function carryOut<Name extends CommandName>(
    name: Name,
    input: CommandInput<Name>,
    actor: Actor,
  ): Promise<CommandOutput<Name>> {
    const handler: Handler<Name, unknown> = handlers[name];
    const write = <T>(execute: (work: Work) => T): Promise<T> =>
      run((work) => {
        assertStillIn(work.store, actor);
        return execute(work);
      }, actor);
    const prepared = handler.prepare ? await handler.prepare(input, { actor, now: clock.now(), store, write }) : undefined;
    return write((work) => handler.execute(work, input, prepared));
  }

  return {
    run,
    call: carryOut,
    dispatch: async (name, input, actor) => {
      if (!isCommand(name)) throw new RoomError('unknown_command', 'There is no such command.');
      const arrivedAt = performance.now();
      const meant = commandFor(name, actor);
      let understood: CommandInput<typeof meant> | undefined;
      try {
        const { roles, input: schema } = COMMANDS[meant];
        assertMay(actor, roles);
        assertScope(actor, meant);
        const parsed = schema.parse(input ?? {});
        understood = parsed;
        const output = await carryOut(meant, parsed, actor);
        eachStoredEvent(meant, parsed, output, countStored);
        tap.done({ name: meant, input: parsed, actor }, output);
        return output;
      } catch (error) {
        tap.refused({ name: meant, input: understood, actor }, error);
        throw error;
      } finally {
        meter.commandHandled(performance.now() - arrivedAt);
      }
    },
  };
}
