import type { BrowserWindow, WebContentsView } from 'electron';
import type { PagePlace } from '../../../shared/ipc.ts';
import type { CandidateExternal } from '../../../shared/model/external-paper.ts';
import { isOnList } from '../../../shared/model/external-paper.ts';
import { guardExternal, type Refused } from './external-guard.ts';

type View = WebContentsView;
type Frame = Pick<BrowserWindow, 'getContentBounds' | 'on' | 'off' | 'contentView'>;

export interface ExternalViewParts {
  readonly window: () => Frame | undefined;
  /** Makes a view of no preload, in a session of its own. */
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
  /** Covers it: it stays where it was, and nobody sees or touches it. */
  hide(): void;
  /** Ends it, and what it kept. */
  close(): void;
  /** May these contents go there? For the guard over all pages, which knows only windows of ours. */
  mayGo(contentsId: number, url: string): boolean;
}

export function createExternalView({ window, createView, onRefused, report }: ExternalViewParts): ExternalView {
  let open:
    | { view: View; frame: Frame; paper: CandidateExternal; id: number; place: number | PagePlace; fit: () => void }
    | undefined;

  function close(): void {
    if (!open) return;
    const { view, frame, fit } = open;
    open = undefined;
    frame.off('resize', fit);
    frame.contentView.removeChildView(view);
    view.webContents.close();
  }

  function begin(frame: Frame, paper: CandidateExternal, place: number | PagePlace): void {
    const view = createView();
    const { id } = view.webContents;
    const fit = (): void => {
      const { width, height } = frame.getContentBounds();
      const at = open?.place ?? place;
      const { x, y, ...size } = typeof at === 'number' ? { x: 0, y: at, width, height } : at;
      view.setBounds({
        x,
        y,
        width: Math.max(0, Math.min(size.width, width - x)),
        height: Math.max(0, Math.min(size.height, height - y)),
      });
    };
    open = { view, frame, paper, id, place, fit };
    guardExternal(view.webContents, { allow: paper.allow, onRefused });
    view.webContents.session.on('will-download', (event, item) => {
      event.preventDefault();
      onRefused({ how: 'download', url: item.getURL() });
    });
    frame.contentView.addChildView(view);
    frame.on('resize', fit);
    view.webContents.loadURL(paper.startUrl).catch((error: unknown) => report('the external exam could not be loaded', error));
  }

  return {
    show(paper, place) {
      const frame = window();
      if (!frame) return;
      if (open && (open.paper.startUrl !== paper.startUrl || open.frame !== frame)) close();
      if (!open) begin(frame, paper, place);
      if (!open) return;
      open.place = place;
      open.fit();
      open.view.setVisible(true);
    },
    hide: () => open?.view.setVisible(false),
    close,
    mayGo: (contentsId, url) => open?.id === contentsId && isOnList(open.paper.allow, url),
  };
}
