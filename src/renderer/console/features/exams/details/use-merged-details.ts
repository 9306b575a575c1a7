import type { UseFormReturnType } from '@mantine/form';
import { useEffect, useState } from 'react';
import type { ExamDetail } from '../../../../../shared/model/exam.ts';
import { type DetailName, type Details, detailsOf, mergeDetails } from './merge-details.ts';

/** A field two people wrote: what each of them made of it, and which of the two is to stand. */
export interface Clash {
  readonly name: DetailName;
  readonly ours: Details;
  readonly theirs: Details;
  readonly choice?: 'ours' | 'theirs';
}

interface Meanwhile {
  readonly clashes: readonly Clash[];
  /** Only they changed these: they stand in the form as theirs. */
  readonly taken: readonly DetailName[];
}
const NOTHING: Meanwhile = { clashes: [], taken: [] };

/**
 * Keeps a form of details level with an exam that somebody else may change: what they wrote is taken in where we wrote nothing, and
 * asked about where we did. `revision` is the state that a saving is made from.
 */
export function useMergedDetails(exam: ExamDetail, form: UseFormReturnType<Details>) {
  const [base, setBase] = useState({ revision: exam.revision, details: detailsOf(exam) });
  const [meanwhile, setMeanwhile] = useState<Meanwhile>(NOTHING);

  const begin = (after: ExamDetail): void => {
    const details = detailsOf(after);
    setBase({ revision: after.revision, details });
    setMeanwhile(NOTHING);
    form.setInitialValues(details);
    form.setValues(details);
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: a newer state of the exam is the one thing that asks for it
  useEffect(() => {
    if (exam.revision <= base.revision) return;
    const theirs = detailsOf(exam);
    const ours = form.getValues();
    const { details, taken, clashes } = mergeDetails(base.details, ours, theirs);
    setBase({ revision: exam.revision, details: theirs });
    form.setInitialValues(theirs);
    form.setValues(details);
    setMeanwhile((before) => {
      const asked = new Set(clashes);
      // Asked before and not changed again by them: the question, or its answer, stays.
      const others = before.clashes.filter(({ name }) => !asked.has(name) && !taken.includes(name));
      return {
        clashes: [...others, ...clashes.map((name) => ({ name, ours, theirs }))],
        taken: [...new Set([...before.taken, ...taken])],
      };
    });
  }, [exam]);

  const choose = (chosen: Clash, choice: 'ours' | 'theirs'): void => {
    form.setValues({ [chosen.name]: chosen[choice][chosen.name] });
    setMeanwhile(({ clashes, taken }) => ({
      taken,
      clashes: clashes.map((one) => (one.name === chosen.name ? { ...one, choice } : one)),
    }));
  };

  return {
    revision: base.revision,
    ...meanwhile,
    isDecided: meanwhile.clashes.every(({ choice }) => choice !== undefined),
    choose,
    /** Goes on from what was saved. */
    begin,
  };
}
