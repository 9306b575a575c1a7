import type { ExamDetail, ExamSummary, SittingView } from '../../../shared/model/exam.ts';
import { toIso } from '../../../shared/model/time.ts';
import type { ExamStateEvent } from '../../../shared/protocol/events.ts';
import { sittingEndsAt } from '../attempts/attempt-clock.ts';
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

export function toExamSummary(store: Store, exam: Exam, sitting: Sitting): ExamSummary {
  const questions = store.exams.questions(exam.id);
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
    sitting: toSittingView(exam, sitting),
  };
}

/** The whole paper with keys: for staff only. */
export function toExamDetail(store: Store, exam: Exam, sitting: Sitting): ExamDetail {
  return {
    ...toExamSummary(store, exam, sitting),
    instructions: exam.instructions,
    policy: exam.policy,
    ...exam.drawing,
    questions: [...store.exams.questions(exam.id)],
  };
}
