import type { CandidateQuestion } from '../../../../shared/model/question.ts';

/** Every text of the paper that a page may have to show. */
export function paperTexts(questions: readonly CandidateQuestion[]): string[] {
  return questions.flatMap((question) => {
    const choices = 'choices' in question ? question.choices : [];
    const stems = 'stems' in question ? question.stems : [];
    const items = 'items' in question ? question.items : [];
    const gaps = 'gaps' in question ? question.gaps.flatMap((gap) => ('choices' in gap ? gap.choices : [])) : [];
    return [question.stemHtml, ...[...choices, ...stems, ...items, ...gaps].map(({ html }) => html)];
  });
}
