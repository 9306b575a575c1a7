import type { CandidateQuestion } from '../../../../shared/model/question.ts';

/** Every text of the paper that a page may have to show. */
export function paperTexts(questions: readonly CandidateQuestion[]): string[] {
  return questions.flatMap((question) => {
    const choices = 'choices' in question ? question.choices : [];
    const stems = 'stems' in question ? question.stems : [];
    return [question.stemHtml, ...choices.map(({ html }) => html), ...stems.map(({ html }) => html)];
  });
}
