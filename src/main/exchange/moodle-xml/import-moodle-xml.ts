import { categoryPath } from '../gift/category-path.ts';
import { categoryTitle } from '../gift/category-title.ts';
import { ImportAccount } from '../import-account.ts';
import { ImportRefused } from '../import-refused.ts';
import { type ImportedExam, MAX_EXAM_BYTES } from '../imported-exam.ts';
import { toPlainLine, toRichText } from '../rich-text.ts';
import { decodeXml, elementsOf, firstOf, readXml, type XmlElement } from '../xml/read-xml.ts';
import { textOf } from './element-text.ts';
import { EmbeddedMedia } from './embedded-media.ts';
import { isReadType, nameOf, readQuestion } from './read-question.ts';
import { reasonFor } from './unsupported-types.ts';

/**
 * Reads a question bank in Moodle's XML. Every question of the file is in the exam or, with its line, its name, its type
 * and a reason, in the report's `skipped`; pictures and sounds inside the file come along.
 *
 * Throws `ImportRefused`: `file_too_large`, `file_hostile`, `file_not_text`, `nothing_importable` (with the report).
 * Source: features EX1; protocol 6, Import.
 */
export function importMoodleXml(bytes: Uint8Array, options: { filename?: string | undefined } = {}): ImportedExam {
  if (bytes.byteLength > MAX_EXAM_BYTES)
    throw new ImportRefused('file_too_large', 'This file is larger than 20 MB; divide it and import its parts.');
  const quiz = readXml(bytes);
  if (quiz.name !== 'quiz') {
    throw new ImportRefused(
      'format_unknown',
      `This XML begins with <${quiz.name.slice(0, 40)}>, and Moodle XML with <quiz>: export the questions as Moodle XML.`,
    );
  }
  const account = new ImportAccount('moodle-xml');
  const guess = decodeXml(bytes)?.guess;
  if (guess !== undefined) account.warn(guess);
  const media = new EmbeddedMedia();
  const bank = { title: undefined as string | undefined, category: undefined as string | undefined };
  for (const question of elementsOf(quiz)) {
    const type = (question.attributes.type ?? '').trim().toLowerCase();
    if (question.name === 'question' && type === 'category') {
      const written = textOf(firstOf(question, 'category'));
      bank.category = categoryPath(written);
      bank.title ??= categoryTitle(`:${written}`);
    } else readElement(account, question, type, media, bank.category);
  }
  tellWhatIsNotKept(account, quiz);
  const exam = account.finish({ filename: options.filename, ownTitle: bank.title, kind: 'a Moodle XML file' });
  const named = media.namedIn(exam.questions);
  return named.length > 0 ? { ...exam, media: named } : exam;
}

function readElement(
  account: ImportAccount,
  element: XmlElement,
  type: string,
  media: EmbeddedMedia,
  category: string | undefined,
): void {
  const stem = textOf(firstOf(element, 'questiontext')).slice(0, 300);
  const item = nameOf(element) || toPlainLine(toRichText(stem, 'html'), 80);
  const source = { line: element.line, item, type };
  if (element.name !== 'question')
    account.pass({ ...source, type: element.name }, `<${element.name.slice(0, 40)}> is no question`);
  else if (type === '') account.pass({ line: element.line, item }, 'the file does not say of what type it is');
  else if (!isReadType(type)) account.pass(source, reasonFor(type));
  else {
    account.read(source, (details, warn) =>
      readQuestion(element, type, media, { ...details, ...(category === undefined ? {} : { category }) }, warn),
    );
  }
}

const isCategory = ({ attributes }: XmlElement): boolean => (attributes.type ?? '').trim().toLowerCase() === 'category';

const COMBINED = ['correctfeedback', 'partiallycorrectfeedback', 'incorrectfeedback'];

/** Once a file, not once a question: what Moodle shows during a practice quiz, or beside its bank, has no place in an exam. */
function tellWhatIsNotKept(account: ImportAccount, quiz: XmlElement): void {
  const questions = elementsOf(quiz, 'question');
  const described = questions.filter((question) => isCategory(question) && textOf(firstOf(question, 'info')) !== '').length;
  if (described > 0) account.warn(`Descriptions of categories are not kept (categories with one: ${described}).`);
  const hinted = questions.filter((question) => elementsOf(question, 'hint').some((hint) => textOf(hint) !== '')).length;
  if (hinted > 0) account.warn(`Hints for further tries are not kept (questions with hints: ${hinted}).`);
  const combined = questions.filter((question) => COMBINED.some((name) => textOf(firstOf(question, name)) !== '')).length;
  if (combined > 0) {
    account.warn(
      `Feedback for an answer as a whole (right, partly right, wrong) is not kept (questions with it: ${combined}); that of each choice is.`,
    );
  }
}
