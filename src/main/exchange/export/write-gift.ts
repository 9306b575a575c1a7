import { assertNever } from '../../../shared/assert.ts';
import { mediaIn } from '../../../shared/model/media.ts';
import type { Question, RichText, TextFormat } from '../../../shared/model/question.ts';
import { escapeHtml, toPlainLine } from '../rich-text.ts';
import { demandText, type ExportAccount, type FindMedia, Unsayable } from './export-account.ts';
import { percentOf } from './percent.ts';
import { sourceOf } from './source-of.ts';

type Lose = (what: string) => void;

/** On one line, with everything GIFT takes for its own denied. */
const escaped = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/[\\~=#{}:]/g, '\\$&')
    .replaceAll('\n', '\\n');

/** What a text says a picture shows, in HTML or in Markdown; empty if it says nothing. */
function altOf(sha256: string, text: string): string {
  const tag = text.split('<').find((part) => part.includes(sha256)) ?? '';
  const marked = text.slice(0, text.indexOf(`](media:${sha256}`) + 1);
  return /\balt\s*=\s*"([^"]*)"/.exec(tag)?.[1] ?? /!\[([^\]]*)\]$/.exec(marked)?.[1] ?? '';
}

/** Writes texts of one question in GIFT: a format is named where it is not that of the stem. */
class GiftTexts {
  private readonly likely: TextFormat;
  private readonly lose: Lose;
  private readonly find: FindMedia;

  constructor(likely: TextFormat, find: FindMedia, lose: Lose) {
    this.likely = likely;
    this.find = find;
    this.lose = lose;
  }

  text(text: string, html: string, own: TextFormat = this.likely): string {
    const source = sourceOf(text, html, own);
    return this.marked(source, source.format !== this.likely || source.text.startsWith('['));
  }

  marked({ text, format }: { text: string; format: TextFormat }, isMarked: boolean): string {
    for (const sha256 of mediaIn(text)) this.lose(this.nameOf(sha256, text));
    return `${isMarked ? `[${format}]` : ''}${escaped(text)}`;
  }

  /** A picture or sound as its teacher would know it. */
  private nameOf(sha256: string, text: string): string {
    const medium = this.find(sha256);
    const [, kind = '', own = ''] = /^(\w+)\/(\w+)$/.exec(medium?.mediaType ?? '') ?? [];
    const alt = altOf(sha256, text).replace(/\s+/g, ' ').slice(0, 80).toWellFormed();
    const size = medium ? ` (${own.toUpperCase()}, ${Math.ceil(medium.bytes.byteLength / 1024)} KB)` : '';
    const what = kind === 'audio' ? 'sound' : kind === 'image' ? 'picture' : 'picture or sound';
    return `its ${what}${alt === '' ? '' : ` "${alt}"`}${size} is not in the file: GIFT cannot carry it, Moodle XML can`;
  }

  feedback(text: RichText | undefined, sign = '#'): string {
    return text ? `${sign}${this.text(text.text, text.html, text.format)}` : '';
  }
}

function choicesOf(question: Extract<Question, { type: 'single_choice' | 'multiple_choice' }>, texts: GiftTexts): string {
  const isSingle = question.type === 'single_choice';
  if (!isSingle && question.scoring === 'all') throw new Unsayable('GIFT cannot say that all right choices count or nothing');
  if (isSingle && !question.choices.some(({ weight }) => weight === 1))
    throw new Unsayable('none of its choices gives all the points, which GIFT cannot say of a single choice');
  if (isSingle && question.choices.every(({ weight }) => weight === 1))
    throw new Unsayable('all of its choices are right, which GIFT takes for answers to be typed');
  return question.choices
    .map(({ text, html, weight, feedback }) => {
      const share = isSingle && (weight === 1 || weight === 0) ? '' : `%${percentOf(weight)}%`;
      const own = texts.text(text, html);
      // A text that begins with a percentage needs one before it.
      const guard = share === '' && own.startsWith('%') ? `%${percentOf(weight)}%` : share;
      return `${isSingle && weight === 1 ? '=' : '~'}${guard}${own}${texts.feedback(feedback)}`;
    })
    .join(' ');
}

const shareMark = (weight: number, text: string): string =>
  weight === 1 && !text.startsWith('%') ? '' : `%${percentOf(weight)}%`;

function matchingOf(question: Extract<Question, { type: 'matching' }>, texts: GiftTexts, lose: Lose): string {
  if (question.scoring === 'all') throw new Unsayable('GIFT cannot say that all pairs count or nothing');
  const words = new Map(
    question.choices.map(({ id, text, html }) => {
      if (html === escapeHtml(text)) return [id, text];
      lose('the markup of its choices is not kept');
      return [id, toPlainLine({ text, html, format: 'html' }, 1_000)];
    }),
  );
  const used = new Set<string>();
  const pairs = question.stems.map(({ id, text, html }) => {
    const choice = question.pairs[id];
    const right = choice === undefined ? undefined : words.get(choice);
    if (choice === undefined || right === undefined) throw new Unsayable('one of its left sides matches nothing');
    used.add(choice);
    const left = texts.text(text, html);
    if (left.includes('->')) throw new Unsayable('a left side has -> in it, which GIFT takes for the sign between the sides');
    return `=${left} -> ${escaped(right)}`;
  });
  const others = [...words].filter(([id]) => !used.has(id)).map(([, right]) => `= -> ${escaped(right)}`);
  if (pairs.length + others.length < 2) throw new Unsayable('it has one pair, and GIFT wants two');
  return [...pairs, ...others].join(' ');
}

