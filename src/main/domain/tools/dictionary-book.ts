import { type DictionaryEntry, type FoundWord, foldWord } from '../../../shared/model/tool-content.ts';

/*
 * A book is text: lines of `key, headword, part, meaning` with tabs between, in the order of their keys. Words are found by halving
 * it, so that neither a search nor a start reads it whole.
 */

interface Line {
  readonly key: string;
  readonly headword: string;
  readonly part: string;
  readonly meaning: string;
  /** Where the next line begins. */
  readonly end: number;
}

function lineAt(book: string, start: number): Line {
  const newLine = book.indexOf('\n', start);
  const end = newLine < 0 ? book.length : newLine;
  const [key = '', headword = '', part = '', meaning = ''] = book.slice(start, end).split('\t');
  return { key, headword, part, meaning, end: end + 1 };
}

/** Where the line begins that this place is in. */
const startOfLine = (book: string, at: number): number => (at <= 0 ? 0 : book.lastIndexOf('\n', at - 1) + 1);

/** Where the first line begins whose key is not before this one; the length of the book where there is none. */
function placeOf(book: string, key: string): number {
  let [low, high] = [0, book.length];
  while (low < high) {
    const start = startOfLine(book, (low + high) >> 1);
    const line = lineAt(book, start);
    if (line.key < key) low = Math.min(line.end, book.length);
    else high = start;
  }
  return low;
}

/** The lines from the first whose key begins so, as long as they do. */
function* linesFrom(book: string, beginning: string): Generator<Line> {
  for (let at = placeOf(book, beginning); at < book.length; ) {
    const line = lineAt(book, at);
    if (!line.key.startsWith(beginning)) return;
    yield line;
    at = line.end;
  }
}

const partOf = ({ part }: Line): { part?: string } => (part === '' ? {} : { part });

/** The words that begin so, without regard to case and accents: at most `most`, and whether there are more. */
export function searchBook(book: string, beginning: string, most: number): { words: FoundWord[]; isMore: boolean } {
  const key = foldWord(beginning);
  const found = new Map<string, FoundWord>();
  if (key !== '') {
    for (const line of linesFrom(book, key)) {
      if (found.has(line.headword)) continue;
      if (found.size >= most) return { words: [...found.values()], isMore: true };
      found.set(line.headword, { headword: line.headword, ...partOf(line) });
    }
  }
  return { words: [...found.values()], isMore: false };
}

const MOST_MEANINGS = 50;

/** What the book says of exactly this headword. */
export function entryOf(book: string, headword: string): DictionaryEntry | undefined {
  const key = foldWord(headword);
  const meanings: DictionaryEntry['meanings'] = [];
  for (const line of key === '' ? [] : linesFrom(book, key)) {
    if (line.key !== key || meanings.length >= MOST_MEANINGS) break;
    if (line.headword === headword) meanings.push({ ...partOf(line), meaning: line.meaning });
  }
  return meanings.length === 0 ? undefined : { headword, meanings };
}
