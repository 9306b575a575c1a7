import type { RichText } from '../../../shared/model/question.ts';
import { Unreadable } from '../gift/unreadable.ts';

/** Noncharacters around a number hold a gap's place while the text around it is rendered; no text for people has them. */
const [OPEN, CLOSE] = ['\uFDE0', '\uFDE1'];
const PLACES = /\uFDE0(\d+)\uFDE1/g;

export const gapId = (number: number): string => `g${number}`;

/** Stands for the gap of that number, counted from 1. */
export const placeOf = (number: number): string => `${OPEN}${number}${CLOSE}`;

/** A text of a file without what only we may write into it: a gap's place, in either form. */
export const withoutPlaces = (text: string): string =>
  text.replace(/[\uFDE0\uFDE1]/g, '\uFFFD').replace(/data-gap/gi, 'data-no-gap');

const span = (number: string): string => `<span data-gap="${gapId(Number(number))}"></span>`;

/**
 * The stem of a cloze: each place becomes the gap itself, in the source and in its rendering. `Unreadable` where a gap
 * would be lost, or would stand inside a tag.
 */
export function stemWithGaps(rendered: RichText, count: number): RichText {
  const parts = rendered.html.split(/(<[^<>]*>)/);
  const seen = new Set<string>();
  const html = parts
    .map((part, index) =>
      index % 2 === 1
        ? part
        : part.replace(PLACES, (_, number: string) => {
            seen.add(number);
            return span(number);
          }),
    )
    .join('');
  if (seen.size !== count || /[\uFDE0\uFDE1]/.test(html))
    throw new Unreadable('a gap stands where it cannot be shown, inside a tag or in a part of the text that is left out');
  return { ...rendered, text: rendered.text.replace(PLACES, (_, number: string) => span(number)), html };
}
