import type { RichText } from '../../shared/model/question.ts';
import type { SourceText } from '../../shared/model/question-draft.ts';
import { toRichText } from './rich-text.ts';

/** Pictures and sounds that an import has stored already stay where they are; nothing else is brought along by typing. */
const STORED = /^media:[0-9a-f]{64}$/;

/** What somebody typed, rendered and sanitised by the same function as an import (EX2); in the order given. */
export const renderTexts = (texts: readonly SourceText[]): RichText[] =>
  texts.map(({ text, format }) => toRichText(text, format, { find: (source) => (STORED.test(source) ? source : undefined) }));
