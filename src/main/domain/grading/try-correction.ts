import type { RegradeChange, RegradeSummary } from '../../../shared/model/grading.ts';
import type { QuestionId } from '../../../shared/model/ids.ts';
import { candidateNumberOf, personName } from '../identity/person-name.ts';
import type { Attempt } from '../records.ts';
import type { Store } from '../store.ts';
import type { AttemptGrade } from './grade-attempt.ts';
import { gradeOfAttempt } from './graded-paper.ts';
import type { Keyed } from './grading-store.ts';
import { differs } from './settle-grade.ts';

/** Graded at a time: twice each, some milliseconds, in which nobody has to wait for the room (R15). */
const SLICE = 20;

/** An attempt whose result becomes another one. */
export interface Regraded {
  readonly attempt: Attempt;
  readonly before: AttemptGrade;
  readonly after: AttemptGrade;
}

/** What a correction does to every attempt of a sitting, with nothing changed. */
export interface Tried {
  readonly attempts: number;
  readonly changed: readonly Regraded[];
}

/** Grades the sitting as it is and as it would be; `blind` as if people had marked nothing. */
export async function tryCorrection(
  store: Store,
  attempts: readonly Attempt[],
  corrections: ReadonlyMap<QuestionId, Keyed>,
  pause: () => Promise<void>,
  blind = false,
): Promise<Tried> {
  const changed: Regraded[] = [];
  for (const [at, attempt] of attempts.entries()) {
    if (at % SLICE === SLICE - 1) await pause();
    const before = gradeOfAttempt(store, attempt, undefined, blind);
    const after = gradeOfAttempt(store, attempt, corrections, blind);
    if (differs(before, after)) changed.push({ attempt, before, after });
  }
  return { attempts: attempts.length, changed };
}

export function summaryOf(store: Store, { attempts, changed }: Tried): RegradeSummary {
  return {
    attempts,
    changed: changed.length,
    up: changed.filter(({ before, after }) => after.score > before.score).length,
    down: changed.filter(({ before, after }) => after.score < before.score).length,
    certificates: changed.filter(({ attempt, before, after }) => {
      const isOther = before.score !== after.score || before.maxScore !== after.maxScore;
      return isOther && store.grading.validCertificate(attempt.id) !== undefined;
    }).length,
  };
}

const pointsFor = ({ perQuestion }: AttemptGrade, id: QuestionId): number =>
  perQuestion.find(({ questionId }) => questionId === id)?.points ?? 0;

/** Who changes, by how much, and how much of it is the question's. */
export const toChange = (store: Store, questionId: QuestionId, { attempt, before, after }: Regraded): RegradeChange => ({
  attemptId: attempt.id,
  candidateNumber: candidateNumberOf(store, attempt.userId),
  name: personName(store, attempt.userId),
  before: { score: before.score, maxScore: before.maxScore },
  after: { score: after.score, maxScore: after.maxScore },
  question: { before: pointsFor(before, questionId), after: pointsFor(after, questionId) },
});
