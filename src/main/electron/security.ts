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

/** May contents that are no window of ours go there? The page of an external exam may, within its list (EX8). */
export type MayGo = (contentsId: number, url: string) => boolean;

type GuardedSession = Pick<
  Session,
  'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler' | 'setSpellCheckerEnabled'
>;

/**
 * Refuses every permission in a session (security E5), save notifications to the top frame of another room's console: our own pages
 * ask the shell for theirs. And keeps the spell checker from fetching dictionaries, which it does though the pages ask for none.
 */
export function guardSession(session: GuardedSession, mayNotify: () => readonly string[]): void {
  const allows = (permission: string, url: string, isMainFrame: boolean): boolean =>
    permission === 'notifications' && isMainFrame && mayNotify().some((origin) => isFrom(origin, url));
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
export function guardContents(contents: GuardedContents, originOf: OriginOf, mayGo: MayGo = () => false): void {
  // Read now: contents that are being destroyed have none to ask.
  const { id } = contents;
  const stay = (event: { readonly url: string; preventDefault(): void }): void => {
    const origin = originOf(id);
    const isAtHome = origin !== undefined && isFrom(origin, event.url);
    if (!isAtHome && !mayGo(id, event.url)) event.preventDefault();
  };
  contents.on('will-navigate', stay);
  contents.on('will-frame-navigate', stay);
  contents.on('will-redirect', stay);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

export interface AppGuards {
  /** Where the consoles of other rooms come from that are open: the only pages that may notify by themselves. */
  readonly mayNotify: () => readonly string[];
  readonly originOf: OriginOf;
  readonly mayGo?: MayGo;
}

/** Guards every session and every page that ever comes to be. Call before any window is opened, so that none slips through. */
export function guardApp(app: Pick<App, 'on'>, { mayNotify, originOf, mayGo }: AppGuards): void {
  app.on('session-created', (session) => guardSession(session, mayNotify));
  app.on('web-contents-created', (_event, contents) => guardContents(contents, originOf, mayGo));
}
