import { useRef, useState } from 'react';
import type { ExamDetail } from '../../../../../shared/model/exam.ts';
import type { QuestionId } from '../../../../../shared/model/ids.ts';
import { useCommand } from '../../../link/queries.ts';
import { keys } from '../../../link/query-keys.ts';
import { beginAt, changed, heldAgainst, type PaperHistory, redone, undone } from './paper-history.ts';

type Way = 'undone' | 'redone';

/** Changes of a paper, and the way back through them. */
export type PaperChanges = ReturnType<typeof usePaperChanges>;

/**
 * Changes of a paper: each names the state that was looked at, and those made here can be undone and done again, step by step, as long as
 * nobody else changes the paper. To be used once for an exam, so that the steps outlive the tab they were made in.
 */
export function usePaperChanges({ id: examId, revision }: ExamDetail, onFailure: (error: unknown) => void) {
  const order = useCommand('exam_question_order', [keys.exams]);
  const remove = useCommand('exam_question_remove', [keys.exams]);
  const points = useCommand('exam_question_points', [keys.exams]);
  const restore = useCommand('exam_question_restore', [keys.exams]);
  const [kept, setKept] = useState(() => beginAt(revision));
  // As it is now, for keys that are pressed before the page has drawn what the last one did.
  const latest = useRef(kept);
  const [lastStep, setLastStep] = useState<Way>();
  // A key that is held down asks faster than the room answers: one step at a time.
  const isStepping = useRef(false);
  const history = heldAgainst(kept, revision);
  const put = (next: PaperHistory): void => {
    latest.current = next;
    setKept(next);
  };
  const made = (from: number, to: number): void => {
    setLastStep(undefined);
    put(changed(latest.current, from, to));
  };
  const note = (changing: Promise<{ revision: number }>): void =>
    void changing.then(({ revision: next }) => made(revision, next), onFailure);

  async function step(way: Way): Promise<void> {
    const now = heldAgainst(latest.current, revision);
    const to = (way === 'undone' ? now.past : now.future).at(-1);
    if (to === undefined || isStepping.current) return;
    isStepping.current = true;
    try {
      const { revision: next } = await restore.mutateAsync({ examId, revision: now.at, to });
      put(way === 'undone' ? undone(now, next) : redone(now, next));
      setLastStep(way);
    } catch (error) {
      put(beginAt(now.at));
      onFailure(error);
    } finally {
      isStepping.current = false;
    }
  }

  return {
    /** How many steps can be undone, and done again. */
    undoable: history.past.length,
    redoable: history.future.length,
    isBusy: restore.isPending,
    lastStep,
    /** Something outside of the list was changed and saved. */
    made,
    order: (questionIds: QuestionId[]) => note(order.mutateAsync({ examId, revision, questionIds })),
    remove: (questionIds: QuestionId[]) => note(remove.mutateAsync({ examId, revision, questionIds })),
    points: (questionIds: QuestionId[], change: { points?: number; wrongCosts?: number }) =>
      note(points.mutateAsync({ examId, revision, questionIds, ...change })),
    undo: () => void step('undone'),
    redo: () => void step('redone'),
  };
}
