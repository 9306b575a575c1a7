import type { App } from 'electron';

/** A room that does not close in this time is left: everything acknowledged is on disk anyway (operations: drains within 5 s). */
const STOP_LIMIT_MS = 4_500;

export interface LifecycleParts {
  readonly app: Pick<App, 'on' | 'quit' | 'exit'>;
  readonly platform: NodeJS.Platform;
  /** A second start, or a click on the dock: show what is open, or open it again. */
  readonly show: () => void;
  /** Closes what was opened; called once. */
  readonly stop: () => Promise<void>;
  readonly report: (what: string, error?: unknown) => void;
  readonly stopLimitMs?: number;
}

/** Quits only after everything is closed, once, within a bound; and lets a second start find the first. */
export function followLifecycle({ app, platform, show, stop, report, stopLimitMs = STOP_LIMIT_MS }: LifecycleParts): void {
  let state: 'running' | 'stopping' | 'stopped' = 'running';

  const stopAndQuit = async (): Promise<void> => {
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

  // What a second start brings along is another program's word: it only shows our window.
  app.on('second-instance', show);
  app.on('activate', show);
  app.on('window-all-closed', () => {
    if (platform !== 'darwin') app.quit();
  });
  app.on('before-quit', (event) => {
    if (state === 'stopped') return;
    event.preventDefault();
    if (state === 'running') {
      state = 'stopping';
      void stopAndQuit();
    }
  });
}
