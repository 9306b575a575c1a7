import { looksLikeAiken } from './aiken/aiken-lines.ts';
import { hasGapCode } from './cloze/gap-codes.ts';
import { decodeText } from './decode-text.ts';
import { ImportRefused } from './import-refused.ts';
import { looksLikeQti, rootName } from './qti/looks-like-qti.ts';
import { decodeXml } from './xml/read-xml.ts';

export type ExamFormat = 'gift' | 'moodle-xml' | 'qti' | 'aiken' | 'cloze';

/** How XML begins. Text that speaks of XML further down is a question about it. */
const XML =
  /^\s*<(?:\?xml\b|!DOCTYPE\b|!--|(?:[\w.-]+:)?(?:quiz|questestinterop|assessmentItem|assessmentTest|qti-[\w-]+|manifest)[\s/>])/i;
const HOSTILE = /<!(?:DOCTYPE|ENTITY)\b/i;
/** Enough to see how a file begins, without reading a large one twice. */
const HEAD_BYTES = 256;
const ROOT = /<(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)/g;

/** Comments and instructions of XML taken out, each once: what is left begins with the root. */
function rootOf(text: string): string {
  let at = 0;
  for (;;) {
    const start = text.indexOf('<', at);
    if (start < 0) return '';
    const end = text.startsWith('<!--', start) ? '-->' : text.startsWith('<?', start) ? '?>' : undefined;
    if (end === undefined) {
      ROOT.lastIndex = start;
      return ROOT.exec(text)?.[1] ?? '';
    }
    const close = text.indexOf(end, start);
    if (close < 0) return '';
    at = close + end.length;
  }
}

const unknown = (what: string): ImportRefused =>
  new ImportRefused(
    'format_unknown',
    `${what}: import GIFT, Moodle XML, QTI or Aiken, which the program that made the file can export.`,
  );

/**
 * What a file is, by its content alone: a name proves nothing. GIFT takes any text for a question, so what is clearly
 * something else is named here: `ImportRefused` `format_unknown`, and `file_hostile` for a DOCTYPE or an entity.
 * Source: protocol 6, Import.
 */
export function detectFormat(bytes: Uint8Array): ExamFormat {
  if (looksLikeQti(bytes)) return 'qti';
  const head = (decodeText(bytes.subarray(0, HEAD_BYTES))?.text ?? decodeHead(bytes)).replace(/^\uFEFF/, '');
  // Some programs leave other instructions than <?xml?> at the top: what counts is the first element.
  if (XML.test(head) || rootName(bytes)?.toLowerCase() === 'quiz') return xmlFormat(bytes, head);
  const text = decodeText(bytes)?.text.replace(/^\uFEFF/, '');
  return text === undefined ? 'gift' : textFormat(text);
}

/** The first bytes may cut a letter in two; then they are read as they come. */
const decodeHead = (bytes: Uint8Array): string => new TextDecoder('utf-8').decode(bytes.subarray(0, HEAD_BYTES));

function xmlFormat(bytes: Uint8Array, head: string): ExamFormat {
  const text = decodeXml(bytes)?.text ?? head;
  const prolog = text.slice(0, 100_000);
  const root = rootOf(prolog).toLowerCase();
  if (root === 'quiz') return 'moodle-xml';
  if (HOSTILE.test(text)) {
    throw new ImportRefused(
      'file_hostile',
      'The file declares a DOCTYPE or entities, which question banks do not need: export it again without them.',
    );
  }
  // A comment alone may open a text of any kind.
  if (/^\s*<!--/.test(head)) return textFormat(text);
  throw unknown(
    root === '' ? 'This XML file is cut off' : `This XML file holds <${root.slice(0, 40)}>, which is no question bank known here`,
  );
}

const BARE_NAME = /^[ \t]*::/m;
/** A block of answers as only GIFT has them. */
const GIFT_BLOCK = /(?<!\\)\{\s*(?:[=~#]|(?:(?:TRUE|FALSE|T|F)\s*)?\})/;

/** A choice as people write it, and as text2qti and Respondus read it, the right one starred. */
const LETTERED = /^[ \t]*\*?[a-hA-H][.)][ \t]+\S/;

function textFormat(text: string): ExamFormat {
  const lines = text.split(/\r\n?|\n/);
  if (hasGapCode(text) && !BARE_NAME.test(text) && !GIFT_BLOCK.test(text)) return 'cloze';
  if (!BARE_NAME.test(text) && looksLikeAiken(lines)) return 'aiken';
  const hasAnswers = /(?<!\\)\{/.test(text);
  const first = lines.find((line) => line.trim() !== '')?.trim() ?? '';
  if (/^#Q\s/.test(first) && lines.some((line) => line.startsWith('^ '))) throw unknown('This is a file of OpenTriviaQA');
  if (/^[[{]/.test(first) && isJson(text)) throw unknown('This is a JSON file');
  if (lines.some((line) => /^:TYPE:[A-Z]/.test(line))) throw unknown('This is a file of WebCT');
  if (!hasAnswers && isTable(lines)) throw unknown('This is a table (CSV)');
  if (!hasAnswers && /^[ \t]*<!(?:DOCTYPE|ENTITY)\b/im.test(text)) {
    throw new ImportRefused(
      'file_hostile',
      'The file declares a DOCTYPE or entities and asks no question: export the questions again without them.',
    );
  }
  if (!hasAnswers && lines.filter((line) => LETTERED.test(line)).length >= 2)
    throw unknown('This text lists choices by letters, but not as Aiken has them (each question ends with a line "ANSWER: B")');
  return 'gift';
}

function isJson(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}

/** Named columns, one of them for questions or answers, and rows that most have as many separators. */
function isTable(lines: readonly string[]): boolean {
  const [header = '', ...rows] = lines.filter((line) => line.trim() !== '').slice(0, 20);
  const separator = [',', ';', '\t'].find((sign) => header.split(sign).length >= 3);
  if (separator === undefined || rows.length === 0) return false;
  if (!/(?:^|[,;\t])"?(?:question|answer|correct|option|choice)[\w ]{0,20}"?(?:[,;\t]|$)/i.test(header)) return false;
  const columns = header.split(separator).length;
  return rows.filter((row) => row.split(separator).length >= columns / 2).length > rows.length / 2;
}
