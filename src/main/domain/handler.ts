import type { CommandInput, CommandName, CommandOutput } from '../../shared/protocol/commands.ts';
import type { Actor } from './access/actor.ts';
import type { Store } from './store.ts';
import type { Work } from './work.ts';

/** What can be known before the transaction: for slow work (hashing, parsing, signing) that must not hold it open. */
export interface Preparation {
  readonly actor: Actor;
  readonly now: number;
  readonly store: Store;
  /**
   * A transaction before the command's own, for what is too much for one: others are answered in between. What it wrote stands whatever
   * becomes of the command, so it must be right by itself, or unseen until `execute`. Refuses whoever was shut out meanwhile.
   */
  readonly write: <T>(work: (work: Work) => T) => Promise<T>;
}

/**
 * How one command is carried out. `prepare` may be slow and asynchronous and changes nothing but by `write`; `execute` is
 * synchronous, inside the transaction, and must check again whatever may have changed meanwhile.
 */
export interface Handler<Name extends CommandName, Prepared = void> {
  readonly prepare?: (input: CommandInput<Name>, preparation: Preparation) => Promise<Prepared>;
  readonly execute: (work: Work, input: CommandInput<Name>, prepared: Prepared) => CommandOutput<Name>;
}

// biome-ignore lint/suspicious/noExplicitAny: what a handler prepares is its own affair; the pair is checked where it is written
export type Handlers = { readonly [Name in CommandName]: Handler<Name, any> };
export type SomeHandlers<Name extends CommandName> = Pick<Handlers, Name>;
