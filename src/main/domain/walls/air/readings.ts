import type { Reading } from './sign.ts';
import { undoAll } from './undo-encoding.ts';

const withoutComments = (text: string): string =>
  text.includes('/*') ? text.replace(/\/\*[!+]?\d{0,6}(?:(?!\*\/)[\s\S]){0,200}\*\//g, ' ') : text;

/** SQL keeps what stands in a conditional comment: MySQL runs it. */
const asSql = (text: string): string => {
  const kept = text.includes('/*') ? text.replace(/\/\*[!+]\d{0,6}/g, ' ') : text;
  return withoutComments(kept)
    .replace(/\*\//g, ' ')
    .replace(/[\s\u00a0]+/g, ' ')
    .toLowerCase();
};

/** A sentence: words of a language, one after the other. */
const PROSE = /(?:[a-z]{2,20}[,.;:]? ){6}/i;
/** In prose, backquotes that stand like quotes are quotes: so writers of documents mark what is code. */
const asQuoted = (text: string): string =>
  text.includes('`') && PROSE.test(text)
    ? text.replace(/(?<=^|[\s([{>*"'|])`([^`\n]{1,120})`(?=$|[\s)\]}<*.,;:!?"'|])/g, '"$1"')
    : text;

/** What a shell makes of it: quotes, carets and backslashes inside of words are dropped, `$IFS` is a space. */
const asShell = (text: string): string =>
  asQuoted(text)
    // A line break spelt out, where a program or its path follows.
    .replace(/\\n(?=\/?[a-z])|\\n$/g, '\n')
    .replace(/\$\{?IFS\}?(?:\$\d)?/gi, ' ')
    .replace(/\$[@*1-9]/g, '')
    .replace(/(?<=\w)(?:\\|\^|''|""|['"])(?=\w)/g, '')
    .toLowerCase();

const asCode = (text: string): string =>
  withoutComments(text)
    // Only what code follows after: the rest of an address is no comment, nor is what a text ends with.
    .replace(/(?:(?<!:)\/\/|#)[^\r\n]{0,200}\r?\n/g, ' ')
    .toLowerCase();

/** The readings of one text, each made when it is first asked for. */
export interface Readings {
  of(reading: Reading): string;
}

/** `plain` has its percent-encoding undone already. */
export function readingsOf(plain: string): Readings {
  const known = new Map<Reading, string>([['plain', plain]]);
  const make = (reading: Reading): string => {
    if (reading === 'text') return undoAll(plain);
    const text = of('text');
    if (reading === 'sql') return asSql(text);
    return reading === 'shell' ? asShell(text) : asCode(text);
  };
  const of = (reading: Reading): string => {
    const read = known.get(reading) ?? make(reading);
    known.set(reading, read);
    return read;
  };
  return { of };
}
