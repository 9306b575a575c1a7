import { elementsOf, isElement, textInside, type XmlElement } from '../xml/read-xml.ts';

const SIGNS: Record<string, string> = {
  '×': '\\times ',
  '÷': '\\div ',
  '±': '\\pm ',
  '≤': '\\le ',
  '≥': '\\ge ',
  '≠': '\\ne ',
  '≈': '\\approx ',
  '∞': '\\infty ',
  '∑': '\\sum ',
  '∏': '\\prod ',
  '∫': '\\int ',
  '√': '\\surd ',
  '→': '\\to ',
  '⇒': '\\Rightarrow ',
  '∈': '\\in ',
  '∪': '\\cup ',
  '∩': '\\cap ',
  '·': '\\cdot ',
  '⋅': '\\cdot ',
  '°': '^{\\circ}',
  π: '\\pi ',
  α: '\\alpha ',
  β: '\\beta ',
  γ: '\\gamma ',
  δ: '\\delta ',
  ε: '\\epsilon ',
  θ: '\\theta ',
  λ: '\\lambda ',
  μ: '\\mu ',
  ρ: '\\rho ',
  σ: '\\sigma ',
  τ: '\\tau ',
  φ: '\\phi ',
  ω: '\\omega ',
  Δ: '\\Delta ',
  Ω: '\\Omega ',
  Σ: '\\Sigma ',
  '∂': '\\partial ',
  '−': '-',
  '\u2061': '',
  '\u2062': '',
  '\u2063': '',
  '{': '\\{',
  '}': '\\}',
  '%': '\\%',
  '#': '\\#',
  '&': '\\&',
  $: '\\$',
  _: '\\_',
  '^': '\\hat{}',
  '~': '\\sim ',
  '\\': '\\backslash ',
  '<': '\\lt ',
  '>': '\\gt ',
};
const FUNCTIONS = new Set([
  'sin',
  'cos',
  'tan',
  'log',
  'ln',
  'exp',
  'lim',
  'min',
  'max',
  'cot',
  'sec',
  'csc',
  'arcsin',
  'arccos',
  'arctan',
]);

const signs = (text: string): string => [...text].map((sign) => SIGNS[sign] ?? sign).join('');
const token = (element: XmlElement): string => textInside(element).replace(/\s+/g, ' ').trim();

/** TeX for MathML of the kind school books have; nothing where an element is not known. */
export function texOf(math: XmlElement): string | undefined {
  try {
    const tex = row(elementsOf(math)).trim();
    return tex === '' ? undefined : tex;
  } catch (error) {
    if (error instanceof NotSimple) return undefined;
    throw error;
  }
}

class NotSimple extends Error {}

const row = (elements: readonly XmlElement[]): string => elements.map(write).join('');
const group = (element: XmlElement | undefined): string => `{${element ? write(element).trim() : ''}}`;

function write(element: XmlElement): string {
  const parts = elementsOf(element);
  const [one, two, three] = parts;
  switch (element.name) {
    case 'math':
    case 'mrow':
    case 'mstyle':
    case 'mpadded':
      return row(parts);
    case 'semantics':
      return one ? write(one) : '';
    case 'mi': {
      const name = token(element);
      if (FUNCTIONS.has(name)) return `\\${name} `;
      return [...name].length > 1 ? `\\mathrm{${signs(name)}}` : signs(name);
    }
    case 'mn':
    case 'mo':
      return signs(token(element));
    case 'mtext':
    case 'ms':
      return `\\text{${token(element).replace(/[{}\\$%#&_^~]/g, ' ')}}`;
    case 'mspace':
      return '\\;';
    case 'msup':
      return `${group(one)}^${group(two)}`.replace(/^\{(.)\}/, '$1');
    case 'msub':
      return `${group(one)}_${group(two)}`.replace(/^\{(.)\}/, '$1');
    case 'msubsup':
      return `${group(one)}_${group(two)}^${group(three)}`;
    case 'munder':
      return `\\underset${group(two)}${group(one)}`;
    case 'mover':
      return `\\overset${group(two)}${group(one)}`;
    case 'munderover':
      return `${group(one)}_${group(two)}^${group(three)}`;
    case 'mfrac':
      return `\\frac${group(one)}${group(two)}`;
    case 'msqrt':
      return `\\sqrt{${row(parts)}}`;
    case 'mroot':
      return `\\sqrt[${two ? write(two) : ''}]${group(one)}`;
    case 'mfenced': {
      const { open = '(', close = ')' } = element.attributes;
      return `${signs(open)}${parts.map(write).join(', ')}${signs(close)}`;
    }
    case 'mtable':
      return `\\begin{matrix}${parts
        .map((line) =>
          elementsOf(line)
            .map((cell) => row(elementsOf(cell)))
            .join(' & '),
        )
        .join(' \\\\ ')}\\end{matrix}`;
    case 'annotation':
    case 'annotation-xml':
      return '';
    default:
      throw new NotSimple();
  }
}

/** What a formula says where no TeX could be made of it: its signs in order. */
export const wordsOf = (math: XmlElement): string =>
  math.children
    .map((node) => (isElement(node) ? (node.name.startsWith('annotation') ? '' : wordsOf(node)) : node))
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
