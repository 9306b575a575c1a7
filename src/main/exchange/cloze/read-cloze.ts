import type { AcceptedNumber, Gap, Question, RichText, TextFormat } from '../../../shared/model/question.ts';
import { MOST } from '../../../shared/model/question-limits.ts';
import { Unreadable } from '../gift/unreadable.ts';
import { demandRightAnswer, exactShare } from '../gift/weight.ts';
import { sanitiseHtml } from '../sanitise-html.ts';
import { type GapAnswer, type GapCode, gapAnswersOf, gapCodesOf } from './gap-codes.ts';
import { gapId, placeOf, stemWithGaps, withoutPlaces } from './gap-places.ts';

/** What a cloze needs of the file it stands in. */
export interface ClozeTexts {
  readonly render: (text: string, format: TextFormat) => RichText;
  readonly warn: (message: string) => void;
}

export type ClozeParts = Pick<Extract<Question, { type: 'cloze' }>, 'type' | 'gaps' | 'keepOrder'> & { readonly stem: RichText };

const MAX_ANSWERS = MOST.parts;
const ESCAPED = /\\([}#~"/\\{=])/g;
const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"' };

/** An answer as its author meant it: what an editor of HTML made of the characters is undone, then the escapes of the gap. */
function meant(source: string): string {
  const plain = source.includes('&')
    ? sanitiseHtml(source.replaceAll('<', '&lt;')).replace(/&(amp|lt|gt|quot);/g, (_, name: string) => ENTITIES[name] ?? '')
    : source;
  return plain.replace(ESCAPED, '$1').trim();
}

function weightOf({ percent: { value, digits } }: GapAnswer): number {
  if (Math.abs(value) > 100) throw new Unreadable(`the weight %${value}% in a gap is not between -100% and 100%`);
  const share = exactShare(Math.abs(value), digits);
  return value < 0 ? -share : share;
}

/**
 * Takes a text with Moodle's embedded answers apart: the text with its gaps' places, and the gaps with their keys.
 * `Unreadable` for a text without a gap, for a broken gap (with its place) and for one our gaps cannot hold.
 */
export function readCloze(text: string, format: TextFormat, texts: ClozeTexts): ClozeParts {
  const source = withoutPlaces(text);
  const codes = gapCodesOf(source);
  if (codes.length === 0) throw new Unreadable('its text has no gap such as {1:SHORTANSWER:=Paris}');
  const gaps = codes.map((code, index) => readGap(code, gapId(index + 1), texts));
  let from = 0;
  let marked = '';
  for (const [index, { start, end }] of codes.entries()) {
    marked += source.slice(from, start) + placeOf(index + 1);
    from = end;
  }
  const stem = stemWithGaps(texts.render(marked + source.slice(from), format), gaps.length);
  const choosing = codes.filter(({ kind }) => /(?:choice|several)$/.test(kind));
  const mixed = choosing.filter(({ kind }) => kind.startsWith('mixed')).length;
  if (mixed > 0 && mixed < choosing.length) texts.warn('some of its gaps want their choices in order; none are mixed');
  if (choosing.some(({ hasButtons, kind }) => hasButtons && kind.endsWith('choice')))
    texts.warn('the choices of its gaps are shown as a list, not as buttons');
  return { type: 'cloze', gaps, ...(choosing.length > mixed ? { keepOrder: true } : {}), stem };
}

function readGap(code: GapCode, id: string, texts: ClozeTexts): Gap {
  const answers = gapAnswersOf(code.answers);
  const where = `gap ${id.slice(1)}`;
  if (answers.length > MAX_ANSWERS) throw new Unreadable(`${where} has more than ${MAX_ANSWERS} answers`);
  if (answers.length === 0) throw new Unreadable(`${where} has no answer`);
  const base = { id, share: code.share };
  const feedbackOf = ({ feedback }: GapAnswer) =>
    feedback === '' ? {} : { feedback: texts.render(unescaped(feedback), 'html') };
  switch (code.kind) {
    case 'number': {
      const accepted = answers.map((one) => ({
        match: numberOf(meant(one.answer), where),
        weight: weightOf(one),
        ...feedbackOf(one),
      }));
      demand(accepted, where);
      return { ...base, kind: 'number', accepted };
    }
    case 'text':
    case 'exact-text': {
      const accepted = answers
        .map((one) => ({ text: meant(one.answer), weight: weightOf(one), ...feedbackOf(one) }))
        .filter(({ text }) => text !== '');
      demand(accepted, where);
      return { ...base, kind: 'text', accepted, caseSensitive: code.kind === 'exact-text' };
    }
    case 'choice':
    case 'mixed-choice':
    case 'several':
    case 'mixed-several': {
      const choices = answers
        .map((one) => ({ ...one, text: meant(one.answer) }))
        .filter(({ text }) => text !== '')
        .map((one, index) => {
          const { text, html } = texts.render(one.text, 'html');
          return { id: `c${index + 1}`, text, html, weight: weightOf(one), ...feedbackOf(one) };
        });
      if (choices.length < 2) throw new Unreadable(`${where} has one choice, and needs two for a candidate to choose`);
      demand(choices, where);
      if (code.kind === 'choice' || code.kind === 'mixed-choice') return { ...base, kind: 'choice', choices };
      return {
        ...base,
        kind: 'several',
        choices: sharedOut(
          choices,
          answers.some(({ isWeighed }) => isWeighed),
        ),
      };
    }
  }
}

/**
 * Weights of choices of which several may be picked, as Moodle makes them: the right ones are the whole together, and where the file
 * weighs none, a wrong one takes off what a right one gives. Source: Moodle's multianswer.
 */
function sharedOut<Part extends { readonly weight: number }>(choices: readonly Part[], isWeighed: boolean): Part[] {
  const total = choices.reduce((sum, { weight }) => sum + Math.max(weight, 0), 0);
  const weightFor = (weight: number): number => (weight > 0 ? weight / total : isWeighed ? weight : -1 / total);
  return choices.map((choice) => ({ ...choice, weight: weightFor(choice.weight) }));
}

const unescaped = (text: string): string => text.replace(/\\([}#~])/g, '$1');

function demand(answers: readonly { weight: number }[], where: string): void {
  try {
    demandRightAnswer(answers);
  } catch (error) {
    if (error instanceof Unreadable) throw new Unreadable(`in ${where} ${error.message}`);
    throw error;
  }
}

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/** `3.14:0.01`, `3,14` or `*`. Here a comma is a decimal point, as in Moodle. */
function numberOf(written: string, where: string): AcceptedNumber['match'] {
  if (written === '*') return { kind: 'any' };
  const [value = '', margin = '0'] = written.split(':');
  const read = (part: string): number => {
    const plain = part.trim().replace('\u2212', '-').replace(',', '.');
    if (!NUMBER.test(plain) || !Number.isFinite(Number(plain)))
      throw new Unreadable(`in ${where} "${part.trim().slice(0, 40).toWellFormed()}" is no number`);
    return Number(plain);
  };
  const tolerance = read(margin);
  if (tolerance < 0) throw new Unreadable(`in ${where} the tolerance ${margin} is negative`);
  return { kind: 'within', value: read(value), tolerance };
}
