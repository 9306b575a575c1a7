import { z } from 'zod';

/** One file a tool has (TL1). */
export const ToolFileId = z.guid().brand<'ToolFileId'>();
export type ToolFileId = z.infer<typeof ToolFileId>;

/** How a candidate meets it: searched word by word, read, leafed through, looked at. */
export const ToolFileKind = z.enum(['dictionary', 'text', 'table', 'picture']);
export type ToolFileKind = z.infer<typeof ToolFileKind>;

/** What is known of a file without its content. Its name is also the data point that reading it is. */
export const ToolFile = z.strictObject({
  id: ToolFileId,
  name: z.string(),
  kind: ToolFileKind,
  /** Bytes as the room keeps it. */
  size: z.int(),
  /** Entries of a dictionary, rows of a table. */
  count: z.int().optional(),
});
export type ToolFile = z.infer<typeof ToolFile>;

/** Why a line of a dictionary was left out. */
export const LineFlaw = z.enum(['broken', 'no_headword', 'no_meaning', 'too_long', 'beyond_limit']);
export type LineFlaw = z.infer<typeof LineFlaw>;

/** What became of an uploaded file: everything in it is either taken or told. */
export const ToolReading = z.strictObject({
  /** Entries, rows, or 1 for a text or a picture. */
  taken: z.int(),
  /** The first lines that were left out, and why. */
  skipped: z.array(z.strictObject({ line: z.int(), flaw: LineFlaw })),
  skippedCount: z.int(),
  /** Pictures of a text that are not inside it, and so are not shown. */
  lostPictures: z.int(),
});
export type ToolReading = z.infer<typeof ToolReading>;

/** The most lines a report names. */
export const MOST_SKIPPED_TOLD = 100;

/** A text, rendered and sanitised where it was read. */
export const ToolText = z.strictObject({ html: z.string() });
export type ToolText = z.infer<typeof ToolText>;

/** A table: as many cells in each row as there are columns. */
export const ToolTable = z.strictObject({ header: z.array(z.string()), rows: z.array(z.array(z.string())) });
export type ToolTable = z.infer<typeof ToolTable>;

/** What the bytes of a file are, as the room keeps and gives them. */
export const ToolMediaType = z.enum(['text/tab-separated-values', 'application/json', 'image/png', 'image/jpeg', 'image/webp']);
export type ToolMediaType = z.infer<typeof ToolMediaType>;

/** A word a dictionary has; what it means is given only when it is looked up. */
export const FoundWord = z.strictObject({ headword: z.string(), part: z.string().optional() });
export type FoundWord = z.infer<typeof FoundWord>;

/** What a looked-up word means, in the order of the dictionary. */
export const DictionaryEntry = z.strictObject({
  headword: z.string(),
  meanings: z.array(z.strictObject({ part: z.string().optional(), meaning: z.string() })),
});
export type DictionaryEntry = z.infer<typeof DictionaryEntry>;

/** The longest headword, which is also the longest that can be searched for. */
export const MOST_HEADWORD = 120;
/** So many words one search tells; a dictionary is looked into, never handed out. */
export const MOST_FOUND = 20;

/** Marks over and under letters of the alphabets that write accents; Thai vowels and tones are letters of the word and stay. */
const ACCENTS = /[\u0300-\u036f]/g;
/** What nobody types: zero-width blanks and joiners, soft hyphens, as Thai texts carry them between words. */
const UNSEEN = /[\u200b-\u200d\u2060\ufeff\u00ad]/g;
/** Both orders of NIKHAHIT and a tone mark look alike; SARA AM is written by the one, typed by hand sometimes by the other. */
const AM_BEFORE_TONE = /\u0e4d([\u0e48-\u0e4b])/g;

/**
 * A word as it is searched for: without case, accents and superfluous blanks, the same for every way of typing it. Thai tones and
 * vowels are kept: without them other words would be meant.
 */
export const foldWord = (word: string): string =>
  word
    .normalize('NFKD')
    .replace(ACCENTS, '')
    .replace(UNSEEN, '')
    .replace(AM_BEFORE_TONE, '$1\u0e4d')
    .toLowerCase()
    .normalize('NFC')
    .replaceAll('ß', 'ss')
    .replace(/\s+/g, ' ')
    .trim();
