import type { ExamDetail, ExamSummary, SittingView } from '../../../shared/model/exam.ts';
import { toIso } from '../../../shared/model/time.ts';
import type { ExamStateEvent } from '../../../shared/protocol/events.ts';
import { sittingEndsAt } from '../attempts/attempt-clock.ts';
import { examOfSitting } from '../attempts/find-attempt.ts';
import { paperFigures } from '../papers/check-pools.ts';
import type { Exam, Sitting } from '../records.ts';
import type { Store } from '../store.ts';

const optionalTime = <Name extends string>(name: Name, at: number | undefined) =>
  at === undefined ? {} : ({ [name]: toIso(at) } as Record<Name, string>);

export function toSittingView(exam: Exam, sitting: Sitting): SittingView {
  return {
    sittingId: sitting.id,
    state: sitting.state,
    ...optionalTime('openedAt', sitting.openedAt),
    ...optionalTime('startedAt', sitting.startedAt),
    ...optionalTime('endsAt', sittingEndsAt(exam, sitting)),
    ...optionalTime('endedAt', sitting.endedAt),
  };
}

export function toExamState(exam: Exam, sitting: Sitting, now: number): ExamStateEvent {
  return {
    examId: exam.id,
    sittingId: sitting.id,
    state: sitting.state,
    serverTime: toIso(now),
    ...optionalTime('endsAt', sittingEndsAt(exam, sitting)),
  };
}

/** The exam as staff edit it, whatever its sitting holds on to. */
const asItStands = (store: Store, exam: Exam): Exam => (exam.paper === undefined ? exam : (store.exams.byId(exam.id) ?? exam));

export const toExamSummary = (store: Store, of: Exam, sitting: Sitting): ExamSummary =>
  summaryOf(store, asItStands(store, of), sitting);

function summaryOf(store: Store, exam: Exam, sitting: Sitting): ExamSummary {
  const questions = store.exams.questions(exam.id, exam.paper);
  const { answerable, points } = paperFigures(questions, exam.drawing.pools);
  return {
    id: exam.id,
    title: exam.title,
    durationMinutes: exam.durationMinutes,
    questionCount: questions.length,
    answerableCount: answerable,
    totalPoints: points,
    rosterCount: store.roster.count(exam.id),
    attemptCount: store.attempts.countOfSitting(sitting.id),
    createdAt: toIso(exam.createdAt),
    sitting: toSittingView(examOfSitting(store, sitting) ?? exam, sitting),
  };
}

const detailOf = (store: Store, exam: Exam, sitting: Sitting): ExamDetail => ({
  ...summaryOf(store, exam, sitting),
  instructions: exam.instructions,
  policy: exam.policy,
  ...exam.drawing,
  questions: [...store.exams.questions(exam.id, exam.paper)],
  revision: store.exams.revision(exam.id),
  ...(sitting.paper === undefined ? {} : { sittingRevision: sitting.paper }),
});

/** The whole paper with keys: for staff only. */
export const toExamDetail = (store: Store, of: Exam, sitting: Sitting): ExamDetail =>
  detailOf(store, asItStands(store, of), sitting);

/** The same with what the sitting asks, whatever was edited since: what its answers and keys are about. For staff only. */
export const toSatExam = (store: Store, exam: Exam, sitting: Sitting): ExamDetail => detailOf(store, exam, sitting);
