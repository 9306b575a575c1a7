import type { Question } from './question.ts';

/** What a slice may hold: some five milliseconds of writing or of passing it between threads. */
const MOST_QUESTIONS = 50;
const MOST_CHARACTERS = 200_000;

/** How much a question is, near enough: its longest text stands in it twice. */
const sizeOf = ({ stem, stemHtml }: Pick<Question, 'stem' | 'stemHtml'>): number => stem.length + stemHtml.length;

/**
 * A paper in slices small enough that whoever works through them one at a time answers others in between (decision 4). In order, each
 * question once; one that is larger than a slice is a slice of its own.
 */
export function sliceQuestions<Item extends Pick<Question, 'stem' | 'stemHtml'>>(questions: readonly Item[]): Item[][] {
  const slices: Item[][] = [];
  let slice: Item[] = [];
  let characters = 0;
  for (const question of questions) {
    const size = sizeOf(question);
    if (slice.length > 0 && (slice.length >= MOST_QUESTIONS || characters + size > MOST_CHARACTERS)) {
      slices.push(slice);
      slice = [];
      characters = 0;
    }
    slice.push(question);
    characters += size;
  }
  if (slice.length > 0) slices.push(slice);
  return slices;
}
