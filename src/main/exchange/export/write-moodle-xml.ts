import { assertNever } from '../../../shared/assert.ts';
import type { Choice, Question, RichText, TextFormat } from '../../../shared/model/question.ts';
import { wordsOf } from '../moodle-xml/read-answers.ts';
import { escapeHtml, toPlainLine } from '../rich-text.ts';
import { demandText, type ExportAccount, type FindMedia, Unsayable } from './export-account.ts';
import { stemWithCodes, valueAndTolerance } from './gap-code.ts';
import { percentOf } from './percent.ts';
import { sourceOf } from './source-of.ts';
import { xmlMarkup, xmlText } from './xml-text.ts';

const FORMAT_NAMES: Record<TextFormat, string> = {
  html: 'html',
  plain: 'plain_text',
  markdown: 'markdown',
  moodle: 'moodle_auto_format',
};
const ENDINGS: Record<string, string> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'audio/mpeg': 'mp3',
  'audio/ogg': 'ogg',
  'audio/wav': 'wav',
};

interface Written {
  readonly text: string;
  readonly format: TextFormat;
}

/** Writes the texts and media of one question. */
class QuestionXml {
  private readonly find: FindMedia;
  readonly lose: (what: string) => void;

  constructor(find: FindMedia, lose: (what: string) => void) {
    this.find = find;
    this.lose = lose;
  }

  /** `<text>` and the files it names, beside it. */
  inside({ text }: Written): string {
    const files = new Map<string, string>();
    const named = text.replace(/media:([0-9a-f]{64})/g, (_, sha256: string) => {
      const found = this.find(sha256);
      const name = `${sha256.slice(0, 16)}.${found ? ENDINGS[found.mediaType] : 'missing'}`;
      if (found) files.set(name, Buffer.from(found.bytes).toString('base64'));
      else this.lose('a picture or sound of it is not in the room any more, and not in the file');
      return `@@PLUGINFILE@@/${name}`;
    });
    const attached = [...files].map(([name, content]) => `<file name="${name}" path="/" encoding="base64">${content}</file>`);
    return `<text>${xmlMarkup(named)}</text>${attached.join('')}`;
  }

  element(name: string, written: Written, more = ''): string {
    return `<${name}${more} format="${FORMAT_NAMES[written.format]}">${this.inside(written)}</${name}>`;
  }

  rich(name: string, text: RichText | undefined): string {
    return text ? this.element(name, sourceOf(text.text, text.html, text.format)) : '';
  }

  choice({ text, html, weight, feedback }: Choice, likely: TextFormat): string {
    const source = sourceOf(text, html, likely);
    return `<answer fraction="${percentOf(weight)}" format="${FORMAT_NAMES[source.format]}">${this.inside(source)}${this.rich('feedback', feedback)}</answer>`;
  }
}

const TYPES: Record<Question['type'], string> = {
  single_choice: 'multichoice',
  multiple_choice: 'multichoice',
  true_false: 'truefalse',
  short_answer: 'shortanswer',
  numerical: 'numerical',
  matching: 'matching',
  ordering: 'ordering',
  cloze: 'cloze',
  essay: 'essay',
  description: 'description',
};
const GRADINGS = { all: 'ALL_OR_NOTHING', places: 'ABSOLUTE_POSITION', neighbours: 'RELATIVE_NEXT_EXCLUDE_LAST' } as const;

const answerXml = (fraction: string, text: string, inside: string): string =>
  `<answer fraction="${fraction}" format="moodle_auto_format"><text>${xmlText(text)}</text>${inside}</answer>`;

function matchingXml(question: Extract<Question, { type: 'matching' }>, xml: QuestionXml): string {
  const words = new Map(
    question.choices.map(({ id, text, html }) => {
      if (html === escapeHtml(text)) return [id, text];
      if (/<(?:img|audio)\b/.test(html))
        throw new Unsayable('a choice of it is a picture or a sound, which Moodle has no matching for');
      xml.lose('the markup of its choices is not kept');
      return [id, toPlainLine({ text, html, format: 'html' }, 1_000)];
    }),
  );
  const used = new Set<string>();
  const pair = (stem: Written, right: string): string =>
    xml
      .element('subquestion', stem)
      .replace(
        /<\/subquestion>$/,
        `<answer><text>${xmlText(wordsOf(right) === right ? right : escapeHtml(right))}</text></answer></subquestion>`,
      );
  const pairs = question.stems.map(({ id, text, html }) => {
    const choice = question.pairs[id];
    const right = choice === undefined ? undefined : words.get(choice);
    if (choice === undefined || right === undefined) throw new Unsayable('one of its left sides matches nothing');
    used.add(choice);
    return pair(sourceOf(text, html, question.stemFormat), right);
  });
  const others = [...words].filter(([id]) => !used.has(id)).map(([, right]) => pair({ text: '', format: 'html' }, right));
  return [...pairs, ...others].join('\n    ');
}

