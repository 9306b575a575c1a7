import type { Question, RichText, TextFormat } from '../../../shared/model/question.ts';
import { MOST } from '../../../shared/model/question-limits.ts';
import { readCloze } from '../cloze/read-cloze.ts';
import { type GapOption, readGapSelect } from '../cloze/read-gap-select.ts';
import { Unreadable } from '../gift/unreadable.ts';
import { escapeHtml, toPlainLine, toRichText } from '../rich-text.ts';
import { elementsOf, firstOf, type XmlElement } from '../xml/read-xml.ts';
import { childText, flagOf, textOf } from './element-text.ts';
import type { EmbeddedMedia } from './embedded-media.ts';
import { QuestionTexts } from './question-texts.ts';
import {
  answersOf,
  readMatching,
  readMultichoice,
  readMultichoiceSet,
  readNumerical,
  readShortAnswer,
  readTrueFalse,
} from './read-answers.ts';
import { readEssay } from './read-essay.ts';
import { readOrdering } from './read-ordering.ts';
import { readStatements } from './read-statements.ts';

/** What the types share: the question, its texts, the format of its stem, and the stem's source. */
interface Source {
  readonly question: XmlElement;
  readonly texts: QuestionTexts;
  readonly format: TextFormat;
}
type Read = { readonly stem?: RichText } & object;

const plainStem =
  (read: (question: XmlElement, texts: QuestionTexts, format: TextFormat) => object) =>
  ({ question, texts, format }: Source): Read =>
    read(question, texts, format);

/** How each type of Moodle is read; what is not here is reported. */
const READERS: Readonly<Record<string, (source: Source) => Read>> = {
  multichoice: plainStem(readMultichoice),
  multichoiceset: plainStem(readMultichoiceSet),
  truefalse: plainStem(readTrueFalse),
  shortanswer: plainStem(readShortAnswer),
  numerical: plainStem(readNumerical),
  matching: plainStem(readMatching),
  match: plainStem(readMatching),
  // An add-on that has its right sides dragged; what is right and what it gives is the same.
  ddmatch: plainStem(readMatching),
  essay: plainStem(readEssay),
  ordering: plainStem(readOrdering),
  // Add-ons: several statements, each right or wrong.
  kprime: plainStem(readStatements),
  mtf: plainStem(readStatements),
  description: () => ({ type: 'description' }),
  cloze: clozeOf,
  multianswer: clozeOf,
  gapselect: (source) => gapSelectOf(source, 'selectoption'),
  ddwtos: (source) => gapSelectOf(source, 'dragbox'),
};

export const isReadType = (type: string): boolean => Object.hasOwn(READERS, type);

function clozeOf({ question, texts, format }: Source): Read {
  const element = firstOf(question, 'questiontext');
  return readCloze(textOf(element), format, {
    render: (text, own) => texts.render(text, own, element),
    warn: texts.warn,
  });
}

/** Words dragged into a text are chosen here: what is right and what it gives stays the same. */
function gapSelectOf({ question, texts, format }: Source, name: 'selectoption' | 'dragbox'): Read {
  const element = firstOf(question, 'questiontext');
  const options: GapOption[] = answersOf(question, name).map((option) => {
    const text = textOf(option);
    const html = name === 'dragbox' ? toRichText(text, 'html').html : escapeHtml(text);
    return { text, html, group: childText(option, 'group') || childText(option, 'draggroup') };
  });
  return readGapSelect(textOf(element), format, options, (text, own) => texts.render(text, own, element));
}

const MAX_NAME = MOST.name;

export const nameOf = (question: XmlElement): string =>
  textOf(firstOf(question, 'name')).replace(/\s+/g, ' ').slice(0, MAX_NAME).toWellFormed();

