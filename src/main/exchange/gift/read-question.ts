import type { Question, QuestionType } from '../../../shared/model/question.ts';
import { MOST } from '../../../shared/model/question-limits.ts';
import type { EmbeddedMedia } from '../moodle-xml/embedded-media.ts';
import { toPlainLine } from '../rich-text.ts';
import { reveal } from './escapes.ts';
import type { QuestionParts } from './question-parts.ts';
import { formatOf, type QuestionText, questionText, renderGift } from './question-text.ts';
import { readChoices } from './read-choices.ts';
import { readMatching } from './read-matching.ts';
import { readNumerical } from './read-numerical.ts';
import { readShortAnswer } from './read-short-answer.ts';
import { isTrueFalse, readTrueFalse } from './read-true-false.ts';
import { Unreadable } from './unreadable.ts';

const MAX_NAME = MOST.name;

/** The type an answer block makes, by the signs in it and in this order. Source: Moodle's GIFT. */
export function typeOf(answers: string | undefined): QuestionType {
  if (answers === undefined) return 'description';
  if (answers === '') return 'essay';
  if (answers.startsWith('#')) return 'numerical';
  if (answers.includes('~')) return answers.includes('=') ? 'single_choice' : 'multiple_choice';
  if (answers.includes('=') && answers.includes('->')) return 'matching';
  return isTrueFalse(answers) ? 'true_false' : 'short_answer';
}

/** Makes a question of its parts, or throws `Unreadable` with the reason. `details` are the fields the file's place decides. */
export function readQuestion(
  parts: QuestionParts,
  details: Pick<Question, 'id' | 'line' | 'tags' | 'category' | 'idNumber'>,
  media: EmbeddedMedia,
  warn: (message: string) => void,
): Question {
  const { text: source, format } = formatOf(parts.stem, 'moodle');
  const stem = renderGift(source, format, media, warn);
  const type = typeOf(parts.answers);
  if (stem.text === '') throw new Unreadable('the text of the question is missing');
  const text = questionText(format, media, warn);
  const general = parts.generalFeedback.trim();
  const base = {
    ...details,
    name: nameOf(parts.name) || toPlainLine(stem, 80) || 'Question',
    stem: stem.text,
    stemFormat: format,
    stemHtml: stem.html,
    points: type === 'description' ? 0 : 1,
    ...(general === '' ? {} : { generalFeedback: text.rich(general) }),
  };
  return { ...base, ...readAnswers(type, parts.answers ?? '', text) };
}

function readAnswers(type: QuestionType, answers: string, text: QuestionText) {
  switch (type) {
    case 'single_choice':
    case 'multiple_choice':
      return readChoices(answers, text);
    case 'short_answer':
      return readShortAnswer(answers, text);
    case 'numerical':
      return readNumerical(answers.slice(1), text);
    case 'matching':
      return readMatching(answers, text);
    case 'true_false':
      return readTrueFalse(answers, text);
    case 'essay':
      return { type: 'essay' as const };
    // GIFT has neither of the first two.
    case 'ordering':
    case 'cloze':
    case 'description':
      return { type: 'description' as const };
  }
}

/** A name in one line, with its escapes undone, no longer than names may be. */
export function nameOf(shielded: string | undefined): string {
  return reveal(shielded ?? '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, MAX_NAME)
    .toWellFormed();
}

/** How a skipped question is called in the report: its name, else its first words. */
export function itemOf(parts: QuestionParts): string {
  const { text } = formatOf(parts.stem.slice(0, 300), 'moodle');
  const line = (nameOf(parts.name) || text).replace(/\s+/g, ' ');
  return line.length <= 80 ? line : `${line.slice(0, 79).toWellFormed()}…`;
}