function numberOf(match: Extract<Question, { type: 'numerical' }>['accepted'][number]['match']): string {
  switch (match.kind) {
    case 'any':
      return '*';
    case 'range':
      return `${match.min}..${match.max}`;
    case 'within':
      return match.tolerance === 0 ? String(match.value) : `${match.value}:${match.tolerance}`;
    default:
      return assertNever(match, 'accepted number');
  }
}

/** What stands between the braces; nothing for a description, which has none. */
function answersOf(question: Question, texts: GiftTexts, lose: Lose): string | undefined {
  switch (question.type) {
    case 'single_choice':
    case 'multiple_choice':
      return choicesOf(question, texts);
    case 'true_false': {
      const [wrong, right] = [texts.feedback(question.feedbackWhenWrong), texts.feedback(question.feedbackWhenRight)];
      return `${question.answer ? 'TRUE' : 'FALSE'}${wrong || (right ? '#' : '')}${right}`;
    }
    case 'short_answer':
      if (question.accepted.some(({ text }) => text.includes('->')))
        throw new Unsayable('an answer has -> in it, which GIFT takes for the sign of a matching question');
      if (question.caseSensitive) lose('GIFT cannot say that capitals count');
      return question.accepted
        .map(
          ({ text, weight, feedback }) =>
            `=${shareMark(weight, text)}${text.startsWith('[') ? `[plain]` : ''}${escaped(text)}${texts.feedback(feedback)}`,
        )
        .join(' ');
    case 'numerical':
      return `#${question.accepted
        .map(({ match, weight, feedback }) => `=${shareMark(weight, '')}${numberOf(match)}${texts.feedback(feedback)}`)
        .join(' ')}`;
    case 'matching':
      return matchingOf(question, texts, lose);
    case 'essay':
      if (question.graderInfo || question.template !== undefined || question.words)
        lose('GIFT cannot say limits of words, a template or notes for the marker');
      return '';
    case 'ordering':
      throw new Unsayable('GIFT has no ordering questions; Moodle XML has');
    case 'cloze':
      throw new Unsayable('GIFT has no texts with several gaps; Moodle XML has');
    case 'description':
      return undefined;
    default:
      return assertNever(question, 'question type');
  }
}

const MARKED_ID = /^id:/;

/** `[id:...]` and `[tag:...]` in a comment, as Moodle writes them. Papers read by earlier versions have their id as a tag. */
function tagLine({ tags = [], idNumber }: Question, lose: Lose): string {
  const ids = [
    ...(idNumber === undefined ? [] : [idNumber]),
    ...tags.filter((tag) => MARKED_ID.test(tag)).map((tag) => tag.slice(3)),
  ];
  const named = tags.filter((tag) => !MARKED_ID.test(tag));
  for (const id of ids.slice(1)) lose(`GIFT has one id for a question, and ${id} is not in the file`);
  for (const tag of named) if (/[<>`]/.test(tag)) lose(`the tag "${tag}" has signs in it that GIFT does not allow`);
  const mark = (kind: 'id' | 'tag', text: string): string => `[${kind}:${text.replaceAll(']', '\\]')}]`;
  const written = [...ids.slice(0, 1).map((id) => mark('id', id)), ...named.map((tag) => mark('tag', tag))];
  return written.length === 0 ? '' : `// ${written.join(' ').replace(/\s+/g, ' ')}\n`;
}

function questionGift(question: Question, find: FindMedia, lose: Lose): string {
  const stem = sourceOf(question.stem, question.stemHtml, question.stemFormat);
  const texts = new GiftTexts(stem.format, find, lose);
  const answers = answersOf(question, texts, lose);
  const general = texts.feedback(question.generalFeedback, '####');
  if (answers === undefined && general !== '') lose('GIFT cannot say the feedback of a description');
  if (answers !== undefined && question.points !== 1) lose(`GIFT cannot say its points, ${question.points}`);
  if (question.keepOrder) lose('GIFT cannot say that its choices keep their order');
  const isMarked = stem.format !== 'moodle' || stem.text.startsWith('[');
  demandText(stem.text);
  return (
    `${tagLine(question, lose)}::${escaped(question.name)}::${texts.marked(stem, isMarked)}` +
    `${answers === undefined ? '' : ` {${answers}${general}}`}\n\n`
  );
}

/** A question bank in GIFT. What GIFT cannot say is in the account, and skipped questions in a comment at the top. */
export function writeGift(questions: readonly Question[], find: FindMedia, account: ExportAccount): string {
  let category = '';
  const written = questions.map((question) => {
    const text = account.write(question, (lose) => questionGift(question, find, lose));
    if (text !== undefined && question.penalty !== undefined)
      account.warn('Penalties for further tries are not in the file: GIFT cannot say them.');
    if (text === undefined || (question.category ?? '') === category) return text ?? '';
    category = question.category ?? '';
    return `$CATEGORY: $course$/top${category === '' ? '' : `/${category.replace(/\s+/g, ' ')}`}\n\n${text}`;
  });
  const left = account
    .finish()
    .skipped.map(({ item, type, reason }) => `// not in this file: "${item.replace(/\s+/g, ' ')}" (${type}): ${reason}\n`);
  return `${left.length > 0 ? `${left.join('')}\n` : ''}${written.join('')}`;
}
