import { invariant } from '../../../../shared/assert.ts';
import { canonicalJson } from '../../../../shared/model/canonical-json.ts';
import type { Drawing } from '../../../../shared/model/drawing.ts';
import type { ExamId } from '../../../../shared/model/ids.ts';
import type { Question } from '../../../../shared/model/question.ts';
import { RoomError } from '../../../../shared/protocol/errors.ts';
import { giveNewPapers } from '../../papers/give-paper.ts';
import type { Exam } from '../../records.ts';
import type { Work } from '../../work.ts';
import { grantedExtraMs } from '../accommodation.ts';
import { creditChange } from '../roster-commands.ts';

/** The paper as staff edit it: whatever a sitting that has started holds on to. */
export function findPaper(work: Pick<Work, 'store'>, examId: ExamId): Exam {
  const exam = work.store.exams.byId(examId);
  if (!exam) throw new RoomError('exam_not_found', 'There is no such exam in this room.', { field: 'examId' });
  return exam;
}

/** Refuses who looked at a paper that somebody has changed since: nothing of either is lost. */
export function assertRevision(work: Pick<Work, 'store'>, examId: ExamId, seen: number): void {
  const revision = work.store.exams.revision(examId);
  if (seen === revision) return;
  throw new RoomError(
    'state_conflict',
    `Somebody has changed this paper meanwhile (it is revision ${revision}, you changed ${seen}): look at it again, then save your change once more.`,
    { field: 'revision', data: { revision } },
  );
}

/** Extra time in percent is percent of this duration: who waits for the start already is given what it comes to now (EX10). */
function followDuration(work: Work, before: Exam, after: Exam): void {
  const sitting = work.store.sittings.current(after.id);
  if (!sitting || sitting.startedAt !== undefined || before.durationMinutes === after.durationMinutes) return;
  for (const attempt of work.store.attempts.ofSitting(sitting.id)) {
    const entry = work.store.roster.get(after.id, attempt.userId);
    if (entry)
      creditChange(work, { attempt, sitting, exam: after }, grantedExtraMs(entry, after) - grantedExtraMs(entry, before));
  }
}

const isSame = (one: Drawing, other: Drawing): boolean => canonicalJson(one) === canonicalJson(other);

/** Who waits for the start already has a paper that nobody has seen: it is drawn anew from what the exam is now. */
function renewPapers(work: Work, examId: ExamId): void {
  const sitting = work.store.sittings.current(examId);
  if (sitting && sitting.startedAt === undefined) giveNewPapers(work, findPaper(work, examId), sitting);
}

/**
 * Changes the paper. Every sitting that has started keeps the one it has, and the last one before stays to be gone back to. Returns the
 * new revision. Source: EX2.
 */
export function changePaper(work: Work, examId: ExamId, change: { exam?: Exam; questions?: readonly Question[] }): number {
  const { store } = work;
  const revision = store.exams.revision(examId);
  for (const sitting of store.sittings.ofExam(examId)) {
    if (sitting.startedAt !== undefined && sitting.paper === undefined) store.sittings.update({ ...sitting, paper: revision });
  }
  const { drawing } = findPaper(work, examId);
  store.exams.keepPaper(examId);
  if (change.questions) store.exams.setQuestions(examId, change.questions);
  const after = store.exams.raiseRevision(examId);
  if (change.exam) {
    invariant(change.exam.paper === undefined, 'a paper kept with a sitting is not changed');
    const before = store.exams.byId(examId);
    store.exams.update(change.exam);
    if (before) followDuration(work, before, change.exam);
  }
  if (change.questions || !isSame(drawing, findPaper(work, examId).drawing)) renewPapers(work, examId);
  return after;
}
