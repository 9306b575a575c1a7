import type { BrowserWindow, Input, WebContentsView } from 'electron';
import type { PagePlace } from '../../../shared/ipc.ts';
import type { CandidateExternal } from '../../../shared/model/external-paper.ts';
import { isOnList } from '../../../shared/model/external-paper.ts';
import { guardExternal, type Refused } from './external-guard.ts';
import { closeOff } from './external-session.ts';

type View = WebContentsView;
type Frame = Pick<BrowserWindow, 'getContentBounds' | 'isDestroyed' | 'on' | 'off' | 'contentView'> & {
  readonly webContents: Pick<BrowserWindow['webContents'], 'on' | 'off' | 'focus' | 'isDestroyed'>;
};
type OnKey = (event: { preventDefault(): void }, input: Input) => void;

/** The key that leads between panes wherever there are some: from the page into the other server's and back. */
const isSwitch = ({ type, key }: Pick<Input, 'type' | 'key'>): boolean => type === 'keyDown' && key === 'F6';

interface OpenView {
  readonly view: View;
  readonly frame: Frame;
  readonly paper: CandidateExternal;
  readonly id: number;
  place: number | PagePlace;
  isShown: boolean;
  readonly fit: () => void;
  readonly toView: OnKey;
}

export interface ExternalViewParts {
  readonly window: () => Frame | undefined;
  /** Makes a view of no preload, in a session that no other view had or will have. */
  readonly createView: () => View;
  readonly onRefused: (refused: Refused) => void;
  readonly report: (what: string, error?: unknown) => void;
}

/** The page of an external exam inside the candidate's window, below what the app itself shows. */
export interface ExternalView {
  /**
   * Shows it from `place` (CSS pixels) down, or where it says and no further than the window; loads it the first time. Another paper is
   * another page.
   */
  show(paper: CandidateExternal, place: number | PagePlace): void;
  /** Covers it: it stays where it was, and nobody sees or touches it, by keys neither. */
  hide(): void;
  /** Ends it, and what it kept. */
  close(): void;
  /** May these contents go there? For the guard over all pages, which knows only windows of ours. */
  mayGo(contentsId: number, url: string): boolean;
}

export function createExternalView({ window, createView, onRefused, report }: ExternalViewParts): ExternalView {
  let open: OpenView | undefined;

  function close(): void {
    if (!open) return;
    const { view, frame, fit, toView } = open;
    hide();
    open = undefined;
    // The window may be what ended it: then there is nothing left to take it out of.
    if (!frame.isDestroyed()) {
      frame.off('resize', fit);
      frame.webContents.off('before-input-event', toView);
      frame.contentView.removeChildView(view);
    }
    if (!view.webContents.isDestroyed()) view.webContents.close();
  }

  function hide(): void {
    if (!open || open.frame.isDestroyed()) return;
    const { view, frame } = open;
    const hadKeys = open.isShown && view.webContents.isFocused();
    open.isShown = false;
    view.setVisible(false);
    if (hadKeys) frame.webContents.focus();
  }

  function begin(frame: Frame, paper: CandidateExternal, place: number | PagePlace): OpenView {
    const view = createView();
    const { webContents } = view;
    const fit = (): void => {
      const { width, height } = frame.getContentBounds();
      const { x, y, ...size } = typeof made.place === 'number' ? { x: 0, y: made.place, width, height } : made.place;
      view.setBounds({
        x,
        y,
        width: Math.max(0, Math.min(size.width, width - x)),
        height: Math.max(0, Math.min(size.height, height - y)),
      });
    };
    const toView: OnKey = (event, input) => {
      if (!made.isShown || !isSwitch(input)) return;
      event.preventDefault();
      webContents.focus();
    };
    const made: OpenView = { view, frame, paper, id: webContents.id, place, isShown: false, fit, toView };
    guardExternal(webContents, { allow: paper.allow, onRefused });
    closeOff(webContents.session, onRefused);
    const giveBackKeys = (): void => {
      if (!made.isShown && !frame.isDestroyed() && webContents.isFocused()) frame.webContents.focus();
    };
    webContents.on('before-input-event', (event, input) => {
      if (made.isShown && !isSwitch(input)) return;
      event.preventDefault();
      frame.webContents.focus();
    });
    // A page may take the keys when it loads, covered or not.
    webContents.on('focus', giveBackKeys);
    webContents.on('dom-ready', giveBackKeys);
    frame.contentView.addChildView(view);
    frame.on('resize', fit);
    frame.webContents.on('before-input-event', toView);
    webContents.loadURL(paper.startUrl).catch((error: unknown) => report('the external exam could not be loaded', error));
    return made;
  }

  return {
    show(paper, place) {
      const frame = window();
      if (!frame) return;
      if (open && (open.paper.startUrl !== paper.startUrl || open.frame !== frame)) close();
      open ??= begin(frame, paper, place);
      open.place = place;
      open.fit();
      open.isShown = true;
      open.view.setVisible(true);
    },
    hide,
    close,
    mayGo: (contentsId, url) => open?.id === contentsId && isOnList(open.paper.allow, url),
  };
}
