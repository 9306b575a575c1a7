import type { GradingRules, ResultFormat } from '../../../shared/model/grading.ts';
import { RoomError } from '../../../shared/protocol/errors.ts';
import { signedIn } from '../access/actor.ts';
import type { SomeHandlers } from '../handler.ts';
import type { Work } from '../work.ts';
import { findGraded, findShown } from './find-graded.ts';
import { type GradebookRow, gradebookRows } from './gradebook-rows.ts';
import { countMarks, findEnded, gradingState, isBlind, rulesOf, sumOfHeld, undecidedOf } from './grading-state.ts';

/** Writes the results of a sitting in one of the formats; nothing in them is a formula. */
export type ResultsWriter = (
  format: ResultFormat,
  exam: { readonly title: string },
  rows: readonly GradebookRow[],
) => { readonly filename: string; readonly mediaType: string; readonly text: string };

const many = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

const BOM = '\uFEFF';

const withoutUndefined = <T extends object>(fields: T): Partial<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<T>;

/** Lifting the blind while answers are unmarked shows markers whose they are: an administrator's decision, on record. */
function assertMayUnblind(work: Work, field: 'blindMarking' | 'waiveUnmarked', counts: { toMark: number; marked: number }): void {
  const { role } = signedIn(work.actor);
  if (role !== 'admin')
    throw new RoomError('state_conflict', 'Names stay hidden until all is marked: only an administrator can lift that before.', {
      field,
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
        if (sitting.state === 'ended' && before.blindMarking && !rules.blindMarking) {
          const counts = countMarks(store, sitting);
          if (isBlind(store, sitting, before, counts)) assertMayUnblind(work, 'blindMarking', counts);
        }
        store.grading.setRules(examId, rules);
        work.audit('grading.changed', `exam:${examId}`, { before, after: rules });
        return gradingState(store, exam, sitting);
      },
    },
    results_publish: {
      execute: (work, { examId, waiveUnmarked = false, waiveHeld = false }) => {
        const { store } = work;
        const { userId } = signedIn(work.actor);
        const { exam, sitting } = findEnded(store, examId);
        if (store.grading.publication(sitting.id))
          throw new RoomError('state_conflict', 'The results of this sitting are published already.', {
            data: { published: true },
          });
        const rules = rulesOf(store, examId);
        const counts = countMarks(store, sitting);
        const unmarked = counts.toMark - counts.marked;
        const heldBy = undecidedOf(store, sitting);
        const held = sumOfHeld(heldBy);
        const inTheWay = [
          unmarked > 0 && !waiveUnmarked
            ? `${many(unmarked, 'answer')} not marked yet: mark them, or say that they count as nothing.`
            : '',
          held > 0 && !waiveHeld
            ? `${many(held, 'answer')} of ${many(heldBy.length, 'candidate')} kept apart: decide about them, or say that they do not count.`
            : '',
        ].filter((sentence) => sentence !== '');
        if (inTheWay.length > 0) throw new RoomError('state_conflict', inTheWay.join(' '), { data: { unmarked, held, heldBy } });
        // What is published stands beside the names: with answers unmarked that lifts the blind.
        const isUnblinded = isBlind(store, sitting, rules, counts);
        if (isUnblinded) assertMayUnblind(work, 'waiveUnmarked', counts);
        const { passPercent } = rules;
        store.grading.publish({
          sittingId: sitting.id,
          at: work.now,
          by: userId,
          waived: unmarked,
          waivedHeld: held,
          passPercent,
        });
        store.grading.tellAll(sitting.id);
        work.audit('results.published', `sitting:${sitting.id}`, {
          exam: examId,
          waived: unmarked,
          waivedHeld: held,
          ...(held > 0 ? { held: heldBy.map(({ attemptId, answers }) => ({ attempt: attemptId, answers })) } : {}),
          ...(isUnblinded ? { isUnblinded } : {}),
          rules,
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
