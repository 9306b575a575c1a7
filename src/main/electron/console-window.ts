import type { BrowserWindow, BrowserWindowConstructorOptions } from 'electron';
import { webPreferences } from './web-preferences.ts';

export interface WindowParts {
  /** Makes the window: Electron's class in the program, a fake in tests. */
  readonly create: (options: BrowserWindowConstructorOptions) => BrowserWindow;
  /** Absolute path of the console's built preload. */
  readonly preload: string;
  /** Absolute path of the icon. */
  readonly icon: string;
  readonly isPackaged: boolean;
  readonly report: (what: string, error?: unknown) => void;
}

/**
 * Opens the proctor console of the room at `url`; shown once it has something to show, so that nobody looks at a white sheet.
 * Returns while the page still loads: its first questions to the shell come before that ends.
 */
export function openConsoleWindow(url: string, { create, preload, icon, isPackaged, report }: WindowParts): BrowserWindow {
  const window = create({
    title: 'Invigil',
    width: 1440,
    height: 900,
    minWidth: 380,
    minHeight: 560,
    show: false,
    autoHideMenuBar: true,
    icon,
    webPreferences: webPreferences(preload, isPackaged),
  });
  window.once('ready-to-show', () => window.show());
  window.loadURL(`${url}/console/`).catch((error: unknown) => {
    // Closed while it loaded: nothing to say.
    if (!window.isDestroyed()) report('the console could not be loaded', error);
  });
  return window;
}

/** Brings a window before all others, whatever state it was left in. */
export function bringToFront(window: Pick<BrowserWindow, 'isMinimized' | 'restore' | 'show' | 'focus'>): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
