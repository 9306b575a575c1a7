import type { Question, TextFormat } from '../../../shared/model/question.ts';
import { readCloze } from '../cloze/read-cloze.ts';
import type { EmbeddedMedia } from '../moodle-xml/embedded-media.ts';
import { toPlainLine } from '../rich-text.ts';
import { reveal, shield } from './escapes.ts';
import type { QuestionParts } from './question-parts.ts';
import { renderGift } from './question-text.ts';
import { nameOf } from './read-question.ts';

const NAME = /^\s*::(?:\\.|[^\\])*?::/;
const MARK = /^\s*\[(html|markdown|plain|moodle)\]/;

/**
 * A question among GIFT whose text has the gaps of a cloze, `{1:SHORTANSWER:=Paris}`, instead of an answer block. Name, format
 * and escapes around the gaps are GIFT's, the gaps are Moodle's. `Unreadable` with the reason.
 */
export function readGapQuestion(
  source: string,
  parts: QuestionParts,
  details: Pick<Question, 'id' | 'line' | 'tags' | 'category' | 'idNumber'>,
  media: EmbeddedMedia,
  warn: (message: string) => void,
): Question {
  const text = source.replace(NAME, '');
  const format = (MARK.exec(text)?.[1] ?? 'moodle') as TextFormat;
  const { stem, ...cloze } = readCloze(text.replace(MARK, '').trim(), format, {
    render: (own, asked) => renderGift(reveal(shield(own)), asked, media, warn),
    warn,
  });
  return {
    ...details,
    name: nameOf(parts.name) || toPlainLine(stem, 80) || 'Question',
    stem: stem.text,
    stemFormat: format,
    stemHtml: stem.html,
    points: cloze.gaps.reduce((sum, { share }) => sum + share, 0),
    ...cloze,
  };
}
