import { contextBridge, ipcRenderer } from 'electron';
import type { AnyShell, ShellChannelName, ShellInput, ShellNews, ShellReply, ShellSignalName } from '../shared/ipc.ts';

/** Calls one channel of the typed list; the page never sees the raw door, and no event object comes through it. */
export async function call<Name extends ShellChannelName>(channel: Name, input: ShellInput<Name>): Promise<ShellReply<Name>> {
  try {
    return await ipcRenderer.invoke(channel, input);
  } catch {
    // Nobody answers this channel now: the program is ending, or is not that face.
    return { ok: false, error: { code: 'internal', message: 'The application could not answer.' } };
  }
}

/** Hears one signal of the typed list, without the event object around it. The answer ends it. */
export function hear<Name extends ShellSignalName>(signal: Name, listener: (news: ShellNews<Name>) => void): () => void {
  const pass = (_event: unknown, news: ShellNews<Name>): void => listener(news);
  ipcRenderer.on(signal, pass);
  return () => void ipcRenderer.removeListener(signal, pass);
}

/** What every window of ours has. */
export const anyShell: AnyShell = {
  about: () => call('shell:about', {}),
  language: () => call('shell:language', {}),
  chooseLanguage: (choice) => call('shell:choose-language', choice),
};

/** Shows the page exactly these functions and nothing else. */
export function expose<Shell extends AnyShell>(shell: Shell): void {
  // Named here and not imported: a sandboxed preload stays free of everything but types.
  contextBridge.exposeInMainWorld('invigilShell', Object.freeze(shell));
}
