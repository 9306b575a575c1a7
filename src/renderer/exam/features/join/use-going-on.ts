import { useEffect, useState } from 'react';
import { normaliseJoinCode } from '../../../../shared/model/join-code.ts';
import type { JoinForm } from './join-form.ts';
import type { JoinInfo, Lookup } from './use-join-lookup.ts';

type Exam = JoinInfo['exams'][number];

/** The exam that is meant: the only one, or the one chosen. */
export function chosenExam(lookup: Lookup, examId: string | undefined): Exam | undefined {
  if (lookup.state !== 'found') return undefined;
  const { exams } = lookup.info;
  return exams.length === 1 ? exams[0] : exams.find((exam) => exam.id === examId);
}

/** The first field that misses something is where the candidate goes on. */
export const focusFirst = (selector: string): void => {
  requestAnimationFrame(() => document.querySelector<HTMLElement>(selector)?.focus());
};

/**
 * Continue, also when it is pressed before the room has answered: then it goes on by itself as soon as it has, unless
 * the answer asks for something more. Gives what the button calls.
 */
export function useGoingOn(
  form: JoinForm,
  lookup: Lookup & { again: () => void },
  onContinue: (exam: Exam, consent: JoinInfo['consent']) => void,
): () => void {
  const [asked, setAsked] = useState<{ sawAccessCode: boolean } | undefined>();
  const chosen = chosenExam(lookup, form.examId);

  useEffect(() => {
    if (!asked || lookup.state === 'looking' || lookup.state === 'idle') return;
    setAsked(undefined);
    if (lookup.state === 'failed' || !chosen) return focusFirst('[aria-invalid="true"]');
    if (chosen.needsAccessCode && !asked.sawAccessCode) return focusFirst('[name="access-code"]');
    onContinue(chosen, lookup.info.consent);
  }, [asked, lookup, chosen, onContinue]);

  return () => {
    if (normaliseJoinCode(form.code) === undefined || form.candidateNumber.trim() === '')
      return focusFirst('[aria-invalid="true"]');
    if (lookup.state === 'failed') lookup.again();
    setAsked({ sawAccessCode: chosen?.needsAccessCode ?? false });
  };
}
