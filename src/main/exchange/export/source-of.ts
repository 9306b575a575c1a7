import type { TextFormat } from '../../../shared/model/question.ts';
import { toRichText } from '../rich-text.ts';

const MEDIA = /^media:[0-9a-f]{64}$/;
const FORMATS: readonly TextFormat[] = ['html', 'moodle', 'plain', 'markdown'];

/**
 * A text as another system can read it: the source in the format that shows what candidates saw, else what they saw as
 * HTML. Choices do not say their format, and a text may come from a file whose markup nobody else knows.
 */
export function sourceOf(text: string, html: string, likely: TextFormat): { text: string; format: TextFormat } {
  const find = (address: string): string | undefined => (MEDIA.test(address) ? address : undefined);
  const format = [likely, ...FORMATS].find((candidate) => toRichText(text, candidate, { find }).html === html);
  return format === undefined ? { text: html, format: 'html' } : { text, format };
}
