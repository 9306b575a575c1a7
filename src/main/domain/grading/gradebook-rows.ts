import type { AttemptResult } from '../../../shared/model/attempt.ts';
import { resultsOf } from '../attempts/attempt-results.ts';
import type { Exam, Sitting } from '../records.ts';
import type { Work } from '../work.ts';

/** A result with what learning platforms know people by. */
export interface GradebookRow extends AttemptResult {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
}

/** The results of a sitting, in the order they are shown. */
export function gradebookRows(work: Work, exam: Exam, sitting: Sitting): GradebookRow[] {
  const { store } = work;
  return resultsOf(work, exam, sitting).map((result) => {
    const attempt = store.attempts.byId(result.attemptId);
    const user = attempt && store.users.byId(attempt.userId);
    const person = user && store.persons.get(user.personId);
    return { ...result, firstName: person?.firstName ?? '', lastName: person?.lastName ?? '', email: person?.email ?? '' };
  });
}
