import type { IpcMain, IpcMainInvokeEvent, WebContents } from 'electron';
import { invariant } from '../../shared/assert.ts';
import {
  SHELL_CHANNELS,
  SHELL_SIGNALS,
  type ShellChannelName,
  type ShellError,
  type ShellNews,
  type ShellOutput,
  type ShellRequest,
  type ShellSignalName,
  type WindowKind,
} from '../../shared/ipc.ts';
import { RoomError } from '../../shared/protocol/errors.ts';
import { failure, type Result, success } from '../../shared/result.ts';
import { isFrom } from './security.ts';

/**
 * What each channel answers; the schemas of the channel are checked around it. `contentsId` is the window that asks. A RoomError
 * thrown is an expected refusal and reaches the page with its code and words; anything else is `internal` there.
 */
export type ShellHandlers = {
  readonly [Name in ShellChannelName]: (
    input: ShellRequest<Name>,
    contentsId: number,
  ) => ShellOutput<Name> | Promise<ShellOutput<Name>>;
};

/** A window of ours: its kind, and where its pages come from. */
export interface KnownWindow {
  readonly kind: WindowKind;
  readonly origin: string;
}

export interface IpcParts {
  /** The window these contents belong to; nothing for contents that are not ours. */
  readonly windowOf: (contentsId: number) => KnownWindow | undefined;
  /** Told of every refusal and failure: none is silent. */
  readonly report: (what: string, error?: unknown) => void;
}

/** What is looked at of a call: Electron's own event has more. */
export type Caller = Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>;

/** Who speaks (security E7): the top frame of a page of ours, in a window of a kind that may. A frame that navigated away is null. */
function refusal(channel: ShellChannelName, { sender, senderFrame }: Caller, { windowOf }: IpcParts): string | undefined {
  if (!senderFrame) return 'a frame that is gone';
  if (senderFrame.parent) return 'a frame inside a page';
  const window = windowOf(sender.id);
  if (!window) return 'a window that is not ours';
  if (!isFrom(window.origin, senderFrame.url)) return 'a page that is not ours';
  const allowed: readonly WindowKind[] = SHELL_CHANNELS[channel].windows;
  return allowed.includes(window.kind) ? undefined : `a window of kind ${window.kind}`;
}

/** Answers one call: who speaks, what they said, then the handler, and its own answer is checked too. Never throws. */
export async function answer<Name extends ShellChannelName>(
  channel: Name,
  caller: Caller,
  input: unknown,
  handler: ShellHandlers[Name],
  parts: IpcParts,
): Promise<Result<unknown, ShellError>> {
  const stranger = refusal(channel, caller, parts);
  if (stranger) {
    parts.report(`${channel} was refused to ${stranger}`);
    return failure({ code: 'role_forbidden', message: 'This window may not ask that.' });
  }
  const { input: inputSchema, output: outputSchema } = SHELL_CHANNELS[channel];
  const parsed = inputSchema.safeParse(input);
  if (!parsed.success) {
    parts.report(`${channel} was called with an input that is not its own`);
    return failure({ code: 'invalid_input', message: 'The question is not understood.' });
  }
  try {
    const value = await handler(parsed.data as ShellRequest<Name>, caller.sender.id);
    return success(outputSchema.parse(value));
  } catch (error) {
    if (error instanceof RoomError) return failure({ code: error.code, message: error.message });
    parts.report(`${channel} failed`, error);
    return failure({ code: 'internal', message: 'The application could not answer.' });
  }
}

/** Opens the channels that have a handler here: the only place that touches `ipcMain`. Returns what closes them again. */
export function openChannels(
  ipcMain: Pick<IpcMain, 'handle' | 'removeHandler'>,
  handlers: Partial<ShellHandlers>,
  parts: IpcParts,
): () => void {
  const channels = (Object.keys(SHELL_CHANNELS) as ShellChannelName[]).filter((channel) => handlers[channel]);
  const open = <Name extends ShellChannelName>(channel: Name, handler: ShellHandlers[Name]): void =>
    ipcMain.handle(channel, (event, input: unknown) => answer(channel, event, input, handler, parts));
  for (const channel of channels) open(channel, handlers[channel] as ShellHandlers[typeof channel]);
  return () => {
    for (const channel of channels) ipcMain.removeHandler(channel);
  };
}

/** Tells one window of ours something; a window of a kind that is not to be told is a bug here. */
export function tell<Name extends ShellSignalName>(
  window: { readonly kind: WindowKind; readonly contents: Pick<WebContents, 'send'> },
  signal: Name,
  news: ShellNews<Name>,
): void {
  const { payload, windows } = SHELL_SIGNALS[signal];
  invariant((windows as readonly WindowKind[]).includes(window.kind), `${signal} is not for a window of kind ${window.kind}`);
  window.contents.send(signal, payload.parse(news));
}
