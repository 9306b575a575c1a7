import { contextBridge, ipcRenderer } from 'electron';
import type { ConsoleShell, ExamShell, ShellChannelName, ShellInput, ShellReply } from '../shared/ipc.ts';

/** Calls one channel of the typed list; the page never sees the raw door, and no event object comes through it. */
export function call<Name extends ShellChannelName>(channel: Name, input: ShellInput<Name>): Promise<ShellReply<Name>> {
  return ipcRenderer.invoke(channel, input);
}

/** Shows the page exactly these functions and nothing else. */
export function expose(shell: ConsoleShell | ExamShell): void {
  // Named here and not imported: a sandboxed preload stays free of everything but types.
  contextBridge.exposeInMainWorld('invigilShell', Object.freeze(shell));
}