/** Makes a question of its element, or throws `Unreadable` with the reason. */
export function readQuestion(
  question: XmlElement,
  type: string,
  media: EmbeddedMedia,
  details: Pick<Question, 'id' | 'line' | 'category'>,
  warn: (message: string) => void,
): Question {
  const read = Object.hasOwn(READERS, type) ? READERS[type] : undefined;
  if (!read) throw new Unreadable('its type is unknown');
  const texts = new QuestionTexts(question, media, warn);
  const element = firstOf(question, 'questiontext');
  const format = texts.formatOf(element, 'html');
  const own = read({ question, texts, format });
  const { stem: marked, ...answers } = own;
  const stem = withOldPicture(marked ?? texts.rich(element, 'html'), question, media, warn);
  if (stem.text === '') throw new Unreadable('the text of the question is missing');
  const general = texts.rich(firstOf(question, 'generalfeedback'), format);
  return {
    ...details,
    name: nameOf(question) || toPlainLine(stem, 80) || 'Question',
    stem: stem.text,
    stemFormat: format,
    stemHtml: stem.html,
    points: pointsOf(question, answers, warn),
    ...(general.text === '' ? {} : { generalFeedback: general }),
    ...marksOf(question, warn),
    ...(flagOf(question, 'shuffleanswers', true) ? {} : { keepOrder: true }),
    ...answers,
  } as Question;
}

/** Moodle gives a cloze the points of its gaps. */
function pointsOf(
  question: XmlElement,
  answers: { type?: Question['type']; gaps?: { share: number }[] },
  warn: (message: string) => void,
): number {
  if (answers.type === 'description') return 0;
  const written = childText(question, 'defaultgrade') || childText(question, 'defaultmark');
  const otherwise = answers.gaps && answers.type === 'cloze' ? answers.gaps.reduce((sum, { share }) => sum + share, 0) : 1;
  const isSelect = /^(?:gapselect|ddwtos)$/i.test(question.attributes.type ?? '');
  if (written === '') return isSelect ? 1 : otherwise;
  const points = Number(written.replace(',', '.'));
  if (Number.isFinite(points) && points >= 0 && points <= MOST.points) return points;
  warn(`its points "${written.slice(0, 30)}" are no number from 0 to ${MOST.points}; it gets ${otherwise}`);
  return otherwise;
}

/** What stands beside the question for its bank: tags, number, penalty. */
function marksOf(question: XmlElement, warn: (message: string) => void): Pick<Question, 'tags' | 'idNumber' | 'penalty'> {
  const tags = elementsOf(question, 'tags').flatMap((list) =>
    elementsOf(list, 'tag').map((tag) => textOf(tag).replace(/\s+/g, ' ').slice(0, 100).toWellFormed()),
  );
  const named = [...new Set(tags)].filter((tag) => tag !== '');
  const idNumber = childText(question, 'idnumber').slice(0, 100).toWellFormed();
  const written = childText(question, 'penalty').replace(',', '.');
  const penalty = written === '' ? Number.NaN : Number(written);
  const isPenalty = penalty >= 0 && penalty <= 1;
  if (written !== '' && !isPenalty) warn(`its penalty "${written.slice(0, 30)}" is no share from 0 to 1 and is left out`);
  if (flagOf(question, 'hidden', false)) warn('it is hidden in its question bank; it is in the exam all the same');
  return {
    ...(named.length > 0 ? { tags: named } : {}),
    ...(idNumber === '' ? {} : { idNumber }),
    ...(isPenalty ? { penalty } : {}),
  };
}

/** Moodle 1.9 kept one picture beside the text, to be shown below it. */
function withOldPicture(stem: RichText, question: XmlElement, media: EmbeddedMedia, warn: (message: string) => void): RichText {
  const content = childText(question, 'image_base64');
  const name = childText(question, 'image').slice(0, 100).toWellFormed();
  if (content === '') {
    if (name !== '') warn(`the picture ${name} is not in this file`);
    return stem;
  }
  const taken = media.take(content, 'base64');
  if ('fault' in taken) {
    warn(`the picture ${name || 'of the question'} ${taken.fault}; it is not shown`);
    return stem;
  }
  const picture = `<p><img src="${taken.reference}" alt="" /></p>`;
  return { ...stem, text: `${stem.text}${picture}`, html: `${stem.html}${picture}` };
}
