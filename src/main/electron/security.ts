import type { App, Session, WebContents } from 'electron';

/**
 * Is this address a page of the origin? Compared by scheme and host: a host name that only begins alike is another host. `URL.origin`
 * would not do, it is `null` for our own scheme.
 */
export function isFrom(origin: string, url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, host } = new URL(url);
  return `${protocol}//${host}` === origin;
}

/** Where the pages of these contents come from; nothing for contents that are not a window of ours. */
export type OriginOf = (contentsId: number) => string | undefined;

type GuardedSession = Pick<
  Session,
  'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler' | 'setSpellCheckerEnabled'
>;

/**
 * Refuses every permission in a session, save notifications to the top frame of the console's page (security E5), and keeps the
 * spell checker from fetching dictionaries, which it does though the pages ask for none.
 */
export function guardSession(session: GuardedSession, mayNotify: () => string | undefined): void {
  const allows = (permission: string, url: string, isMainFrame: boolean): boolean => {
    const origin = mayNotify();
    return permission === 'notifications' && isMainFrame && origin !== undefined && isFrom(origin, url);
  };
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    answer(allows(permission, details.requestingUrl, details.isMainFrame));
  });
  session.setPermissionCheckHandler((_contents, permission, requestingOrigin, details) =>
    allows(permission, requestingOrigin, details.isMainFrame),
  );
  session.setDevicePermissionHandler(() => false);
  session.setSpellCheckerEnabled(false);
}

type GuardedContents = Pick<WebContents, 'id' | 'on' | 'setWindowOpenHandler'>;

/** Keeps a page where it was opened: no navigation or redirect elsewhere, no new windows, no webviews (security E6). */
export function guardContents(contents: GuardedContents, originOf: OriginOf): void {
  // Read now: contents that are being destroyed have none to ask.
  const { id } = contents;
  const stay = (event: { readonly url: string; preventDefault(): void }): void => {
    const origin = originOf(id);
    if (origin === undefined || !isFrom(origin, event.url)) event.preventDefault();
  };
  contents.on('will-navigate', stay);
  contents.on('will-frame-navigate', stay);
  contents.on('will-redirect', stay);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

export interface AppGuards {
  /** Where the console comes from, once it is open: the only page that may notify. */
  readonly mayNotify: () => string | undefined;
  readonly originOf: OriginOf;
  readonly report: (what: string, error?: unknown) => void;
}

/** Guards every session and every page that ever comes to be. Call before any window is opened, so that none slips through. */
export function guardApp(app: Pick<App, 'on' | 'enableSandbox'>, { mayNotify, originOf, report }: AppGuards): void {
  try {
    app.enableSandbox();
  } catch (error) {
    // Refused once Electron is ready, which a slow loader may bring about. Our windows ask for it themselves all the same.
    report('the sandbox is left to each window', error);
  }
  app.on('session-created', (session) => guardSession(session, mayNotify));
  app.on('web-contents-created', (_event, contents) => guardContents(contents, originOf));
}
