import { assertNever } from '../../../shared/assert.ts';
import type { AcceptedNumber, Gap, Question, RichText } from '../../../shared/model/question.ts';
import { Unsayable } from './export-account.ts';
import { percentOf } from './percent.ts';
import { sourceOf } from './source-of.ts';

type Cloze = Extract<Question, { type: 'cloze' }>;
type Lose = (what: string) => void;

const encoded = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    // A backslash is itself unless it stands before what it could deny, or at the end.
    .replace(/\\(?=[}#~"/\\{=]|$)/g, '\\\\')
    .replace(/[}#~]/g, '\\$&');

/** Feedback is HTML and undoes three escapes only: what a backslash stands before is written as a number. */
const asFeedback = (feedback: RichText | undefined): string => {
  if (!feedback) return '';
  const { text, format } = sourceOf(feedback.text, feedback.html, 'html');
  const html = format === 'html' ? text : feedback.html;
  return `#${html.replace(/(\\?)([}#~])/g, (_, before: string, sign: string) => (before ? `&#92;\\${sign}` : `\\${sign}`)).replace(/\\$/, '&#92;')}`;
};

/** Numbers as a gap and Moodle XML have them: value and tolerance. */
export function valueAndTolerance(match: AcceptedNumber['match'], lose: Lose): { value: string; tolerance: string } {
  if (match.kind === 'any') return { value: '*', tolerance: '0' };
  if (match.kind === 'within') return { value: String(match.value), tolerance: String(match.tolerance) };
  lose(`the range from ${match.min} to ${match.max} is written as its middle with a tolerance`);
  return { value: String((match.min + match.max) / 2), tolerance: String((match.max - match.min) / 2) };
}

function answersOf(gap: Gap, lose: Lose): string[] {
  const mark = (weight: number): string => (weight === 1 ? '=' : `%${percentOf(weight)}%`);
  switch (gap.kind) {
    case 'text':
      return gap.accepted.map(({ text, weight, feedback }) => `${mark(weight)}${encoded(text)}${asFeedback(feedback)}`);
    case 'number':
      return gap.accepted.map(({ match, weight, feedback }) => {
        const { value, tolerance } = valueAndTolerance(match, lose);
        return `${mark(weight)}${value === '*' ? value : `${value}:${tolerance}`}${asFeedback(feedback)}`;
      });
    case 'choice':
    case 'several':
      if (gap.choices.length < 2) throw new Unsayable('a gap has one choice, and Moodle wants two');
      return gap.choices.map(({ text, html, weight, feedback }) => {
        const source = sourceOf(text, html, 'html');
        // Unless shares are written out, Moodle makes its own of several.
        const share = gap.kind === 'several' && weight !== 0 ? `%${percentOf(weight)}%` : mark(weight);
        return `${share}${encoded(source.format === 'html' ? source.text : html)}${asFeedback(feedback)}`;
      });
    default:
      return assertNever(gap, 'gap');
  }
}

const KIND: Record<Gap['kind'], string> = {
  text: 'SHORTANSWER',
  number: 'NUMERICAL',
  choice: 'MULTICHOICE',
  several: 'MULTIRESPONSE',
};

/** Moodle counts a gap by a whole number of its own, and above this none is meant. */
const MOST_SHARE = 1_000;
const SCALES = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 100, 1000];

/** Whole numbers in the proportion of the shares, which is all they mean: as they are where they are whole, else the smallest. */
function wholeShares(gaps: readonly Gap[], lose: Lose): number[] {
  const shares = gaps.map(({ share }) => share);
  const least = Math.min(...shares);
  const isWhole = (scaled: readonly number[]) =>
    scaled.every((share) => share <= MOST_SHARE && Math.abs(share - Math.round(share)) < 1e-9 * Math.max(1, share));
  for (const unit of [1, least]) {
    for (const factor of SCALES) {
      const scaled = shares.map((share) => (share / unit) * factor);
      if (isWhole(scaled)) return scaled.map((share) => Math.round(share));
    }
  }
  lose('the shares of its gaps are rounded');
  const scale = MOST_SHARE / Math.max(...shares);
  return shares.map((share) => Math.max(1, Math.round(share * scale)));
}

/** The stem of a cloze with Moodle's codes in the places of its gaps. */
export function stemWithCodes(question: Cloze, lose: Lose): { text: string; format: Cloze['stemFormat'] } {
  const shares = wholeShares(question.gaps, lose);
  const codes = new Map(
    question.gaps.map((gap, index) => {
      const exact = gap.kind === 'text' && gap.caseSensitive ? '_C' : '';
      const mixed = 'choices' in gap && !question.keepOrder ? '_S' : '';
      return [gap.id, `{${shares[index]}:${KIND[gap.kind]}${exact}${mixed}:${answersOf(gap, lose).join('~')}}`];
    }),
  );
  const placed = (source: string): string | undefined => {
    const seen = new Set<string>();
    const text = source.replace(/<span data-gap="([\w-]{1,64})">\s*<\/span>/g, (whole, id: string) => {
      seen.add(id);
      return codes.get(id) ?? whole;
    });
    return seen.size === codes.size && [...seen].every((id) => codes.has(id)) ? text : undefined;
  };
  const own = placed(question.stem);
  if (own !== undefined) return { text: own, format: question.stemFormat };
  const shown = placed(question.stemHtml);
  if (shown === undefined) throw new Unsayable('its text does not show the places of its gaps');
  return { text: shown, format: 'html' };
}
