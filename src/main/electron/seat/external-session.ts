import type { Session } from 'electron';
import type { Refused } from './external-guard.ts';

export type ClosedSession = Pick<Session, 'on' | 'setPermissionRequestHandler' | 'webRequest'>;

/**
 * What a page of another server may do beside running and sending forms. Without `allow-modals` it cannot print, which would bring up the
 * system's own dialog with a way to the computer's files, and no box of its own stays open over a covered paper; a `confirm()` answers no.
 * Windows, downloads and leading the whole page elsewhere are allowed here so that they reach the guards, which refuse and tell.
 */
const SANDBOX = 'sandbox allow-scripts allow-same-origin allow-forms allow-popups allow-downloads allow-top-navigation';

/** The headers of a page as its server sent them, with the sandbox beside whatever policy it has of its own. */
export function inSandbox(headers: Readonly<Record<string, string[]>>): Record<string, string[]> {
  const all = Object.entries(headers);
  const policies = all.filter(([name]) => name.toLowerCase() === 'content-security-policy');
  const others = all.filter((header) => !policies.includes(header));
  return {
    ...Object.fromEntries(others),
    'Content-Security-Policy': [...policies.flatMap(([, values]) => values), SANDBOX],
  };
}

/**
 * Closes off the session of a page of another server (EX8): it may ask for nothing of the computer, download nothing, and runs in a
 * sandbox whatever it sends. What it asked for and did not get is told.
 */
export function closeOff(session: ClosedSession, onRefused: (refused: Refused) => void): void {
  session.setPermissionRequestHandler((_contents, permission, answer, { requestingUrl }) => {
    answer(false);
    onRefused({ how: 'permission', url: requestingUrl, what: permission });
  });
  session.on('will-download', (event, item) => {
    event.preventDefault();
    onRefused({ how: 'download', url: item.getURL() });
  });
  const pages = { urls: ['<all_urls>'], types: ['mainFrame' as const, 'subFrame' as const] };
  session.webRequest.onHeadersReceived(pages, ({ responseHeaders = {} }, answer) => {
    answer({ responseHeaders: inSandbox(responseHeaders) });
  });
}