/** What only this type has. */
function partsOf(question: Question, xml: QuestionXml): string {
  switch (question.type) {
    case 'single_choice':
    case 'multiple_choice':
      if (question.choices.length < 2) throw new Unsayable('it has one choice, and Moodle wants two');
      return `<single>${question.type === 'single_choice'}</single>\n    ${question.choices.map((choice) => xml.choice(choice, question.stemFormat)).join('\n    ')}`;
    case 'true_false': {
      const part = (answer: boolean): string =>
        answerXml(
          question.answer === answer ? '100' : '0',
          String(answer),
          xml.rich('feedback', question.answer === answer ? question.feedbackWhenRight : question.feedbackWhenWrong),
        );
      return part(true) + part(false);
    }
    case 'short_answer':
      return `<usecase>${question.caseSensitive ? 1 : 0}</usecase>${question.accepted
        .map(({ text, weight, feedback }) => answerXml(percentOf(weight), text, xml.rich('feedback', feedback)))
        .join('')}`;
    case 'numerical':
      return question.accepted
        .map(({ match, weight, feedback }) => {
          const { value, tolerance } = valueAndTolerance(match, xml.lose);
          return answerXml(percentOf(weight), value, `${xml.rich('feedback', feedback)}<tolerance>${tolerance}</tolerance>`);
        })
        .join('');
    case 'matching':
      return matchingXml(question, xml);
    case 'ordering':
      return `<gradingtype>${GRADINGS[question.scoring]}</gradingtype><selecttype>ALL</selecttype>${question.items
        .map(({ text, html }, index) =>
          xml.element('answer', sourceOf(text, html, question.stemFormat), ` fraction="${index + 1}"`),
        )
        .join('')}`;
    case 'essay':
      return [
        '<responseformat>editor</responseformat>',
        question.words?.min === undefined ? '' : `<minwordlimit>${question.words.min}</minwordlimit>`,
        question.words?.max === undefined ? '' : `<maxwordlimit>${question.words.max}</maxwordlimit>`,
        xml.rich('graderinfo', question.graderInfo),
        question.template === undefined ? '' : xml.element('responsetemplate', { text: question.template, format: 'plain' }),
      ].join('');
    case 'cloze':
    case 'description':
      return '';
    default:
      return assertNever(question, 'question type');
  }
}

function questionXml(question: Question, find: FindMedia, lose: (what: string) => void): string {
  const xml = new QuestionXml(find, lose);
  if ((question.type === 'matching' || question.type === 'cloze') && question.scoring === 'all')
    throw new Unsayable('Moodle cannot say that all of it counts or nothing');
  const isSet = question.type === 'multiple_choice' && question.scoring === 'all';
  if (isSet) lose('all or nothing needs the add-on "multichoiceset" in Moodle');
  if (question.type === 'cloze' && question.points !== question.gaps.reduce((sum, { share }) => sum + share, 0))
    lose(`Moodle itself gives a cloze the points of its gaps, not ${question.points}`);
  const stem =
    question.type === 'cloze' ? stemWithCodes(question, lose) : sourceOf(question.stem, question.stemHtml, question.stemFormat);
  demandText(stem.text);
  const lines = [
    `<name><text>${xmlText(question.name)}</text></name>`,
    xml.element('questiontext', stem),
    xml.rich('generalfeedback', question.generalFeedback),
    `<defaultgrade>${question.points}</defaultgrade>`,
    question.penalty === undefined ? '' : `<penalty>${question.penalty}</penalty>`,
    '<hidden>0</hidden>',
    question.idNumber === undefined ? '' : `<idnumber>${xmlText(question.idNumber)}</idnumber>`,
    `<shuffleanswers>${question.keepOrder ? 'false' : 'true'}</shuffleanswers>`,
    partsOf(question, xml),
    question.tags === undefined
      ? ''
      : `<tags>${question.tags.map((tag) => `<tag><text>${xmlText(tag)}</text></tag>`).join('')}</tags>`,
  ];
  const body = lines.filter((line) => line !== '').map((line) => `    ${line}\n`);
  return `  <question type="${isSet ? 'multichoiceset' : TYPES[question.type]}">\n${body.join('')}  </question>\n`;
}

const categoryXml = (path: string): string =>
  `  <question type="category">\n    <category><text>$course$/top${path === '' ? '' : `/${xmlText(path)}`}</text></category>\n  </question>\n`;

/** A question bank in Moodle's XML, with the media of its texts inside. What Moodle cannot say is in the account. */
export function writeMoodleXml(questions: readonly Question[], find: FindMedia, account: ExportAccount): string {
  let category = '';
  const written = questions.map((question) => {
    const text = account.write(question, (lose) => questionXml(question, find, lose));
    if (text === undefined || (question.category ?? '') === category) return text ?? '';
    category = question.category ?? '';
    return categoryXml(category) + text;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n${written.join('')}</quiz>\n`;
}
