import { assertNever } from '../../shared/assert.ts';
import { importAiken } from './aiken/import-aiken.ts';
import { importCloze } from './cloze/import-cloze.ts';
import { detectFormat, type ExamFormat } from './detect-format.ts';
import { importGift } from './gift/import-gift.ts';
import { ImportRefused } from './import-refused.ts';
import type { ImportedExam } from './imported-exam.ts';
import { importMoodleXml } from './moodle-xml/import-moodle-xml.ts';
import { importQti } from './qti/import-qti.ts';

export interface ImportOptions {
  /** What the sender says it is; `auto` or nothing leaves it to the content. */
  readonly format?: string | undefined;
  /** A hint for the title, never for the format. */
  readonly filename?: string | undefined;
}

const CALLED: Record<ExamFormat, string> = {
  gift: 'GIFT',
  'moodle-xml': 'Moodle XML',
  qti: 'QTI',
  aiken: 'Aiken',
  cloze: 'a text with gaps',
};

/** Formats that are plain text: which of them it is, the sender knows best. */
const TEXTS = new Set<string>(['gift', 'aiken', 'cloze']);

/** The format that was asked for, if the content can be that; what it is by its content otherwise. */
function formatFor(bytes: Uint8Array, format: string | undefined): ExamFormat {
  if (format === undefined || format === 'auto') return detectFormat(bytes);
  if (!Object.hasOwn(CALLED, format))
    throw new ImportRefused('format_unknown', `"${format.slice(0, 30)}" is no format known here: use auto.`);
  const asked = format as ExamFormat;
  const found = TEXTS.has(asked) ? detectText(bytes) : detectFormat(bytes);
  if (found === asked || (TEXTS.has(asked) && TEXTS.has(found))) return asked;
  throw new ImportRefused('format_unknown', `This file is ${CALLED[found]}, not ${CALLED[asked]}: import it with format=auto.`);
}

/** Whoever says it is text may be right where its content is no format of its own; hostile stays hostile. */
function detectText(bytes: Uint8Array): ExamFormat {
  try {
    return detectFormat(bytes);
  } catch (error) {
    if (error instanceof ImportRefused && error.code === 'format_unknown' && !/^\s*<\?xml/.test(headOf(bytes))) return 'gift';
    throw error;
  }
}

const headOf = (bytes: Uint8Array): string => new TextDecoder('utf-8').decode(bytes.subarray(0, 256));

/** Reads an exam of any format we know. Throws `ImportRefused`. Source: features EX1; protocol 6, Import. */
export async function importExam(bytes: Uint8Array, { format, filename }: ImportOptions): Promise<ImportedExam> {
  const options = filename === undefined ? {} : { filename };
  const kind = formatFor(bytes, format);
  switch (kind) {
    case 'gift':
      return importGift(bytes, options);
    case 'moodle-xml':
      return importMoodleXml(bytes, options);
    case 'aiken':
      return importAiken(bytes, options);
    case 'cloze':
      return importCloze(bytes, options);
    case 'qti':
      return importQti(bytes, options);
    default:
      return assertNever(kind, 'exam format');
  }
}
