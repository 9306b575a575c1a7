import type { z } from 'zod';
import type { ShellResult } from './ipc/channel.ts';
import { SEAT_CHANNELS, SEAT_SIGNALS } from './ipc/seat-channels.ts';
import { ABOUT_CHANNELS, HOST_CHANNELS, HOST_SIGNALS } from './ipc/shell-channels.ts';

export type { ShellError, ShellResult, WindowKind } from './ipc/channel.ts';
export * from './ipc/seat-channels.ts';

/**
 * What a page may ask of the shell around it: channel -> input, output, windows. Only what the shell owns; everything about
 * exams goes to the room over the wire, as from any browser. A channel that is not listed here does not exist.
 */
export const SHELL_CHANNELS = { ...ABOUT_CHANNELS, ...HOST_CHANNELS, ...SEAT_CHANNELS };

/** What the shell tells pages unasked: signal -> payload, windows. */
export const SHELL_SIGNALS = { ...HOST_SIGNALS, ...SEAT_SIGNALS };

export type ShellChannelName = keyof typeof SHELL_CHANNELS;
export type ShellInput<Name extends ShellChannelName> = z.input<(typeof SHELL_CHANNELS)[Name]['input']>;
/** The input as its handler gets it: parsed. */
export type ShellRequest<Name extends ShellChannelName> = z.output<(typeof SHELL_CHANNELS)[Name]['input']>;
export type ShellOutput<Name extends ShellChannelName> = z.output<(typeof SHELL_CHANNELS)[Name]['output']>;
export type ShellReply<Name extends ShellChannelName> = ShellResult<ShellOutput<Name>>;
export type ShellSignalName = keyof typeof SHELL_SIGNALS;
export type ShellNews<Name extends ShellSignalName> = z.output<(typeof SHELL_SIGNALS)[Name]['payload']>;

/** `window.invigilShell` in the console's window; absent in a browser. */
export interface ConsoleShell {
  readonly setupCode: () => Promise<ShellReply<'shell:setup-code'>>;
  readonly about: () => Promise<ShellReply<'shell:about'>>;
  /** Tells which alert to show when its native notification was clicked. The answer ends it. */
  readonly onShowAlert: (listener: (news: ShellNews<'shell:show-alert'>) => void) => () => void;
}

/** Asks a channel of the seat; the answers are as the channel says. */
type SeatQuestion<Name extends ShellChannelName> = (input: ShellInput<Name>) => Promise<ShellReply<Name>>;

/** `window.invigilShell` in the candidate's window; absent in a browser. It has no network: this is its only way to the room. */
export interface ExamShell {
  readonly about: () => Promise<ShellReply<'shell:about'>>;
  readonly place: () => Promise<ShellReply<'seat:place'>>;
  readonly lookUp: SeatQuestion<'seat:look-up'>;
  readonly join: SeatQuestion<'seat:join'>;
  readonly open: SeatQuestion<'seat:open'>;
  readonly loadAttempt: () => Promise<ShellReply<'seat:load-attempt'>>;
  readonly saveAnswer: SeatQuestion<'seat:save-answer'>;
  readonly report: SeatQuestion<'seat:report'>;
  readonly ready: SeatQuestion<'seat:ready'>;
  readonly submit: () => Promise<ShellReply<'seat:submit'>>;
  readonly call: SeatQuestion<'seat:call'>;
  readonly ping: () => Promise<ShellReply<'seat:ping'>>;
  readonly retry: () => Promise<ShellReply<'seat:retry'>>;
  readonly forget: SeatQuestion<'seat:forget'>;
  /** The answer ends it. */
  readonly onLine: (listener: (line: ShellNews<'seat:line'>) => void) => () => void;
  readonly onWork: (listener: (work: ShellNews<'seat:work'>) => void) => () => void;
}
