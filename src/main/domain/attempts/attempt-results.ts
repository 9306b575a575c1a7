import type { AttemptResult } from '../../../shared/model/attempt.ts';
import { findShown } from '../grading/find-graded.ts';
import { gradeOfAttempt } from '../grading/graded-paper.ts';
import { isMarkedBlind } from '../grading/grading-state.ts';
import type { SomeHandlers } from '../handler.ts';
import { personName } from '../identity/person-name.ts';
import type { Exam, Sitting } from '../records.ts';
import { explainScore } from '../risk/risk-score.ts';
import type { Work } from '../work.ts';
import { wireState } from './attempt-views.ts';
import { currentScore } from './finish-attempt.ts';

const byNumber = new Intl.Collator('en', { numeric: true });

/** The results of a sitting by candidate number; attempts still open with what their answers are worth so far. */
export function resultsOf(work: Work, exam: Exam, sitting: Sitting): AttemptResult[] {
  const blind = isMarkedBlind(work.store, exam.id, sitting);
  // Only these are graded anew: what nobody marked is stored without marks.
  const hidden = new Set(blind ? work.store.grading.markedOf(sitting.id).map(({ attemptId }) => attemptId) : []);
  const results = work.store.attempts.ofSitting(sitting.id).map((attempt) => {
    const user = work.store.users.byId(attempt.userId);
    const person = user && work.store.persons.get(user.personId);
    const grade = hidden.has(attempt.id)
      ? gradeOfAttempt(work.store, attempt, undefined, true)
      : attempt.score === undefined
        ? currentScore(work, { attempt })
        : attempt;
    return {
      attemptId: attempt.id,
      candidateNumber: person?.loginName ?? '',
      name: personName(work.store, attempt.userId),
      score: grade.score ?? 0,
      maxScore: grade.maxScore ?? 0,
      pendingPoints: grade.pendingPoints ?? 0,
      ...(blind && grade.pendingPoints ? { isMarkedBlind: true } : {}),
      state: wireState(attempt, sitting),
      riskScore: explainScore(attempt.risk, work.now, exam.policy).score,
      incidents: work.store.alerts.count(attempt.id),
      heldAnswers: work.store.answers.heldOf(attempt.id).length,
    };
  });
  return results.sort((a, b) => byNumber.compare(a.candidateNumber, b.candidateNumber));
}

/** Results of the exam's current sitting, or of the last one while that is a draft (EX7). */
export const resultCommands: SomeHandlers<'results_get'> = {
  results_get: {
    execute: (work, { examId }) => {
      const { exam, sitting } = findShown(work.store, examId);
      return { results: resultsOf(work, exam, sitting) };
    },
  },
};
