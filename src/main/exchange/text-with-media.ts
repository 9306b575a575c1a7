import type { RichText, TextFormat } from '../../shared/model/question.ts';
import { escapeHtml, type MediaOfText, toRichText } from './rich-text.ts';

/** What stands in a text for a picture that had been written into it and is lost: it may be megabytes long, and shows nothing. */
const LOST = 'data:,';

/**
 * A text rendered, whose source names its media as the room does from here on: by content, which no later file can change. Pictures
 * that are lost leave no more of themselves in it than their place.
 */
export function renderWithMedia(source: string, format: TextFormat, { find, lose }: Required<MediaOfText>): RichText {
  const inPlace = new Map<string, string>();
  const rendered = toRichText(source, format, {
    find: (address) => {
      const reference = find(address);
      if (reference !== undefined) inPlace.set(address, reference);
      return reference;
    },
    lose: (address) => {
      if (/^data:/i.test(address)) inPlace.set(address, LOST);
      lose(address);
    },
  });
  let text = source;
  // Longer addresses first: `a.png?time=1` has `a.png` in it.
  for (const [address, reference] of [...inPlace].sort(([one], [other]) => other.length - one.length)) {
    for (const written of new Set([address, escapeHtml(address)])) text = text.replaceAll(written, reference);
  }
  return { ...rendered, text };
}
