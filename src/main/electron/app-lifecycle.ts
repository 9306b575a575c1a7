import type { App } from 'electron';

/** A room that does not close in this time is left: everything acknowledged is on disk anyway (operations: drains within 5 s). */
const STOP_LIMIT_MS = 4_500;

export interface LifecycleParts {
  readonly app: Pick<App, 'on' | 'quit' | 'exit'>;
  readonly platform: NodeJS.Platform;
  /** A click on the dock: show what is open, or open it again. */
  readonly show: () => void;
  /** May it end now? Asks the person where somebody would notice. */
  readonly mayQuit: () => Promise<boolean>;
  /** Closes what was opened; called once. */
  readonly stop: () => Promise<void>;
  readonly report: (what: string, error?: unknown) => void;
  readonly stopLimitMs?: number;
}

export interface Lifecycle {
  /** Ends without asking anybody: a signal, the system being switched off. */
  readonly end: () => void;
  /** Has the end begun, so that windows may close? */
  readonly isEnding: () => boolean;
}

/** Quits only after everything is closed, once, within a bound; a person is asked before where it matters. */
export function followLifecycle(parts: LifecycleParts): Lifecycle {
  const { app, platform, show, mayQuit, stop, report, stopLimitMs = STOP_LIMIT_MS } = parts;
  let state: 'running' | 'asking' | 'stopping' | 'stopped' = 'running';

  const stopAndQuit = async (): Promise<void> => {
    if (state === 'stopping' || state === 'stopped') return;
    state = 'stopping';
    const limit = setTimeout(() => {
      report('the room did not close in time');
      app.exit(1);
    }, stopLimitMs);
    try {
      await stop();
      state = 'stopped';
      app.quit();
    } catch (error) {
      report('the room did not close properly', error);
      app.exit(1);
    } finally {
      clearTimeout(limit);
    }
  };
  const ask = async (): Promise<void> => {
    state = 'asking';
    const mayEnd = await mayQuit();
    // A signal may have come meanwhile.
    if (state !== 'asking') return;
    state = 'running';
    if (mayEnd) await stopAndQuit();
  };

  app.on('activate', show);
  app.on('window-all-closed', () => {
    if (platform !== 'darwin') app.quit();
  });
  app.on('before-quit', (event) => {
    if (state === 'stopped') return;
    event.preventDefault();
    if (state === 'running') void ask();
  });
  return {
    end: () => void stopAndQuit(),
    isEnding: () => state === 'stopping' || state === 'stopped',
  };
}
