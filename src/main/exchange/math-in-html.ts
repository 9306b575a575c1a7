import { eachElement } from './html-elements.ts';
import { ImportRefused } from './import-refused.ts';
import { texOf } from './qti/mathml.ts';
import { readXml, type XmlElement } from './xml/read-xml.ts';

/** Names that HTML knows and XML does not, as formulas use them; the invisible ones are nothing to draw. */
const NAMED: Readonly<Record<string, string>> = {
  nbsp: ' ',
  times: '×',
  divide: '÷',
  plusmn: '±',
  minus: '−',
  middot: '·',
  sdot: '⋅',
  deg: '°',
  le: '≤',
  ge: '≥',
  ne: '≠',
  infin: '∞',
  sum: '∑',
  int: '∫',
  part: '∂',
  rarr: '→',
  isin: '∈',
  pi: 'π',
  alpha: 'α',
  beta: 'β',
  gamma: 'γ',
  delta: 'δ',
  theta: 'θ',
  lambda: 'λ',
  mu: 'μ',
  sigma: 'σ',
  phi: 'φ',
  omega: 'ω',
  Delta: 'Δ',
  Omega: 'Ω',
  Sigma: 'Σ',
  InvisibleTimes: '',
  ApplyFunction: '',
};
/** An editor of formulas that is common in Moodle keeps its MathML behind signs no filter of HTML takes for tags. */
const VEILED: Readonly<Record<string, string>> = { '«': '<', '»': '>', '¨': '"', '§': '&' };
const VEILED_END = '«/math»';
/** No formula of an exam is longer. */
const MAX_FORMULA = 20_000;

function unveiled(html: string): string {
  if (!html.includes('«math')) return html;
  const pieces = html.split(VEILED_END);
  return pieces
    .map((piece, index) => {
      const start = index === pieces.length - 1 ? -1 : piece.lastIndexOf('«math');
      if (start < 0) return index === pieces.length - 1 ? piece : `${piece}${VEILED_END}`;
      const formula = piece.slice(start).replace(/[«»¨§]/g, (sign) => VEILED[sign] ?? sign);
      return `${piece.slice(0, start)}${formula}</math>`;
    })
    .join('');
}

function treeOf(source: string): XmlElement | undefined {
  try {
    return readXml(source.replace(/&([a-z]+);/gi, (whole, name: string) => NAMED[name] ?? whole));
  } catch (error) {
    if (error instanceof ImportRefused) return undefined;
    throw error;
  }
}

/**
 * Writes MathML within HTML as TeX, which the page can draw: the sanitiser takes `math` out whole, and a formula would be gone without a
 * word. What is not simple enough is told and stays as its signs in order. Source: features EX1 (maths).
 */
export function mathInPlace(html: string, warn: (message: string) => void = () => undefined): string {
  if (!/[<«]math[\s>»]/i.test(html)) return html;
  return eachElement(unveiled(html), 'math', (tag, inner) => {
    const tree = inner.length > MAX_FORMULA ? undefined : treeOf(`${tag}${inner}</math>`);
    const tex = tree && texOf(tree)?.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    if (tex !== undefined) return tree?.attributes.display === 'block' ? `\\[${tex}\\]` : `\\(${tex}\\)`;
    warn('a formula in MathML is not simple enough to be drawn here and was kept as its signs in order: check it');
    return inner.replace(/<[^<>]*>?/g, ' ').trim();
  });
}
