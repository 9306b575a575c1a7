import type { Question } from '../../shared/model/question.ts';
import { sliceQuestions } from '../../shared/model/question-slices.ts';
import type { ImportOutcome, ImportTask } from './import-task.ts';
import type { ImportedExam } from './imported-exam.ts';

/** A file to read, or: the last slice is taken in, send the next. */
export type ToThread = ImportTask | 'next';

/** The outcome, its paper cut after the first slice; then the others, each when it is asked for. */
export type FromThread =
  | { readonly outcome: ImportOutcome; readonly isWhole: boolean }
  | { readonly questions: readonly Question[]; readonly isWhole: boolean };

const paperOf = (outcome: ImportOutcome): ImportedExam | undefined =>
  outcome.ok && 'questions' in outcome.value ? outcome.value : undefined;

/**
 * The thread's side: a paper of thousands of questions in one message is unpacked by the room in one step of a tenth of a second or more,
 * in which it answers nobody.
 */
export function createSlicedAnswer(post: (message: FromThread) => void): { begin(outcome: ImportOutcome): void; next(): void } {
  let rest: Question[][] = [];
  return {
    begin: (outcome) => {
      const paper = paperOf(outcome);
      const [first = [], ...others] = sliceQuestions(paper?.questions ?? []);
      rest = others;
      if (!paper || others.length === 0) post({ outcome, isWhole: true });
      else post({ outcome: { ok: true, value: { ...paper, questions: first } }, isWhole: false });
    },
    next: () => {
      const questions = rest.shift() ?? [];
      post({ questions, isWhole: rest.length === 0 });
    },
  };
}

/** The room's side: gathers what comes, and asks for more until all of it is there. */
export function createGathering(ask: () => void, whole: (outcome: ImportOutcome) => void): (message: FromThread) => void {
  let begun: ImportOutcome | undefined;
  const questions: Question[] = [];
  return (message) => {
    if ('outcome' in message) {
      begun = message.outcome;
      questions.push(...(paperOf(begun)?.questions ?? []));
    } else questions.push(...message.questions);
    if (!message.isWhole) return ask();
    const paper = begun && paperOf(begun);
    if (begun) whole(paper ? { ok: true, value: { ...paper, questions } } : begun);
  };
}
