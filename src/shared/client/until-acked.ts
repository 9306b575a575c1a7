import { type CommandInput, type CommandOutput, RoomError, type SocketCommandName } from '../protocol/index.ts';
import { backoffMs } from './backoff.ts';
import type { RoomConnection } from './connection-contract.ts';
import type { ClientClock, RandomPort } from './ports.ts';
import { isRoomBusy } from './retryable.ts';
import { RoomUnreachable } from './unreachable.ts';

/** A refusal as `internal` so often is no passing weakness. */
const MOST_INTERNAL = 10;

/** Does the same question deserve another try? */
function isPassing(error: unknown): boolean {
  if (error instanceof RoomUnreachable) return error.reason !== 'stopped';
  return error instanceof RoomError && (error.code === 'internal' || isRoomBusy(error));
}

export interface Patience {
  /** Resolves when connected. Rejects with `RoomUnreachable('stopped')` at `giveUp`. */
  connected(): Promise<void>;
  wait(ms: number): Promise<void>;
  /** Sends the same command until the room answers it, over any loss of connection. Rejects only for a real refusal or at `giveUp`. */
  ask<Name extends SocketCommandName>(command: Name, input: CommandInput<Name>): Promise<CommandOutput<Name>>;
  /** Any other question to the room, repeated likewise until it is answered. */
  retry<T>(ask: () => Promise<T>): Promise<T>;
  /** A wait of any kind that `giveUp` ends; `begin` answers how to stop waiting for the real thing. */
  until(begin: (done: () => void) => () => void): Promise<void>;
  giveUp(): void;
}

export function createPatience(connection: RoomConnection, clock: ClientClock, random: RandomPort): Patience {
  const waiting = new Set<() => void>();

  const until = (begin: (done: () => void) => () => void) =>
    new Promise<void>((resolve, reject) => {
      let cancel = () => {};
      const giveUp = () => {
        cancel();
        reject(new RoomUnreachable('stopped', 'Stopped while waiting for the room.'));
      };
      waiting.add(giveUp);
      cancel = begin(() => {
        cancel();
        waiting.delete(giveUp);
        resolve();
      });
    });

  const connected = async () => {
    if (connection.state.state === 'connected') return;
    await until((done) => connection.onState(({ state }) => state === 'connected' && done()));
  };
  const wait = (ms: number) => until((done) => clock.after(ms, done));

  async function retry<T>(ask: () => Promise<T>): Promise<T> {
    let internal = 0;
    for (let attempt = 1; ; attempt++) {
      await connected();
      try {
        return await ask();
      } catch (error) {
        if (error instanceof RoomError && error.code === 'internal') internal += 1;
        if (!isPassing(error) || internal >= MOST_INTERNAL) throw error;
        // The coming back is waited for anyway; only an answer that stayed away needs more patience.
        if (!(error instanceof RoomUnreachable && error.reason === 'disconnected')) await wait(backoffMs(attempt, random));
      }
    }
  }

  return {
    connected,
    wait,
    until,
    retry,
    ask: (command, input) => retry(() => connection.request(command, input)),
    giveUp() {
      for (const end of [...waiting]) end();
      waiting.clear();
    },
  };
}
