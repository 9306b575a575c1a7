import { assertNever } from '../../../shared/assert.ts';
import type { Gap, Question } from '../../../shared/model/question.ts';

interface Item {
  readonly id: string;
  readonly html: string;
}

const byHtml = (left: Item, right: Item): number => (left.html < right.html ? -1 : left.html > right.html ? 1 : 0);

/** Each id and the one it gets: counted in the order of what a candidate reads. */
const silent = (items: readonly Item[], letter: string): Map<string, string> =>
  new Map([...items].sort(byHtml).map(({ id }, place) => [id, `${letter}${place + 1}`]));

function renamed<Kind extends Item>(items: readonly Kind[], letter: string): Kind[] {
  const ids = silent(items, letter);
  return items.map((item) => ({ ...item, id: ids.get(item.id) ?? item.id }));
}

const gapOf = (gap: Gap): Gap => ('choices' in gap ? { ...gap, choices: renamed(gap.choices, 'c') } : gap);

/**
 * The question with ids that tell nothing. Candidates see them, and files and editors number in the order of the key: what is to be put
 * in order as it is right, the partner of the first stem first, the right choice of a bank of tests first. Here they follow the alphabet
 * instead, so that a mixed order stays mixed for whoever reads the frames (security 15). Asked twice it changes nothing.
 */
export function withSilentIds(question: Question): Question {
  switch (question.type) {
    case 'single_choice':
    case 'multiple_choice':
      return { ...question, choices: renamed(question.choices, 'c') };
    case 'matching': {
      const ids = silent(question.choices, 'c');
      const pairs = Object.entries(question.pairs).map(([stem, choice]) => [stem, ids.get(choice) ?? choice]);
      return { ...question, choices: renamed(question.choices, 'c'), pairs: Object.fromEntries(pairs) };
    }
    case 'ordering':
      return { ...question, items: renamed(question.items, 'i') };
    case 'cloze':
      return { ...question, gaps: question.gaps.map(gapOf) };
    case 'true_false':
    case 'short_answer':
    case 'numerical':
    case 'essay':
    case 'description':
      return question;
    default:
      return assertNever(question, 'question type');
  }
}
