import type { BrowserWindow } from 'electron';
import type { KnownWindow } from './ipc.ts';

/** One open window and what it is to us. */
export interface OpenWindow extends KnownWindow {
  readonly window: BrowserWindow;
}

/** Which windows of ours are open: who may ask what, and where each may go, is looked up here. */
export interface WindowBook {
  /** Enters a window from its making until it is closed. */
  enter(window: BrowserWindow, kind: OpenWindow['kind'], origin: string): void;
  of(contentsId: number): OpenWindow | undefined;
  ofKind(kind: OpenWindow['kind']): readonly OpenWindow[];
}

export function createWindowBook(): WindowBook {
  const windows = new Map<number, OpenWindow>();
  return {
    enter: (window, kind, origin) => {
      // Read now: a closed window has no contents to ask.
      const { id } = window.webContents;
      windows.set(id, { window, kind, origin });
      window.once('closed', () => windows.delete(id));
    },
    of: (contentsId) => windows.get(contentsId),
    ofKind: (kind) => [...windows.values()].filter((known) => known.kind === kind),
  };
}
