import type { WebPreferences } from 'electron';

/** What differs from window to window. */
export interface OwnPreferences {
  /** Absolute path of the built preload; a window on another room has none. */
  readonly preload?: string | undefined;
  /** A session of its own, apart from that of our pages. */
  readonly partition?: string | undefined;
}

/**
 * How every page of ours runs (security E1): in the sandbox, away from the preload, without Node, without plugins or webviews.
 * Developer tools only while developing. Stated in full, so that a change of Electron's defaults changes nothing here.
 */
export const webPreferences = ({ preload, partition }: OwnPreferences, isPackaged: boolean): WebPreferences => ({
  ...(preload === undefined ? {} : { preload }),
  ...(partition === undefined ? {} : { partition }),
  sandbox: true,
  contextIsolation: true,
  webSecurity: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webviewTag: false,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  plugins: false,
  navigateOnDragDrop: false,
  enableDeprecatedPaste: false,
  devTools: !isPackaged,
  spellcheck: false,
  // An alert must be heard and shown though the window is behind others or was not touched yet.
  autoplayPolicy: 'no-user-gesture-required',
  backgroundThrottling: false,
});
