import type { Hit } from './hit.ts';
import type { Part } from './parameters.ts';

/** What programs call the file they include. */
const INCLUDED =
  /(?:^|[_\W])(?:\w{0,30}(?:path|root|dir|include|inc|_?conf(?:ig)?|base|skin|theme|template|module|phpbb|mosConfig\w*|absolute\w*|libdir|sitepath)|file|page|inc|include|load|document|pg|style|\w{0,30}file)\]?$/i;

/** An address elsewhere where a program of the server would name one of its own files. */
export function* includedSigns(part: Part): Generator<Hit> {
  const isAddress = /^(?:https?|ftps?|ftp|php|data|ogg|zip|file):\/\//i.test(part.text);
  if (!isAddress || (part.place !== 'value' && part.place !== 'body' && part.place !== 'cookie') || !INCLUDED.test(part.of))
    return;
  yield {
    type: 'remote_file_inclusion',
    weight: 5,
    says: 'a file from elsewhere to be included',
    part,
    piece: part.text.slice(0, 40),
  };
}
