import { useState } from 'react';
import type { ExamDetail } from '../../../../../shared/model/exam.ts';
import type { QuestionId } from '../../../../../shared/model/ids.ts';
import { useCommand } from '../../../link/queries.ts';
import { keys } from '../../../link/query-keys.ts';

/** Changes of a paper from its list: each names the state that was looked at, and the last one can be undone. */
export function usePaperChanges({ id: examId, revision }: ExamDetail, onFailure: (error: unknown) => void) {
  const order = useCommand('exam_question_order', [keys.exams]);
  const remove = useCommand('exam_question_remove', [keys.exams]);
  const points = useCommand('exam_question_points', [keys.exams]);
  const restore = useCommand('exam_question_restore', [keys.exams]);
  /** The revision our last change led to: undone is only what nobody has changed since. */
  const [last, setLast] = useState<number>();
  const note = (changing: Promise<{ revision: number }>): void =>
    void changing.then(({ revision: next }) => setLast(next), onFailure);
  return {
    canUndo: last === revision && revision > 1,
    isBusy: restore.isPending,
    made: setLast,
    order: (questionIds: QuestionId[]) => note(order.mutateAsync({ examId, revision, questionIds })),
    remove: (questionIds: QuestionId[]) => note(remove.mutateAsync({ examId, revision, questionIds })),
    points: (questionIds: QuestionId[], change: { points?: number; wrongCosts?: number }) =>
      note(points.mutateAsync({ examId, revision, questionIds, ...change })),
    undo: () => note(restore.mutateAsync({ examId, revision, to: revision - 1 })),
  };
}
