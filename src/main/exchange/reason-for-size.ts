import type { Question } from '../../shared/model/question.ts';
import { toQuestionDraft } from '../../shared/model/question-as-draft.ts';
import type { QuestionFlaw } from '../../shared/model/question-flaws.ts';
import { excessOf } from '../../shared/model/question-limits.ts';

/** What teachers call the parts of a question. */
const CALLED: Readonly<Record<string, string>> = {
  name: 'name',
  stem: 'text',
  choices: 'choices',
  accepted: 'accepted answers',
  stems: 'left sides',
  items: 'items',
  gaps: 'gaps',
  template: 'template',
  graderInfo: 'notes for the marker',
};

const called = (path: QuestionFlaw['path']): string => {
  const names = path.filter((part) => typeof part === 'string').map(String);
  return names.some((name) => /^feedback|Feedback$/.test(name))
    ? 'feedback'
    : (CALLED[names.findLast((name) => name !== 'text') ?? ''] ?? 'texts');
};

/** Flaws of size that are not of one text. */
const REASONS: Partial<Record<QuestionFlaw['flaw'], (has: string, fits: string, part: string) => string>> = {
  list_too_long: (has, fits, part) => `it has ${has} ${part}, and a question has at most ${fits} here`,
  points_too_high: (has, fits) => `it is worth ${has} points, and a question is worth at most ${fits} here`,
  share_too_large: (has, fits) => `one of its gaps counts ${has}, and a gap counts at most ${fits} here`,
  question_too_large: (has, fits) => `its texts have ${has} characters together, and a question has at most ${fits} here`,
};

function textTooLong(has: string, fits: string, part: string): string {
  return `its ${part} ${part.endsWith('s') ? 'have one of' : 'has'} ${has} characters, and at most ${fits} fit here`;
}

const shown = (count: number): string => count.toLocaleString('en', { maximumFractionDigits: 7 });

function reasonOf({ flaw, path, most = 0, over = 0 }: QuestionFlaw): string {
  return (REASONS[flaw] ?? textTooLong)(shown(most + over), shown(most), called(path));
}

/** What there is more of in a question than the editor takes, as a reason to skip it; nothing: it is small enough. Source: EX1, EX2. */
export function reasonForSize(question: Question): string | undefined {
  const [excess] = excessOf(toQuestionDraft(question));
  return excess && `${reasonOf(excess)}; divide it`;
}
