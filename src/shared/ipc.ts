import { z } from 'zod';
import type { ErrorCode } from './protocol/errors.ts';
import type { Result } from './result.ts';

/** Which of our windows asks: each kind has a preload, and a level of trust, of its own. */
export type WindowKind = 'console' | 'exam';

interface ShellChannel {
  readonly input: z.ZodType;
  readonly output: z.ZodType;
  /** The kinds of window that may call it. */
  readonly windows: readonly WindowKind[];
}

const nothing = z.strictObject({});

/**
 * What a page may ask of the shell around it: channel -> input, output, windows. Only what the shell owns; everything about
 * exams goes to the room over the wire, as from any browser. A channel that is not listed here does not exist.
 */
export const SHELL_CHANNELS = {
  /** The one-time code of the room in this very process, so that the first-run screen fills it in; absent once it is used up. */
  'shell:setup-code': { input: nothing, output: z.strictObject({ setupCode: z.string().optional() }), windows: ['console'] },
  'shell:about': {
    input: nothing,
    output: z.strictObject({ version: z.string(), electron: z.string(), chrome: z.string(), platform: z.string() }),
    windows: ['console', 'exam'],
  },
} as const satisfies Record<string, ShellChannel>;

export type ShellChannelName = keyof typeof SHELL_CHANNELS;
export type ShellInput<Name extends ShellChannelName> = z.input<(typeof SHELL_CHANNELS)[Name]['input']>;
export type ShellOutput<Name extends ShellChannelName> = z.output<(typeof SHELL_CHANNELS)[Name]['output']>;

/** Why the shell refused: `role_forbidden` for the wrong window, frame or page, `invalid_input`, or `internal`. */
export interface ShellError {
  readonly code: Extract<ErrorCode, 'role_forbidden' | 'invalid_input' | 'internal'>;
  readonly message: string;
}

/** A call never throws: Electron would flatten the error to a line of text. */
export type ShellReply<Name extends ShellChannelName> = Result<ShellOutput<Name>, ShellError>;

/** `window.invigilShell` in the console's window; absent in a browser. */
export interface ConsoleShell {
  readonly setupCode: () => Promise<ShellReply<'shell:setup-code'>>;
  readonly about: () => Promise<ShellReply<'shell:about'>>;
}

/** `window.invigilShell` in the candidate's window; absent in a browser. */
export type ExamShell = Pick<ConsoleShell, 'about'>;
