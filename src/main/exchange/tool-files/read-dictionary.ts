import {
  foldWord,
  type LineFlaw,
  MOST_HEADWORD,
  MOST_SKIPPED_TOLD,
  type ToolReading,
} from '../../../shared/model/tool-content.ts';
import { type CsvLine, readCsvLines } from '../csv-lines.ts';
import { ImportRefused } from '../import-refused.ts';

const MOST_ENTRIES = 100_000;
const MOST_MEANING = 2_000;
const MOST_PART = 40;
/** Characters from the beginning that tell what parts the columns. */
const LOOKED_AT = 5_000;

/** Names columns have in the languages of the programs that write such files. */
const HEADWORD_COLUMN = /^(?:head ?word|word|term|entry|lemma|คำ|คำศัพท์)$/iu;
const MEANING_COLUMN = /^(?:meanings?|definitions?|translations?|ความหมาย|คำแปล)$/iu;

const isHeader = ({ cells: [first = '', second = ''] }: CsvLine): boolean =>
  HEADWORD_COLUMN.test(first.trim()) && MEANING_COLUMN.test(second.trim());

/** Tabs, where every line that is looked at has one: meanings have commas of their own. Else what the file itself shows. */
function separatorOf(text: string): '\t' | undefined {
  const first = text
    .slice(0, LOOKED_AT)
    .split(/\r\n?|\n/)
    .slice(0, -1)
    .filter((line) => line.trim() !== '');
  const isTabbed = first.length > 0 ? first.every((line) => line.includes('\t')) : text.includes('\t');
  return isTabbed ? '\t' : undefined;
}

/** One line of text: what parts fields and lines is a blank inside of them. */
const cell = (text = ''): string => text.replace(/\s+/g, ' ').trim().toWellFormed();

interface Entry {
  readonly key: string;
  readonly line: string;
}

function readEntry({ cells, isBroken }: CsvLine): Entry | LineFlaw {
  if (isBroken) return 'broken';
  const [headword, meaning, part] = [cell(cells[0]), cell(cells[1]), cell(cells[2])];
  const key = foldWord(headword);
  if (key === '') return 'no_headword';
  if (meaning === '') return 'no_meaning';
  if (
    headword.length > MOST_HEADWORD ||
    key.length > 2 * MOST_HEADWORD ||
    meaning.length > MOST_MEANING ||
    part.length > MOST_PART
  )
    return 'too_long';
  return { key, line: `${key}\t${headword}\t${part}\t${meaning}\n` };
}

/**
 * A dictionary of headword, meaning and part of speech, as a book: its lines in the order of their searched-for form, each
 * `key, headword, part, meaning` with tabs between, so that a word is found in it without reading it whole.
 * Throws `ImportRefused` where no line is an entry.
 */
export function readDictionary(text: string): { readonly book: string; readonly reading: ToolReading } {
  // Two more than may be: one may be the header, one shows that there are too many.
  const lines = readCsvLines(text, MOST_ENTRIES + 2, separatorOf(text));
  const records = lines[0] && isHeader(lines[0]) ? lines.slice(1) : lines;
  const entries: Entry[] = [];
  const skipped: ToolReading['skipped'] = [];
  let skippedCount = 0;
  for (const record of records) {
    const entry = entries.length >= MOST_ENTRIES ? 'beyond_limit' : readEntry(record);
    if (typeof entry !== 'string') {
      entries.push(entry);
      continue;
    }
    skippedCount += 1;
    if (skipped.length < MOST_SKIPPED_TOLD) skipped.push({ line: record.line, flaw: entry });
  }
  if (entries.length === 0)
    throw new ImportRefused(
      'nothing_importable',
      'No line of this file is an entry of a dictionary: write a headword, its meaning and, if wanted, the part of speech in each, as CSV or with tabs.',
    );
  // A stable order: meanings of one word stay as the file has them.
  const sorted = entries.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  return {
    book: sorted.map(({ line }) => line).join(''),
    reading: { taken: entries.length, skipped, skippedCount, lostPictures: 0 },
  };
}
