import type { BrowserWindow, WebContents } from 'electron';
import type { ShellWords } from './shell-words.ts';

/** A page that crashes again within this time is not simply loaded a third time. */
const AGAIN_MS = 5 * 60_000;
/** Chromium says `unresponsive` after some seconds; so much longer a page may take to come to itself. */
const PATIENCE_MS = 15_000;

export interface CrashParts {
  readonly words: () => ShellWords;
  readonly report: (what: string, error?: unknown) => void;
  readonly now?: () => number;
}

type WatchedWindow = Pick<BrowserWindow, 'on' | 'once' | 'isDestroyed' | 'loadURL'> & {
  readonly webContents: Pick<WebContents, 'on' | 'getURL' | 'reload' | 'forcefullyCrashRenderer' | 'isDevToolsOpened'>;
};

/**
 * Survives the death of a window's page: said, loaded again once, and then, if it dies again, replaced by a plain page that offers to
 * load it. The room is in this process and does not notice.
 */
export function watchCrashes(window: WatchedWindow, kind: string, { words, report, now = Date.now }: CrashParts): void {
  let lastAt = Number.NEGATIVE_INFINITY;
  let patience: NodeJS.Timeout | undefined;
  const { webContents } = window;

  const comeBack = (): void => {
    if (window.isDestroyed()) return;
    const address = webContents.getURL();
    const isAgain = now() - lastAt < AGAIN_MS;
    lastAt = now();
    // A crashed plain page has nothing to come back to but itself.
    if (!isAgain || address.startsWith('data:')) return webContents.reload();
    window
      .loadURL(crashPage(address, words(), kind === 'guest'))
      .catch((error: unknown) => report('the page of a crashed window could not be shown', error));
  };

  webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    clearTimeout(patience);
    if (reason === 'clean-exit') return;
    report(`the page of a ${kind} window is gone: ${reason}, exit code ${exitCode}`);
    // Not from within the event: the dead process is still being put away.
    setImmediate(comeBack);
  });
  window.on('unresponsive', () => {
    report(`a ${kind} window does not answer`);
    clearTimeout(patience);
    // Somebody who looks into a page with the developer's tools may keep it waiting.
    if (webContents.isDevToolsOpened()) return;
    patience = setTimeout(() => {
      if (!window.isDestroyed()) webContents.forcefullyCrashRenderer();
    }, PATIENCE_MS);
  });
  window.on('responsive', () => {
    clearTimeout(patience);
    report(`a ${kind} window answers again`);
  });
  window.once('closed', () => clearTimeout(patience));
}

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** A page of words and one link, without script: it has to work when nothing else does. */
export function crashPage(address: string, words: ShellWords, isGuest: boolean): string {
  const html = `<!doctype html><html><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="color-scheme" content="light dark"><title>Invigil</title>
<style>
body{margin:0;min-height:100vh;display:grid;place-items:center;font:16px/1.5 system-ui,sans-serif;background:Canvas;color:CanvasText}
main{max-width:26rem;padding:2rem;text-align:center}h1{font-size:1.5rem;margin:0 0 .5rem}p{margin:0 0 1.5rem}
a{display:inline-block;padding:.7rem 1.4rem;border-radius:.5rem;background:#0b6377;color:#fff;font-weight:600;text-decoration:none}
a:focus-visible{outline:3px solid #0b6377;outline-offset:3px}
</style></head><body><main><h1>${escaped(words.crashTitle)}</h1>
<p>${escaped(isGuest ? words.crashTextGuest : words.crashText)}</p>
<a href="${escaped(address)}" autofocus>${escaped(words.crashReload)}</a></main></body></html>`;
  return `data:text/html;charset=utf-8,${encodeURIComponent(html)}`;
}
