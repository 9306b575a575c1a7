import MarkdownIt from 'markdown-it';
import { assertNever } from '../../shared/assert.ts';
import type { RichText, TextFormat } from '../../shared/model/question.ts';
import { takeFormulasApart } from './formulas-apart.ts';
import { escapeNonMarkup, isSimpleMarkup } from './html-markup.ts';
import { mathInPlace } from './math-in-html.ts';
import { sanitiseHtml } from './sanitise-html.ts';

const markdown = new MarkdownIt({ html: false, linkify: false, breaks: false });

/** Beyond this a Markdown text is shown as it is written: no parser's worst case shall stop a room. */
const MAX_MARKDOWN = 100_000;

/** Likewise for HTML: the parser needs quadratic time for tables in tables, and no exam text has so many tags. */
const MAX_TAGS = 10_000;

function hasTooManyTags(text: string): boolean {
  let count = 0;
  for (let at = text.indexOf('<'); at >= 0 && count <= MAX_TAGS; at = text.indexOf('<', at + 1)) count += 1;
  return count > MAX_TAGS;
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** The text itself, safe to stand in HTML. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);

const plain = (text: string): string => escapeHtml(text).replaceAll('  ', '&nbsp; ').replaceAll('\n', '<br>');

/** Moodle's automatic format: HTML is HTML, and a new line is a new line unless a tag stands beside it. */
function breakLines(html: string): string {
  if (!html.includes('\n')) return html;
  let tagEnd = 0;
  return html.replace(/<[^<>]*>|\n+/g, (piece, offset: number) => {
    if (piece.startsWith('<')) {
      tagEnd = offset + piece.length;
      return piece;
    }
    const touchesTag = (tagEnd === offset && offset > 0) || html[offset + piece.length] === '<';
    return touchesTag ? ' ' : '<br>'.repeat(Math.min(piece.length, 2));
  });
}

/** Who is asked about the pictures and sounds of a text. */
export interface MediaOfText {
  /** `media:<sha256>` for a source the file brings along, else nothing. */
  readonly find?: (source: string) => string | undefined;
  /** Is told the source of each picture or sound that had to go. */
  readonly lose?: (source: string) => void;
}

function renderMarkup(text: string, isMoodle: boolean, media: MediaOfText): string {
  // Most texts of an exam have no markup at all: 500 questions shall not wait for a parser of HTML.
  const drawn = mathInPlace(text);
  const markup = /[<&]/.test(drawn) ? escapeNonMarkup(drawn) : escapeHtml(drawn);
  const { text: source, restore } = takeFormulasApart(markup, 'html');
  const html = isMoodle ? breakLines(source) : source;
  return restore(isSimpleMarkup(html) ? html : sanitiseHtml(html, media));
}

function render(text: string, format: TextFormat, media: MediaOfText): string {
  if (
    format === 'plain' ||
    (format === 'markdown' && text.length > MAX_MARKDOWN) ||
    (format !== 'markdown' && hasTooManyTags(text))
  ) {
    const { text: source, restore } = takeFormulasApart(text, 'plain');
    return restore(plain(source));
  }
  switch (format) {
    case 'markdown': {
      const { text: source, restore } = takeFormulasApart(text, 'markdown');
      return restore(sanitiseHtml(markdown.render(source), media).trim());
    }
    case 'html':
    case 'moodle':
      return renderMarkup(text, format === 'moodle', media);
    default:
      return assertNever(format, 'text format');
  }
}

/**
 * A text of the file with its rendering: sanitised, so that nothing in it can act or reach a network. Mathematics
 * between `\( \)`, `\[ \]` and `$$` stays as it is written, for the page to draw.
 *
 * Source: features EX1; the formats are Moodle's.
 */
export function toRichText(text: string, format: TextFormat, media: MediaOfText = {}): RichText {
  return { text, format, html: render(text, format, media) };
}

/** The words of a text, for a name or a list: markup gone, white space single, at most `max` characters. */
export function toPlainLine(text: RichText, max: number): string {
  const words = text.html
    .replace(/<[^<>]*>/g, ' ')
    .replace(/&(?:amp|lt|gt|quot|nbsp);/g, decodeEntity)
    .replace(/\s+/g, ' ')
    .trim();
  return words.length <= max
    ? words
    : `${words
        .slice(0, max - 1)
        .toWellFormed()
        .trimEnd()}…`;
}

function decodeEntity(entity: string): string {
  if (entity === '&nbsp;') return ' ';
  return Object.entries(ENTITIES).find(([, escaped]) => escaped === entity)?.[0] ?? entity;
}
