import type { BrowserWindow, WebContentsView } from 'electron';
import type { ShellHandlers } from './ipc.ts';
import type { WindowBook } from './window-book.ts';
import type { OpenWindow } from './window-maker.ts';

/** What a join link or a flag fills in; both as a person would type them. */
export interface Prefill {
  readonly code?: string;
  /** HOST:PORT. */
  readonly address?: string;
}

/** What a candidate's seat gets from the shell around it. */
export interface SeatParts {
  readonly openWindow: OpenWindow;
  readonly book: WindowBook;
  /** The shell's own folder. */
  readonly userData: string;
  readonly report: (what: string, error?: unknown) => void;
  /** Asks in the system's own dialog where a PDF is to go; nothing when they cancelled. */
  readonly choosePdf: (window: BrowserWindow | undefined, name: string) => Promise<string | undefined>;
  /** Makes the place for an external paper: a view without preload, in a session that keeps nothing. */
  readonly createView: () => WebContentsView;
}

/** The candidate's face of the program. */
export interface Seat {
  readonly handlers: Partial<ShellHandlers>;
  /** Opens the join screen, or shows what is open, and fills in what is known; it never acts on it. */
  open(prefill?: Prefill): BrowserWindow;
  /** Is somebody in an exam here? */
  isBusy(): boolean;
  /** May these contents go there? Asked for pages that are no window of ours. */
  mayGo(contentsId: number, url: string): boolean;
  stop(): Promise<void>;
}

export type CreateSeat = (parts: SeatParts) => Seat;
