import { randomUUID } from 'node:crypto';
import { release } from 'node:os';
import type { BrowserWindow } from 'electron';
import { systemClock } from '../../../shared/client/index.ts';
import type { ShellNews } from '../../../shared/ipc.ts';
import { bringToFront } from '../console-window.ts';
import { tell } from '../ipc.ts';
import { createSeatDesk, type Prefill, type SeatDesk } from './seat-desk.ts';
import { seatFetch } from './seat-fetch.ts';
import { openSeatFiles } from './seat-files.ts';
import { openSeatWindow, type SeatWindowParts } from './seat-window.ts';

export interface SeatParts extends Pick<SeatWindowParts, 'create' | 'preload' | 'icon' | 'isPackaged' | 'report'> {
  /** Where this installation keeps what belongs to its seat. */
  readonly folder: string;
  /** The program's own version. */
  readonly version: string;
  readonly platform: NodeJS.Platform;
}

/** The candidate's seat in this program: its window, and everything between the window and the room. One at a time. */
export interface Seat {
  readonly handlers: SeatDesk['handlers'];
  /** Opens the candidate's window, or shows it; `prefill` is filled in where a window is opened, and nothing is done with it. */
  open(prefill?: Prefill): BrowserWindow;
  /** Is somebody being examined here, or is work waiting to reach the room? */
  isBusy(): boolean;
  /** Closes the seat in order; what is unsent stays on the disk. */
  stop(): Promise<void>;
}

const SYSTEMS: Partial<Record<NodeJS.Platform, string>> = { win32: 'Windows', darwin: 'macOS', linux: 'Linux' };

export function createSeat({ folder, version, platform, create, preload, icon, isPackaged, report }: SeatParts): Seat {
  let window: BrowserWindow | undefined;
  let closing: Promise<void> = Promise.resolve();

  function tellPage<Name extends 'seat:line' | 'seat:work'>(signal: Name, news: ShellNews<Name>): void {
    if (!window || window.isDestroyed() || window.webContents.isCrashed()) return;
    try {
      tell({ kind: 'exam', contents: window.webContents }, signal, news);
    } catch (error) {
      report(`the page could not be told (${signal})`, error);
    }
  }

  const desk = createSeatDesk({
    files: openSeatFiles(folder),
    // Rooms take a name that begins with "Invigil Desktop/" for a locked-down client. This one locks nothing yet, and says so.
    device: {
      deviceType: 'desktop',
      os: `${SYSTEMS[platform] ?? platform} ${release()}`.slice(0, 64),
      app: `Invigil ${version} (desktop, not locked down)`,
    },
    fetch: seatFetch,
    newId: randomUUID,
    clock: systemClock,
    tellLine: (line) => tellPage('seat:line', line),
    tellWork: (work) => tellPage('seat:work', work),
    report,
  });

  return {
    handlers: desk.handlers,
    open(prefill = {}) {
      if (window) {
        bringToFront(window);
        return window;
      }
      desk.prefill(prefill);
      const opened = openSeatWindow({
        create,
        preload,
        icon,
        isPackaged,
        clock: systemClock,
        onCrash: desk.pageCrashed,
        report,
      });
      window = opened;
      opened.once('closed', () => {
        window = undefined;
        closing = desk.close('window_closed').catch((error: unknown) => report('the seat did not close in order', error));
      });
      return opened;
    },
    isBusy: desk.isBusy,
    async stop() {
      await closing;
      await desk.close('program_ended');
    },
  };
}
