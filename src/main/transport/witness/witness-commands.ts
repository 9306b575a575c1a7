import { RoomError } from '../../../shared/protocol/errors.ts';
import type { Logger } from '../../domain/logger-port.ts';
import type { Clock } from '../../domain/ports.ts';
import type { LoginSignal, Signal } from '../../domain/walls/signal.ts';
import type { Authenticate } from '../authenticate.ts';
import type { CommandTap, SeenCommand } from './command-tap.ts';
import { createLoginSignal, type LoginWitnessParts } from './login-signal.ts';
import { operationDone, operationRefused } from './operation-signal.ts';

export interface CommandWitness extends CommandTap {
  /** From now on what is seen is shown to this; before, to nobody. */
  showTo(see: (signal: Signal) => void): void;
  /** The same verifier, refusals of made-up tokens and tickets shown. */
  watching(authenticate: Authenticate): Authenticate;
  /** Where staff signed in before this start, the oldest first: what the walls knew of their devices and networks. */
  recall(): readonly LoginSignal[];
}

/** So many of a member of staff's last sessions tell where they usually are. */
const RECALLED = 20;

/** Turns what the command router and the verifier of tokens answered into signals for the walls (W2, W4). */
export function createCommandWitness(
  parts: LoginWitnessParts & { readonly clock: Clock; readonly logger: Logger },
): CommandWitness {
  const { store, clock, logger } = parts;
  const loginOf = createLoginSignal(parts);
  let show: ((signal: Signal) => void) | undefined;
  const showLogin = (command: SeenCommand, error: unknown, output: unknown): void => {
    try {
      const told = loginOf(command, error, output);
      const { actor } = command;
      if (told) show?.({ kind: 'login', at: clock.now(), ip: actor.kind === 'room' ? undefined : actor.ip, ...told });
    } catch (failure) {
      // The store may be gone: the command has its answer, or its own error, all the same.
      logger.error({ err: failure, command: command.name }, 'a sign-in could not be shown to the walls');
    }
  };
  return {
    showTo: (see) => {
      show = see;
    },
    done: (command, output) => {
      if (show === undefined) return;
      show(operationDone(command, output, clock.now()));
      showLogin(command, undefined, output);
    },
    refused: (command, error) => {
      if (show === undefined) return;
      show(operationRefused(command, error, clock.now()));
      showLogin(command, error, undefined);
    },
    watching: (authenticate) => async (token, ip, ticket) => {
      try {
        return await authenticate(token, ip, ticket);
      } catch (error) {
        const isTicket = token === undefined && ticket !== undefined;
        if (error instanceof RoomError && error.code === 'token_invalid')
          show?.({ kind: 'login', at: clock.now(), ip, door: isTicket ? 'ticket' : 'token', outcome: 'wrong_secret' });
        throw error;
      }
    },
    recall: () =>
      store.users.staff().flatMap(({ id }) =>
        store.sessions
          .history(id, RECALLED)
          .toReversed()
          .flatMap((session): LoginSignal[] => {
            const device = store.sessions.deviceOf(session.id);
            if (!device) return [];
            const { ip, deviceId } = device;
            return [{ kind: 'login', at: session.createdAt, door: 'console', outcome: 'ok', user: id, ip, deviceId }];
          }),
      ),
  };
}
