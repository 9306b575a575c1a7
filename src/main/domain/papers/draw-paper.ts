import { assertNever } from '../../../shared/assert.ts';
import type { Drawing } from '../../../shared/model/drawing.ts';
import type { QuestionId } from '../../../shared/model/ids.ts';
import { isAnswerable, type Question } from '../../../shared/model/question.ts';
import { createSeededRandom, type Random, shuffled } from './seeded-random.ts';

/** One candidate's paper, as it was drawn once: which questions in which order, and the orders within them. */
export interface Draw {
  readonly questions: readonly QuestionId[];
  /** By question, or by question and gap (`listOf`): ids of choices or items as the candidate sees them. */
  readonly orders: Readonly<Record<string, readonly string[]>>;
}

/** The name of a list of choices in a draw. */
export const listOf = (questionId: string, gapId?: string): string =>
  gapId === undefined ? questionId : `${questionId}/${gapId}`;

/** From here on the key's own order is drawn again: nobody gets the answer as a gift, and that it is left out tells nothing. */
const LONG_ORDER = 4;

/** Is there anything to draw? Where not, every candidate gets the exam as it stands. */
export const isDrawn = (questions: readonly Question[], rules: Drawing): boolean =>
  rules.shuffleQuestions || rules.shuffleChoices || rules.pools.length > 0 || questions.some(({ type }) => type === 'ordering');

/** What the pools leave, in the order of the file. A pool that asks for more than there is takes all. */
function drawn(questions: readonly Question[], { pools }: Drawing, random: Random): readonly Question[] {
  const out = new Set<QuestionId>();
  for (const { category, take } of pools) {
    const members = questions.filter((question) => isAnswerable(question) && question.category === category);
    for (const { id } of shuffled(members, random).slice(take)) out.add(id);
  }
  return out.size === 0 ? questions : questions.filter(({ id }) => !out.has(id));
}

/** Texts to read keep their place, for they speak of what follows; questions are mixed between one and the next. */
function mixedQuestions(questions: readonly Question[], random: Random): Question[] {
  const mixed: Question[] = [];
  let block: Question[] = [];
  const close = (): void => {
    mixed.push(...shuffled(block, random));
    block = [];
  };
  for (const question of questions) {
    if (isAnswerable(question)) {
      block.push(question);
      continue;
    }
    close();
    mixed.push(question);
  }
  close();
  return mixed;
}

const idsOf = (items: readonly { readonly id: string }[]): string[] => items.map(({ id }) => id);

/** An order in which nothing tells the right one. */
function mixedItems(items: readonly { readonly id: string }[], random: Random): string[] {
  const key = idsOf(items);
  for (;;) {
    const order = shuffled(key, random);
    if (key.length < LONG_ORDER || order.some((id, place) => id !== key[place])) return order;
  }
}

function ordersOf(question: Question, rules: Drawing, random: Random): [string, string[]][] {
  if (question.type === 'ordering') return [[listOf(question.id), mixedItems(question.items, random)]];
  if (!rules.shuffleChoices || question.keepOrder === true) return [];
  switch (question.type) {
    case 'single_choice':
    case 'multiple_choice':
    case 'matching':
      return [[listOf(question.id), shuffled(idsOf(question.choices), random)]];
    case 'cloze':
      return question.gaps.flatMap((gap): [string, string[]][] =>
        'choices' in gap ? [[listOf(question.id, gap.id), shuffled(idsOf(gap.choices), random)]] : [],
      );
    case 'true_false':
    case 'short_answer':
    case 'numerical':
    case 'essay':
    case 'description':
      return [];
    default:
      return assertNever(question, 'question type');
  }
}

/**
 * Draws one candidate's paper: exactly n of each pool, every other question once, orders by chance. The same seed gives the
 * same paper. Whoever knows the seed knows the orders, and with them the key of an ordering question: it leaves the room never.
 * Source: features EX2.
 */
export function drawPaper(questions: readonly Question[], rules: Drawing, seed: string): Draw {
  const random = createSeededRandom(seed);
  const own = drawn(questions, rules, random);
  const ordered = rules.shuffleQuestions ? mixedQuestions(own, random) : own;
  return {
    questions: ordered.map(({ id }) => id),
    orders: Object.fromEntries(ordered.flatMap((question) => ordersOf(question, rules, random))),
  };
}
