import { splitFormulas } from '../../shared/model/formulas.ts';

/** Noncharacters around a number stand for a formula while the text around it is rendered; no text for people has them. */
const [OPEN, CLOSE] = ['\uFDD8', '\uFDD9'];
const STANDS = /\uFDD8(\d+)\uFDD9/g;

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (source: string): string => source.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
/** The same for a source that is HTML already: its entities stay, and a tag for a new line becomes one. */
const escapedMarkup = (source: string): string =>
  source
    .replace(/<br\s*\/?>/gi, '\n')
    .replace(/&(?!(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,30});)|[<>"]/gi, (character) => ENTITIES[character] ?? character);

/** In Markdown `\[1\]` is how a bracket is written: only what looks like TeX is a formula there. */
const looksLikeTex = (tex: string): boolean => /[\\^_={}+]/.test(tex);

/** A text of the file whose formulas are kept from whoever renders the rest. */
export interface FormulasApart {
  /** The text with a stand-in for each formula. */
  readonly text: string;
  /** Puts the formulas, escaped, into what the text was rendered to. */
  readonly restore: (html: string) => string;
}

const NOTHING_APART = (html: string): string => html;

/**
 * Takes the formulas out of a text, so that neither Markdown, nor line breaks, nor a sanitiser changes them: TeX is full of
 * what they take for their own. What comes back is escaped for any place in HTML, within an attribute too. In `html` a
 * formula stands between two tags, and only `<br>` may be inside it. Source: features EX1.
 */
export function takeFormulasApart(text: string, kind: 'html' | 'markdown' | 'plain'): FormulasApart {
  if (!/\\[([]|\$\$/.test(text)) return { text, restore: NOTHING_APART };
  const formulas: string[] = [];
  const apart = (part: string): string =>
    splitFormulas(part)
      .map((piece) => {
        if (piece.kind === 'text') return piece.source;
        if (kind === 'markdown' && piece.source.startsWith('\\[') && !looksLikeTex(piece.tex)) return piece.source;
        formulas.push(kind === 'html' ? escapedMarkup(piece.source) : escaped(piece.source));
        return `${OPEN}${formulas.length - 1}${CLOSE}`;
      })
      .join('');
  const clean = text.replace(/[\uFDD8\uFDD9]/g, '\uFFFD');
  const replaced = kind === 'html' ? betweenTags(clean, apart) : apart(clean);
  return {
    text: replaced,
    restore: (html) =>
      html.replace(STANDS, (_stand, place: string) => formulas[Number(place)] ?? '').replace(/[\uFDD8\uFDD9]/g, ''),
  };
}

/** Changes what stands between tags; `<br>` divides nothing. */
function betweenTags(html: string, change: (part: string) => string): string {
  return html
    .split(/(<(?!br\s*\/?>)[^<>]*>)/i)
    .map((part, place) => (place % 2 === 1 ? part : change(part)))
    .join('');
}
