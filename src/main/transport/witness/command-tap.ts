import type { CommandName } from '../../../shared/protocol/commands.ts';
import type { Actor } from '../../domain/access/actor.ts';

/** One command that came from outside, after its answer is known. `input` is undefined when it was not even understood. */
export interface SeenCommand {
  readonly name: CommandName;
  readonly input: unknown;
  readonly actor: Actor;
}

/** Where the router shows what it answered. Never throws, never waits, and costs next to nothing. */
export interface CommandTap {
  done(command: SeenCommand, output: unknown): void;
  refused(command: SeenCommand, error: unknown): void;
}
