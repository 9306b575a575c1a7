import type { AnswerValue } from '../../../../shared/model/answer.ts';
import { hasFormula, splitFormulas } from '../../../../shared/model/formulas.ts';

/** Readers of an answer as the type of question needs it; a value of another shape counts as none. */
export const asText = (value: AnswerValue): string => (typeof value === 'string' ? value : '');
export const asChoices = (value: AnswerValue): readonly string[] => (Array.isArray(value) ? value : []);
export const asPairs = (value: AnswerValue): Readonly<Record<string, string>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};

/** The list with one choice more or less, in the order of the question; nothing chosen is no answer. */
export function toggleChoice(value: AnswerValue, choiceId: string, order: readonly string[]): AnswerValue {
  const chosen = new Set(asChoices(value));
  if (!chosen.delete(choiceId)) chosen.add(choiceId);
  const list = order.filter((id) => chosen.has(id));
  return list.length > 0 ? list : null;
}

/** The pairs with one set or taken back; no pair is no answer. */
export function setPair(value: AnswerValue, stemId: string, choiceId: string): AnswerValue {
  const { [stemId]: _before, ...others } = asPairs(value);
  const pairs = choiceId === '' ? others : { ...others, [stemId]: choiceId };
  return Object.keys(pairs).length > 0 ? pairs : null;
}

const NUMBER = /^[-+\u2212]?(\d[\d\s.,'\u00a0\u202f]*|[.,]\d+)(\s*[eE]\s*[-+]?\d+)?$/u;

/** Could somebody read this as a number? Decides a hint, never what is saved. */
export const looksLikeNumber = (text: string): boolean => NUMBER.test(text.trim());

/** Words of a text in any language; Thai is written without spaces between them. */
export function countWords(text: string, language: string): number {
  if (typeof Intl.Segmenter !== 'function') return text.split(/\s+/u).filter((word) => word !== '').length;
  let count = 0;
  for (const segment of new Intl.Segmenter(language, { granularity: 'word' }).segment(text)) {
    if (segment.isWordLike) count += 1;
  }
  return count;
}

/** The plain text of a piece of the paper, for places that can show nothing else (a menu of choices). */
export function plainText(html: string): string {
  const spaced = html.replace(/<(br|hr|\/(?:p|div|li|tr|td|th|h[1-6]))\b/giu, ' $&');
  const { body } = new DOMParser().parseFromString(spaced, 'text/html');
  // Pictures by what the paper says of them, a gap as people write one.
  for (const picture of body.querySelectorAll('img')) picture.replaceWith(` ${picture.alt || '▢'} `);
  for (const gap of body.querySelectorAll('[data-gap]')) gap.replaceWith(' ____ ');
  return body.textContent.replace(/\s+/gu, ' ').trim();
}

/**
 * The name of a control whose label is not all words: a formula by its TeX, for as plain text a fraction and a product are
 * one. Absent where the label itself is the best name.
 */
export function spokenName(html: string): string | undefined {
  if (!hasFormula(html)) return undefined;
  return splitFormulas(plainText(html))
    .map((piece) => (piece.kind === 'formula' ? piece.tex.trim() : piece.source))
    .join('');
}
