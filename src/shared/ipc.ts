import type { z } from 'zod';
import type { ShellResult } from './ipc/channel.ts';
import { SEAT_CHANNELS, SEAT_SIGNALS } from './ipc/seat-channels.ts';
import { ABOUT_CHANNELS, HOST_CHANNELS, HOST_SIGNALS } from './ipc/shell-channels.ts';
import { START_CHANNELS } from './ipc/start-channels.ts';

export type { ShellError, ShellResult, WindowKind } from './ipc/channel.ts';
export { SEAT_CHANNELS, SEAT_SIGNALS } from './ipc/seat-channels.ts';
export * from './ipc/seat-facts.ts';
export { ShellLanguage } from './ipc/shell-channels.ts';
export type { ConsoleRefusal, HostRefusal, StartChoice } from './ipc/start-channels.ts';

/**
 * What a page may ask of the shell around it: channel -> input, output, windows. Only what the shell owns; everything about
 * exams goes to the room over the wire, as from any browser. A channel that is not listed here does not exist.
 */
export const SHELL_CHANNELS = { ...ABOUT_CHANNELS, ...HOST_CHANNELS, ...START_CHANNELS, ...SEAT_CHANNELS };

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

/** A function of the bridge: one channel. */
type Ask<Name extends ShellChannelName> = (input: ShellInput<Name>) => Promise<ShellReply<Name>>;
/** The same for a channel that is asked nothing. */
type JustAsk<Name extends ShellChannelName> = () => Promise<ShellReply<Name>>;

/** What the bridge of every window of ours has. */
export interface AnyShell {
  readonly about: JustAsk<'shell:about'>;
  readonly language: JustAsk<'shell:language'>;
  readonly chooseLanguage: Ask<'shell:choose-language'>;
}

/** `window.invigilShell` in the console's window; absent in a browser, and in the window on another room. */
export interface ConsoleShell extends AnyShell {
  readonly setupCode: JustAsk<'shell:setup-code'>;
  readonly alertRaised: Ask<'shell:alert-raised'>;
  readonly tryNotification: Ask<'shell:try-notification'>;
  /** Tells which alert to show when its native notification was clicked. The answer ends it. */
  readonly onShowAlert: (listener: (news: ShellNews<'shell:show-alert'>) => void) => () => void;
}

/** `window.invigilShell` on the first screen. */
export interface StartShell extends AnyShell {
  readonly opening: JustAsk<'shell:opening'>;
  readonly host: Ask<'shell:host'>;
  readonly chooseFolder: JustAsk<'shell:choose-folder'>;
  readonly openConsole: Ask<'shell:open-console'>;
  readonly join: JustAsk<'shell:join'>;
}

/** `window.invigilShell` in the candidate's window; absent in a browser. It has no network: this is its only way to the room. */
export interface ExamShell extends AnyShell {
  readonly place: JustAsk<'seat:place'>;
  readonly lookUp: Ask<'seat:look-up'>;
  readonly join: Ask<'seat:join'>;
  readonly lookBack: Ask<'seat:look-back'>;
  readonly askBack: Ask<'seat:ask-back'>;
  readonly open: Ask<'seat:open'>;
  readonly loadAttempt: JustAsk<'seat:load-attempt'>;
  readonly saveAnswer: Ask<'seat:save-answer'>;
  readonly report: Ask<'seat:report'>;
  readonly ready: Ask<'seat:ready'>;
  readonly submit: JustAsk<'seat:submit'>;
  readonly call: Ask<'seat:call'>;
  readonly medium: Ask<'seat:medium'>;
  readonly saveCertificate: JustAsk<'seat:save-certificate'>;
  readonly say: Ask<'seat:say'>;
  readonly external: Ask<'seat:external'>;
  readonly tool: Ask<'seat:tool'>;
  readonly toolFile: Ask<'seat:tool-file'>;
  readonly toolPage: Ask<'seat:tool-page'>;
  readonly ping: JustAsk<'seat:ping'>;
  readonly retry: JustAsk<'seat:retry'>;
  readonly forget: Ask<'seat:forget'>;
  /** The answer ends it. */
  readonly onLine: (listener: (line: ShellNews<'seat:line'>) => void) => () => void;
  readonly onWork: (listener: (work: ShellNews<'seat:work'>) => void) => () => void;
}
