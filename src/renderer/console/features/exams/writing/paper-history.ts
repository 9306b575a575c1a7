/**
 * The way through the states of a paper, by their revisions: what was changed here can be undone step by step, and done again. Going back
 * is a change like any other and gives the paper a new revision; a step names the state it leads to.
 */
export interface PaperHistory {
  /** The revision the paper has now, as far as this page's own changes go. */
  readonly at: number;
  /** States that can be gone back to, oldest first. */
  readonly past: readonly number[];
  /** States that were undone, the next one last. */
  readonly future: readonly number[];
}

/** Undone as many times, and done again as many times, every state is still kept by the room (it keeps 120). */
const MOST_STEPS = 50;

/** Nothing to undo: somebody begins here, or another person's change has come between. */
export const beginAt = (revision: number): PaperHistory => ({ at: revision, past: [], future: [] });

/** A change led from one revision to another. What was changed from elsewhere cannot be undone step by step any more. */
export function changed(history: PaperHistory, from: number, to: number): PaperHistory {
  const past = history.at === from ? [...history.past, from].slice(-MOST_STEPS) : [from];
  return { at: to, past, future: [] };
}

/** The last step was undone, by the change that led to this revision. */
export const undone = ({ at, past, future }: PaperHistory, to: number): PaperHistory => ({
  at: to,
  past: past.slice(0, -1),
  future: [...future, at],
});

/** What was undone last was done again, by the change that led to this revision. */
export const redone = ({ at, past, future }: PaperHistory, to: number): PaperHistory => ({
  at: to,
  past: [...past, at],
  future: future.slice(0, -1),
});

/** The history as it holds for a paper at this revision: whoever else changed it ends what can be undone here. */
export const heldAgainst = (history: PaperHistory, revision: number): PaperHistory =>
  revision > history.at ? beginAt(revision) : history;
