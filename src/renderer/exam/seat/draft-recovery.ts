import { canonicalJson } from '../../../shared/model/canonical-json.ts';
import type { QuestionId } from '../../../shared/model/ids.ts';
import type { LinkClient } from '../../link/candidate-link.ts';
import type { keptDrafts } from '../../link/kept-drafts.ts';
import type { DraftBook } from './draft-book.ts';
import type { SeatSession } from './seat-session.ts';

type KeptDrafts = ReturnType<typeof keptDrafts>;

/** The latest revision of a question that the room told of or this page made: what a draft was typed on top of. */
function knownRevision(session: SeatSession, client: LinkClient, questionId: string): number {
  const stored = session.snapshot().view?.answers.find((answer) => answer.questionId === questionId)?.revision ?? 0;
  return Math.max(stored, client.saveState(questionId)?.revision ?? 0);
}

/**
 * Hands over the keystrokes that an earlier life of this page could only write to storage, once the room has told what
 * it has. Work newer than them (another machine) stays; they are not put over it. Returns its stop.
 */
export function recoverDrafts(session: SeatSession, client: LinkClient, kept: KeptDrafts): () => void {
  const recover = (): void => {
    const { view, attempt } = session.snapshot();
    if (view?.questions === undefined || attempt?.state !== 'in_progress') return;
    stop();
    const known = new Set<string>(view.questions.map((question) => question.id));
    for (const draft of kept.take()) {
      const isSame = canonicalJson(client.snapshot().answers.get(draft.questionId) ?? null) === canonicalJson(draft.value);
      // The page also tried to send it the usual way: one revision more than the base may be this very draft, or an older one.
      const isOvertaken = knownRevision(session, client, draft.questionId) > draft.baseRevision + 1;
      if (known.has(draft.questionId) && !isSame && !isOvertaken) client.saveAnswer(draft.questionId as QuestionId, draft.value);
    }
  };
  const stop = session.subscribe(recover);
  recover();
  return stop;
}

/** Before the page goes: typing goes to the outbox and, in case that is not finished in time, to storage. Returns its stop. */
export function storeDraftsOnLeaving(drafts: DraftBook, session: SeatSession, client: LinkClient, kept: KeptDrafts): () => void {
  const leave = (): void => {
    for (const [questionId, value] of drafts.pending()) {
      kept.keep({ questionId, value, baseRevision: knownRevision(session, client, questionId) });
    }
    drafts.flush();
  };
  const hide = (): void => {
    if (document.visibilityState === 'hidden') drafts.flush();
  };
  window.addEventListener('pagehide', leave);
  document.addEventListener('visibilitychange', hide);
  return () => {
    window.removeEventListener('pagehide', leave);
    document.removeEventListener('visibilitychange', hide);
  };
}
