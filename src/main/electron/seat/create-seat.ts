import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { release } from 'node:os';
import { join } from 'node:path';
import type { BrowserWindow } from 'electron';
import { systemClock } from '../../../shared/client/index.ts';
import type { ShellNews } from '../../../shared/ipc.ts';
import { readVersion } from '../../app/version.ts';
import { tell } from '../ipc.ts';
import type { CreateSeat } from '../seat-port.ts';
import { bringToFront } from '../window-maker.ts';
import { createRefusalReports } from './external-guard.ts';
import { createExternalView } from './external-view.ts';
import { createSeatDesk } from './seat-desk.ts';
import { openSeatFiles } from './seat-files.ts';
import { openSeatNetwork } from './seat-network.ts';
import { openSeatWindow, showPrefill } from './seat-window.ts';

const SYSTEMS: Partial<Record<NodeJS.Platform, string>> = { win32: 'Windows', darwin: 'macOS', linux: 'Linux' };

/** The candidate's seat in this program: its window, and everything between the window and the room. One at a time. */
export const createSeat: CreateSeat = ({ openWindow, userData, report, createView, choosePdf }) => {
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

  const refused = createRefusalReports({ now: () => Date.now(), report: (event) => desk.report(event) });
  const external = createExternalView({ window: () => window, createView, onRefused: refused, report });
  const toolPage = createExternalView({ window: () => window, createView, onRefused: refused, report });
  const desk = createSeatDesk({
    external,
    toolPage,
    files: openSeatFiles(join(userData, 'seat')),
    // Rooms take a name that begins with "Invigil Desktop/" for a locked-down client. This one locks nothing yet, and says so.
    device: {
      deviceType: 'desktop',
      os: `${SYSTEMS[process.platform] ?? process.platform} ${release()}`.slice(0, 64),
      app: `Invigil ${readVersion()} (desktop, not locked down)`,
    },
    network: openSeatNetwork(),
    saving: { choosePlace: (name) => choosePdf(window, name), write: (path, bytes) => writeFile(path, bytes) },
    newId: randomUUID,
    clock: systemClock,
    tellLine: (line) => tellPage('seat:line', line),
    tellWork: (work) => tellPage('seat:work', work),
    report,
  });

  return {
    handlers: desk.handlers,
    open(prefill) {
      if (window) {
        // Whoever is being examined is not led away by a link.
        if (prefill && !desk.isBusy()) showPrefill(window, prefill, report);
        bringToFront(window);
        return window;
      }
      const opened = openSeatWindow({ openWindow, prefill, onCrash: desk.pageCrashed, report });
      window = opened;
      opened.once('closed', () => {
        external.close();
        toolPage.close();
        window = undefined;
        closing = desk.close('window_closed');
      });
      return opened;
    },
    isBusy: desk.isBusy,
    mayGo: (contentsId, url) => external.mayGo(contentsId, url) || toolPage.mayGo(contentsId, url),
    async stop() {
      await closing;
      await desk.close('program_ended');
    },
  };
};
