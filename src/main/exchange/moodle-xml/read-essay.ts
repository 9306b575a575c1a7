import type { Question, TextFormat } from '../../../shared/model/question.ts';
import { firstOf, type XmlElement } from '../xml/read-xml.ts';
import { childText, textOf } from './element-text.ts';
import type { QuestionTexts } from './question-texts.ts';

type Essay = Pick<Extract<Question, { type: 'essay' }>, 'type' | 'graderInfo' | 'template' | 'words'>;

const limit = (question: XmlElement, name: string, least: number): number | undefined => {
  const value = Number(childText(question, name) || Number.NaN);
  return Number.isInteger(value) && value >= least && value < 1_000_000 ? value : undefined;
};

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ', '#39': "'" };

/** What a template's HTML says in lines of plain text: an answer here has no markup. */
function linesOf(html: string): string {
  return html
    .replace(/<br ?\/?>\n?|<\/(?:p|div|li|tr|h[1-6])>\n?/gi, '\n')
    .replace(/<[^<>]*>/g, '')
    .replace(/&(amp|lt|gt|quot|nbsp|#39);/g, (_, name: string) => ENTITIES[name] ?? '')
    .trim();
}

/** For a person to mark: limits of words, what stands in the answer before, and what the marker should know. */
export function readEssay(question: XmlElement, texts: QuestionTexts, format: TextFormat): Essay {
  const graderInfo = texts.rich(firstOf(question, 'graderinfo'), format);
  const source = firstOf(question, 'responsetemplate');
  const written = textOf(source);
  const isMarkup = texts.formatOf(source, 'html') !== 'plain' && /<[a-z!/]|&[a-z#]/i.test(written);
  const template = isMarkup ? linesOf(texts.rich(source, 'html').html) : written;
  if (isMarkup && /<(?!\/?(?:p|br|div)[\s/>])[a-z]/i.test(written)) texts.warn('the formatting of its template is not kept');
  const [min, max] = [limit(question, 'minwordlimit', 0), limit(question, 'maxwordlimit', 1)];
  if (Number(childText(question, 'attachmentsrequired')) > 0 || childText(question, 'responseformat') === 'noinline')
    texts.warn('it asks candidates for files to attach; here they write a text');
  else if (Number(childText(question, 'attachments')) !== 0)
    texts.warn('it lets candidates attach files; here they write a text');
  return {
    type: 'essay',
    ...(graderInfo.text === '' ? {} : { graderInfo }),
    ...(template === '' ? {} : { template }),
    ...(min === undefined && max === undefined
      ? {}
      : { words: { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) } }),
  };
}
