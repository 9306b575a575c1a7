/** A stretch of a text: words, or a formula in TeX. */
export type TextPiece =
  | { readonly kind: 'text'; readonly source: string }
  /** `source` is the formula as written, with its delimiters; a display formula stands on a line of its own. */
  | { readonly kind: 'formula'; readonly source: string; readonly tex: string; readonly isDisplay: boolean };

const CLOSER: Readonly<Record<string, string>> = { '\\(': '\\)', '\\[': '\\]', $$: '$$' };

/** How far a closer outside all braces is looked for, before the nearest one is taken whatever is open. */
const FAR = 4_000;
/** So many formulas of a text may have braces that do not match, before no closer is looked for a second time. */
const PATIENCE = 50;

/** Where a formula that starts at `from` closes; below 0 if it never does. */
function closeOf(text: string, from: number, closer: string, far: number): number {
  const tokens = /\\[\s\S]|[{}]|\$\$/g;
  tokens.lastIndex = from;
  let depth = 0;
  let nearest = -1;
  for (let token = tokens.exec(text); token; token = tokens.exec(text)) {
    if (nearest >= 0 && token.index - from > far) return nearest;
    if (token[0] === '{') depth += 1;
    else if (token[0] === '}') depth -= 1;
    else if (token[0] !== closer) continue;
    else if (depth <= 0) return token.index;
    else if (nearest < 0) nearest = token.index;
  }
  return nearest;
}

/**
 * Divides a text into words and formulas as Moodle's MathJax filter does: `\( \)` within a line, `\[ \]` and `$$ $$` on a
 * line of their own. A single `$` is money. A backslash before the delimiter denies it; braces keep one inside from closing.
 * Joined again, the pieces' sources are the text. Linear in the length of the text, whatever it is. Source: features EX1.
 */
export function splitFormulas(text: string): TextPiece[] {
  const pieces: TextPiece[] = [];
  const neverClosed = new Set<string>();
  const openers = /\\[\s\S]|\$\$/g;
  let done = 0;
  let patience = PATIENCE;
  for (let token = openers.exec(text); token; token = openers.exec(text)) {
    const closer = CLOSER[token[0]];
    if (closer === undefined || neverClosed.has(closer)) continue;
    const start = token.index + 2;
    const end = closeOf(text, start, closer, patience > 0 ? FAR : 0);
    if (end < 0) {
      neverClosed.add(closer);
      continue;
    }
    const tex = text.slice(start, end);
    if (/[{}]/.test(tex)) patience -= isBalanced(tex) ? 0 : 1;
    if (tex.trim() === '') continue;
    if (token.index > done) pieces.push({ kind: 'text', source: text.slice(done, token.index) });
    done = end + 2;
    pieces.push({ kind: 'formula', source: text.slice(token.index, done), tex, isDisplay: closer !== '\\)' });
    openers.lastIndex = done;
  }
  if (done < text.length) pieces.push({ kind: 'text', source: text.slice(done) });
  return pieces;
}

function isBalanced(tex: string): boolean {
  let depth = 0;
  for (const [brace] of tex.matchAll(/\\[\s\S]|[{}]/g)) depth += brace === '{' ? 1 : brace === '}' ? -1 : 0;
  return depth === 0;
}

/** Is there a formula in the text? Quick where there is none. */
export function hasFormula(text: string): boolean {
  return /\\[([]|\$\$/.test(text) && splitFormulas(text).some(({ kind }) => kind === 'formula');
}
