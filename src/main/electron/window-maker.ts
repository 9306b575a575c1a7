import { join } from 'node:path';
import type { BrowserWindow, BrowserWindowConstructorOptions } from 'electron';
import type { WindowKind } from '../../shared/ipc.ts';
import { type CrashParts, watchCrashes } from './crash-watch.ts';
import { webPreferences } from './web-preferences.ts';
import type { WindowBook } from './window-book.ts';
import type { WindowPlaces } from './window-places.ts';

/** A window that is wanted. */
export interface WantedWindow {
  readonly kind: WindowKind;
  /** Where its pages come from, as `isFrom` compares it: it can go nowhere else, and only these pages may ask us anything. */
  readonly origin: string;
  readonly width: number;
  readonly height: number;
  /** A session apart from that of our own pages. */
  readonly partition?: string;
  /** The caller shows it, once it knows that there is something worth showing. */
  readonly isShownByCaller?: boolean;
}

/** Makes a window of ours and shows it once it has something to show. The caller loads its page. */
export type OpenWindow = (wanted: WantedWindow) => BrowserWindow;

export interface WindowMakerParts extends CrashParts {
  /** Electron's class in the program, a fake in tests. */
  readonly create: (options: BrowserWindowConstructorOptions) => BrowserWindow;
  readonly book: WindowBook;
  readonly places: () => WindowPlaces;
  /** The folder of the built preloads: one a kind, by its name. */
  readonly preloads: string;
  /** Absolute path of the icon. */
  readonly icon: string;
  readonly isPackaged: boolean;
}

/** The one place where windows are made, so that each is guarded, placed and survives a crash alike (security E1). */
export function createWindowMaker({ create, book, places, preloads, icon, isPackaged, ...crash }: WindowMakerParts): OpenWindow {
  return ({ kind, origin, partition, isShownByCaller = false, width, height }) => {
    const { isMaximized, ...bounds } = places().choose(kind, { width, height });
    const preload = kind === 'guest' ? undefined : join(preloads, `${kind}.cjs`);
    const window = create({
      title: 'Invigil',
      ...bounds,
      minWidth: 380,
      minHeight: 560,
      show: false,
      autoHideMenuBar: true,
      icon,
      webPreferences: webPreferences({ preload, partition }, isPackaged),
    });
    book.enter(window, kind, origin);
    places().follow(kind, window);
    watchCrashes(window, kind, crash);
    if (isMaximized) window.once('show', () => window.maximize());
    if (!isShownByCaller) window.once('ready-to-show', () => window.show());
    return window;
  };
}

/** Brings a window before all others, whatever state it was left in. */
export function bringToFront(window: Pick<BrowserWindow, 'isMinimized' | 'restore' | 'show' | 'focus'>): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
