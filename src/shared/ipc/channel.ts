import { z } from 'zod';
import type { ErrorCode } from '../protocol/errors.ts';
import type { Result } from '../result.ts';

/**
 * Which of our windows asks: each kind has a preload, a level of trust and pages of its own. `start` is the first screen,
 * `console` a proctor's console on the room in this program, `exam` a candidate's seat, `guest` the console of a room elsewhere, which
 * is a web page like any other to us: it has no bridge, and no channel may ever list it.
 */
export type WindowKind = 'start' | 'console' | 'exam' | 'guest';

/** The kinds that have a bridge. */
export type BridgedKind = Exclude<WindowKind, 'guest'>;

/** A question a page may ask of the shell. */
export interface ShellChannel {
  readonly input: z.ZodType;
  readonly output: z.ZodType;
  /** The kinds of window that may call it. */
  readonly windows: readonly BridgedKind[];
}

/** Something the shell tells pages unasked. */
export interface ShellSignal {
  readonly payload: z.ZodType;
  /** The kinds of window that are told. */
  readonly windows: readonly BridgedKind[];
}

/** The input of a question that has none, and the answer where there is nothing to say. */
export const nothing = z.strictObject({});

/** Why the shell refused: `role_forbidden` for the wrong window, frame or page, `invalid_input`, or what the handler refused with. */
export interface ShellError {
  readonly code: ErrorCode;
  readonly message: string;
}

/** A call never throws: Electron would flatten the error to a line of text. */
export type ShellResult<Value> = Result<Value, ShellError>;

/**
 * Said by the room. Read against the contract where it came in, which lets fields of a newer room through; a second reading here would
 * refuse them.
 */
export const fromRoom = z.unknown();
