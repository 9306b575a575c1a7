import { decodeText } from './decode-text.ts';
import { ImportRefused } from './import-refused.ts';

/** How XML begins. Text that speaks of XML further down is a question about it. */
const XML = /^\s*<(?:\?xml\b|!DOCTYPE\b)/i;
/** Enough to see how a file begins, without reading a large one twice. */
const HEAD_BYTES = 256;
/** What makes a document fetch or multiply itself; neither has a place in a question bank. */
const HOSTILE = /<!(?:DOCTYPE|ENTITY)\b/i;

/**
 * GIFT takes any text for a question: an XML file would come in as one long one. Throws `ImportRefused` `file_hostile` for a DOCTYPE or
 * an entity, and `format_unknown` for other XML, which this version does not read. Source: protocol 6, Import.
 */
export function refuseXml(bytes: Uint8Array): void {
  if (!XML.test(decodeText(bytes.subarray(0, HEAD_BYTES))?.text ?? '')) return;
  if (HOSTILE.test(decodeText(bytes)?.text ?? '')) {
    throw new ImportRefused(
      'file_hostile',
      'The file declares a DOCTYPE or entities, which question banks do not need: export it again without them.',
    );
  }
  throw new ImportRefused(
    'format_unknown',
    'This is an XML file, and this version reads GIFT: export the questions in that format.',
  );
}
