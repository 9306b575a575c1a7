import type { IpcMain, IpcMainInvokeEvent } from 'electron';
import { SHELL_CHANNELS, type ShellChannelName, type ShellError, type ShellOutput, type WindowKind } from '../../shared/ipc.ts';
import { failure, type Result, success } from '../../shared/result.ts';
import { isFrom } from './security.ts';

/** What each channel answers; the schemas of the channel are checked around it. */
export type ShellHandlers = {
  readonly [Name in ShellChannelName]: () => ShellOutput<Name>;
};

export interface IpcParts {
  readonly handlers: ShellHandlers;
  /** The kind of window these contents belong to; nothing for contents that are not ours. */
  readonly windowOf: (contentsId: number) => WindowKind | undefined;
  /** Where our pages come from, once the room is open. */
  readonly ownOrigin: () => string | undefined;
  /** Told of every refusal and failure: none is silent. */
  readonly report: (what: string, error?: unknown) => void;
}

/** What is looked at of a call: Electron's own event has more. */
export type Caller = Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>;

/** Who speaks (security E7): the top frame of a page of ours, in a window of a kind that may. A frame that navigated away is null. */
function refusal(
  channel: ShellChannelName,
  { sender, senderFrame }: Caller,
  { windowOf, ownOrigin }: IpcParts,
): string | undefined {
  const origin = ownOrigin();
  if (!senderFrame) return 'a frame that is gone';
  if (senderFrame.parent) return 'a frame inside a page';
  if (origin === undefined || !isFrom(origin, senderFrame.url)) return 'a page that is not ours';
  const kind = windowOf(sender.id);
  const allowed: readonly WindowKind[] = SHELL_CHANNELS[channel].windows;
  return kind && allowed.includes(kind) ? undefined : `a window of kind ${kind ?? 'unknown'}`;
}

/** Answers one call: who speaks, what they said, then the handler, and its own answer is checked too. Never throws. */
export function answer(channel: ShellChannelName, caller: Caller, input: unknown, parts: IpcParts): Result<unknown, ShellError> {
  const stranger = refusal(channel, caller, parts);
  if (stranger) {
    parts.report(`${channel} was refused to ${stranger}`);
    return failure({ code: 'role_forbidden', message: 'This window may not ask that.' });
  }
  if (!SHELL_CHANNELS[channel].input.safeParse(input).success) {
    parts.report(`${channel} was called with an input that is not its own`);
    return failure({ code: 'invalid_input', message: 'The question is not understood.' });
  }
  try {
    return success(SHELL_CHANNELS[channel].output.parse(parts.handlers[channel]()));
  } catch (error) {
    parts.report(`${channel} failed`, error);
    return failure({ code: 'internal', message: 'The application could not answer.' });
  }
}

/** Opens every channel of the list: the only place that touches `ipcMain`. Returns what closes them again. */
export function openChannels(ipcMain: Pick<IpcMain, 'handle' | 'removeHandler'>, parts: IpcParts): () => void {
  const channels = Object.keys(SHELL_CHANNELS) as ShellChannelName[];
  for (const channel of channels) ipcMain.handle(channel, (event, input: unknown) => answer(channel, event, input, parts));
  return () => {
    for (const channel of channels) ipcMain.removeHandler(channel);
  };
}
