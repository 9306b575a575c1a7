import { assertNever } from '../../../shared/assert.ts';
import type { CandidateQuestion, Question } from '../../../shared/model/question.ts';

interface Item {
  readonly id: string;
  readonly html: string;
}

const shown = ({ id, html }: Item): Item => ({ id, html });

/** By what the candidate reads, so that the order of the file, which is the key's, shows nowhere. */
const byText = (left: Item, right: Item): number => (left.html < right.html ? -1 : left.html > right.html ? 1 : 0);

type Gap = Extract<Question, { type: 'cloze' }>['gaps'][number];

const gapOf = (gap: Gap) =>
  gap.kind === 'choice' ? { id: gap.id, kind: gap.kind, choices: gap.choices.map(shown) } : { id: gap.id, kind: gap.kind };

/**
 * What a candidate may see of a question: copied field by field, so that a field added to the key stays at home.
 * No name, no weight, no feedback, no pair. Source: security 15.
 */
export function toCandidateQuestion(question: Question): CandidateQuestion {
  const base = { id: question.id, stemHtml: question.stemHtml, points: question.points };
  switch (question.type) {
    case 'single_choice':
    case 'multiple_choice':
      return { ...base, type: question.type, choices: question.choices.map(shown) };
    case 'matching':
      return {
        ...base,
        type: question.type,
        stems: question.stems.map(shown),
        choices: question.choices.map(shown).sort(byText),
      };
    case 'ordering':
      return { ...base, type: question.type, items: question.items.map(shown).sort(byText) };
    case 'cloze':
      return { ...base, type: question.type, gaps: question.gaps.map(gapOf) };
    case 'essay':
      return {
        ...base,
        type: question.type,
        ...(question.template === undefined ? {} : { template: question.template }),
        ...(question.words === undefined ? {} : { words: question.words }),
      };
    case 'true_false':
    case 'short_answer':
    case 'numerical':
    case 'description':
      return { ...base, type: question.type };
    default:
      return assertNever(question, 'question type');
  }
}
