import type { QuestionType } from '../../../src/shared/model/question.ts';
import type { Expected } from './folder-case.ts';

/** A Moodle XML file read by looking for its marks, not by parsing: the importer's parser must not judge itself. */
export interface SourceQuestion {
  readonly type: string;
  readonly name: string;
  readonly stem: string;
  readonly isSingle: boolean;
  readonly answers: readonly { readonly percent: number; readonly text: string }[];
}

const MARKS: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&amp;': '&', '&quot;': '"', '&apos;': "'" };
const plain = (xml: string): string => {
  const cdata = /<!\[CDATA\[([\s\S]*?)\]\]>/.exec(xml);
  return (cdata?.[1] ?? xml.replace(/&(?:lt|gt|amp|quot|apos);/g, (mark) => MARKS[mark] ?? mark)).trim();
};
const textIn = (xml: string, element: string): string =>
  plain(new RegExp(`<${element}\\b[^>]*>\\s*<text>([\\s\\S]*?)</text>`).exec(xml)?.[1] ?? '');

/** The questions of a file but for categories, in order. */
export const questionsIn = (xml: string): SourceQuestion[] =>
  [...xml.replace(/\r\n/g, '\n').matchAll(/<question type="([^"]+)">([\s\S]*?)<\/question>/g)]
    .map(([, type = '', inside = '']) => ({
      type,
      name: textIn(inside, 'name'),
      stem: textIn(inside, 'questiontext'),
      isSingle: /<single>\s*true/i.test(inside),
      answers: [...inside.matchAll(/<answer fraction="([^"]*)"[^>]*>\s*<text>([\s\S]*?)<\/text>/g)].map(
        ([, percent, text = '']) => ({
          percent: Number(percent),
          text: plain(text),
        }),
      ),
    }))
    .filter(({ type }) => type !== 'category');

const OURS: Readonly<Record<string, QuestionType>> = {
  truefalse: 'true_false',
  shortanswer: 'short_answer',
  numerical: 'numerical',
  matching: 'matching',
  essay: 'essay',
  description: 'description',
  ordering: 'ordering',
  cloze: 'cloze',
  gapselect: 'cloze',
  ddwtos: 'cloze',
};

const typeOf = ({ type, isSingle }: SourceQuestion): QuestionType | undefined =>
  type === 'multichoice' ? (isSingle ? 'single_choice' : 'multiple_choice') : OURS[type];

/** Each question imported under its type, or skipped if we have none for it. */
export function expectedOfMoodleXml(xml: string): Expected {
  const types: Partial<Record<QuestionType, number>> = {};
  const skipped: string[] = [];
  for (const question of questionsIn(xml)) {
    const type = typeOf(question);
    if (type) types[type] = (types[type] ?? 0) + 1;
    else skipped.push(question.type);
  }
  return { types, skipped };
}
