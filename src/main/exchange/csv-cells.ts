/** What a spreadsheet takes for the start of a formula, also behind blanks and signs nobody sees, in full width and small. */
const FORMULA = /^(?:[\t\r\n]|[\s\p{Cf}]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20\uFE62\uFE63\uFE66\uFE6B])/u;
/** The sign that makes a text of it; a text that begins with it itself gets another, so that reading back takes away what was added. */
const AS_TEXT = "'";

const quoted = (text: string): string => (/[",;\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** A cell of text: never a formula, quoted where it must be. */
export const textCell = (text: string): string => quoted(FORMULA.test(text) ? `${AS_TEXT}${text}` : text);

/** The same where the file is to be read back: every text comes out of `readBack` as it was. */
export const exactTextCell = (text: string): string =>
  quoted(FORMULA.test(text) || text.startsWith(AS_TEXT) ? `${AS_TEXT}${text}` : text);

/** What a cell of `exactTextCell` said. */
export const readBack = (cell: string): string =>
  cell.startsWith(AS_TEXT) && (cell.startsWith(AS_TEXT, 1) || FORMULA.test(cell.slice(1))) ? cell.slice(1) : cell;
