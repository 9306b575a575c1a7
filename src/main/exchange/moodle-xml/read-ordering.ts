import type { Question, TextFormat } from '../../../shared/model/question.ts';
import { Unreadable } from '../gift/unreadable.ts';
import type { XmlElement } from '../xml/read-xml.ts';
import { childText } from './element-text.ts';
import type { QuestionTexts } from './question-texts.ts';
import { answersOf } from './read-answers.ts';

type Ordering = Pick<Extract<Question, { type: 'ordering' }>, 'type' | 'items' | 'scoring'>;

interface Grading {
  readonly scoring: Ordering['scoring'];
  /** It gives the same shares as Moodle does. */
  readonly isExact: boolean;
}

/** The ways of grading by name and by number, and the nearest of ours. */
const GRADINGS: Readonly<Record<string, Grading>> = {
  ALL_OR_NOTHING: { scoring: 'all', isExact: true },
  ABSOLUTE_POSITION: { scoring: 'places', isExact: true },
  RELATIVE_NEXT_EXCLUDE_LAST: { scoring: 'neighbours', isExact: true },
  RELATIVE_NEXT_INCLUDE_LAST: { scoring: 'neighbours', isExact: false },
  RELATIVE_ONE_PREVIOUS_AND_NEXT: { scoring: 'neighbours', isExact: false },
  RELATIVE_ALL_PREVIOUS_AND_NEXT: { scoring: 'neighbours', isExact: false },
  LONGEST_ORDERED_SUBSET: { scoring: 'neighbours', isExact: false },
  LONGEST_CONTIGUOUS_SUBSET: { scoring: 'neighbours', isExact: false },
  RELATIVE_TO_CORRECT: { scoring: 'places', isExact: false },
};
const BY_NUMBER = Object.keys(GRADINGS);

const SAYS: Record<Ordering['scoring'], string> = {
  all: 'all in their places or nothing',
  places: 'a share for each item in its place',
  neighbours: 'a share for each pair of neighbours that is right',
};

function gradingOf(question: XmlElement, warn: (message: string) => void): Ordering['scoring'] {
  const written = childText(question, 'gradingtype').toUpperCase();
  const name = /^-?\d+$/.test(written) ? (BY_NUMBER[Number(written) + 1] ?? written) : written || 'ABSOLUTE_POSITION';
  const grading = GRADINGS[name];
  if (!grading) {
    warn(`its way of grading "${written.slice(0, 40)}" is unknown; here it is ${SAYS.places}`);
    return 'places';
  }
  if (!grading.isExact) warn(`Moodle grades it by ${name}; here it is ${SAYS[grading.scoring]}`);
  return grading.scoring;
}

/** Right is the order of the positions, which Moodle writes as fractions; without them that of the file. */
export function readOrdering(question: XmlElement, texts: QuestionTexts, format: TextFormat): Ordering {
  const answers = answersOf(question).map((answer) => ({
    ...texts.rich(answer, format),
    place: Number(answer.attributes.fraction ?? Number.NaN),
  }));
  const given = answers.filter(({ text }) => text !== '');
  if (given.length < answers.length) texts.warn('an item without text is left out');
  if (given.length < 2) throw new Unreadable('an ordering question needs at least two items');
  const hasPlaces = given.every(({ place }) => place > 0) && new Set(given.map(({ place }) => place)).size === given.length;
  const inOrder = hasPlaces ? given.toSorted((left, right) => left.place - right.place) : given;
  const some = Number(childText(question, 'selectcount'));
  const isPartial = !/^(?:|all|0)$/i.test(childText(question, 'selecttype')) && some > 1 && some < given.length;
  if (isPartial) texts.warn(`Moodle shows ${some} of its ${given.length} items to each candidate; here all of them are shown`);
  const items = withSecretIds(inOrder);
  return { type: 'ordering', items, scoring: gradingOf(question, texts.warn) };
}

/** Ids in the order of the texts: a candidate sees them, and counted in the right order they would be the key (security 15). */
function withSecretIds(items: readonly { text: string; html: string }[]): Ordering['items'] {
  const places = items.map((_, index) => index).toSorted((a, b) => ((items[a]?.text ?? '') < (items[b]?.text ?? '') ? -1 : 1));
  const idOf = new Map(places.map((place, rank) => [place, `i${rank + 1}`]));
  return items.map(({ text, html }, index) => ({ id: idOf.get(index) ?? `i${index + 1}`, text, html }));
}
