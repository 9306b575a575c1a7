import { assertNever } from '../../../shared/assert.ts';
import type { CandidateQuestion, Question } from '../../../shared/model/question.ts';
import { type Draw, listOf } from '../papers/draw-paper.ts';
import { roundPoints } from './grade-answer.ts';

interface Item {
  readonly id: string;
  readonly html: string;
}

const shown = ({ id, html }: Item): Item => ({ id, html });

/** By what the candidate reads, so that the order of the file, which is the key's, shows nowhere. */
const byText = (left: Item, right: Item): number => (left.html < right.html ? -1 : left.html > right.html ? 1 : 0);

type Gap = Extract<Question, { type: 'cloze' }>['gaps'][number];

/** As they were drawn for the candidate; what the draw does not name comes last. */
function arranged<T extends Item>(items: readonly T[], order: readonly string[] | undefined): readonly T[] {
  if (!order) return items;
  const places = new Map(order.map((id, place) => [id, place]));
  const placeOf = ({ id }: T): number => places.get(id) ?? order.length;
  return [...items].sort((left, right) => placeOf(left) - placeOf(right));
}

const gapOf = (gap: Gap, order: readonly string[] | undefined) =>
  gap.kind === 'choice' || gap.kind === 'several'
    ? { id: gap.id, kind: gap.kind, choices: arranged(gap.choices, order).map(shown) }
    : { id: gap.id, kind: gap.kind };

/** Whoever guesses must know what it can cost: the most that any choice takes away, and not which. */
const costOf = ({ choices, points }: Extract<Question, { type: 'single_choice' }>): number =>
  roundPoints(points * Math.max(0, ...choices.map(({ weight }) => -weight)));

/**
 * What a candidate may see of a question: copied field by field, so that a field added to the key stays at home.
 * No name, no weight, no feedback, no pair. `orders` are those drawn for the candidate. Source: security 15.
 */
export function toCandidateQuestion(question: Question, orders: Draw['orders'] = {}): CandidateQuestion {
  const base = { id: question.id, stemHtml: question.stemHtml, points: question.points };
  const order = orders[listOf(question.id)];
  switch (question.type) {
    case 'single_choice': {
      const wrongCosts = costOf(question);
      const choices = arranged(question.choices, order).map(shown);
      return { ...base, type: question.type, choices, ...(wrongCosts > 0 ? { wrongCosts } : {}) };
    }
    case 'multiple_choice':
      return { ...base, type: question.type, choices: arranged(question.choices, order).map(shown) };
    case 'matching':
      return {
        ...base,
        type: question.type,
        stems: question.stems.map(shown),
        choices: arranged([...question.choices].sort(byText), order).map(shown),
      };
    case 'ordering':
      return { ...base, type: question.type, items: arranged([...question.items].sort(byText), order).map(shown) };
    case 'cloze':
      return { ...base, type: question.type, gaps: question.gaps.map((gap) => gapOf(gap, orders[listOf(question.id, gap.id)])) };
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
