import type { GradingRules, ResultFormat } from '../../../shared/model/grading.ts';
import { RoomError } from '../../../shared/protocol/errors.ts';
import { signedIn } from '../access/actor.ts';
import type { SomeHandlers } from '../handler.ts';
import type { Work } from '../work.ts';
import { findGraded, findShown } from './find-graded.ts';
import { type GradebookRow, gradebookRows } from './gradebook-rows.ts';
import { countMarks, findEnded, gradingState, isBlind, rulesOf } from './grading-state.ts';

/** Writes the results of a sitting in one of the formats; nothing in them is a formula. */
export type ResultsWriter = (
  format: ResultFormat,
  exam: { readonly title: string },
  rows: readonly GradebookRow[],
) => { readonly filename: string; readonly mediaType: string; readonly text: string };

const BOM = '\uFEFF';

const withoutUndefined = <T extends object>(fields: T): Partial<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<T>;

/** Lifting the blind while answers are unmarked shows markers whose they are: an administrator's decision, on record. */
function assertMayUnblind(
  work: Work,
  before: GradingRules,
  after: GradingRules,
  counts: { toMark: number; marked: number },
): void {
  if (after.blindMarking || !isBlind(before, counts)) return;
  const { role } = signedIn(work.actor);
  if (role !== 'admin')
    throw new RoomError('state_conflict', 'Names stay hidden until all is marked: only an administrator can lift that before.', {
      field: 'blindMarking',
      data: counts,
    });
}

/** How an exam is marked and passed, and when its results become known (EX7). */
export function createResultsCommands(
  write: ResultsWriter,
): SomeHandlers<'grading_get' | 'grading_set' | 'results_publish' | 'results_export'> {
  return {
    grading_get: {
      execute: ({ store }, { examId }) => {
        const { exam, sitting } = findGraded(store, examId);
        return gradingState(store, exam, sitting);
      },
    },
    grading_set: {
      execute: (work, { examId, ...changes }) => {
        const { store } = work;
        const { exam, sitting } = findGraded(store, examId);
        const before = rulesOf(store, examId);
        const rules: GradingRules = { ...before, ...withoutUndefined(changes) };
        if (sitting.state === 'ended') assertMayUnblind(work, before, rules, countMarks(store, sitting));
        store.grading.setRules(examId, rules);
        work.audit('grading.changed', `exam:${examId}`, { before, after: rules });
        // Who passes may be others now: they are told anew, and certificates follow.
        if (before.passPercent !== rules.passPercent && store.grading.publication(sitting.id)) store.grading.tellAll(sitting.id);
        return gradingState(store, exam, sitting);
      },
    },
    results_publish: {
      execute: (work, { examId, waiveUnmarked = false }) => {
        const { store } = work;
        const { userId } = signedIn(work.actor);
        const { exam, sitting } = findEnded(store, examId);
        if (store.grading.publication(sitting.id))
          throw new RoomError('state_conflict', 'The results of this sitting are published already.', {
            data: { published: true },
          });
        const { toMark, marked } = countMarks(store, sitting);
        const unmarked = toMark - marked;
        if (unmarked > 0 && !waiveUnmarked)
          throw new RoomError(
            'state_conflict',
            `${unmarked} answers are not marked yet: mark them, or say that they count as nothing.`,
            {
              data: { unmarked },
            },
          );
        store.grading.publish({ sittingId: sitting.id, at: work.now, by: userId, waived: unmarked });
        store.grading.tellAll(sitting.id);
        work.audit('results.published', `sitting:${sitting.id}`, {
          exam: examId,
          waived: unmarked,
          rules: rulesOf(store, examId),
        });
        return gradingState(store, exam, sitting);
      },
    },
    results_export: {
      execute: (work, { examId, format, bom = true }) => {
        const { exam, sitting } = findShown(work.store, examId);
        const { text, ...file } = write(format, exam, gradebookRows(work, exam, sitting));
        work.audit('results.exported', `sitting:${sitting.id}`, { exam: examId, format });
        return { ...file, text: bom && format !== 'json' ? `${BOM}${text}` : text };
      },
    },
  };
}
