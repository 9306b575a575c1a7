import type { WebPreferences } from 'electron';

/**
 * How every page of ours runs (security E1): in the sandbox, away from the preload, without Node, without plugins or webviews.
 * Developer tools only while developing. Stated in full, so that a change of Electron's defaults changes nothing here.
 */
export const webPreferences = (preload: string, isPackaged: boolean): WebPreferences => ({
  preload,
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
