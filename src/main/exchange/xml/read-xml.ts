import { SaxesParser } from 'saxes';
import { decodeText, guessOf } from '../decode-text.ts';
import { ImportRefused } from '../import-refused.ts';

/** An element as it stands in the file. Names are without their prefix: question banks differ in prefixes, not in meaning. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Elements and the text between them, in order; CDATA is text. */
  readonly children: readonly XmlNode[];
  /** Where it opens, counted from 1. */
  readonly line: number;
}
export type XmlNode = XmlElement | string;

/** No question bank nests deeper; a parser's stack, and whoever walks the tree, depend on it. */
const MAX_DEPTH = 200;
const MAX_NODES = 1_000_000;
const MAX_ATTRIBUTES = 200;

interface Open {
  name: string;
  attributes: Record<string, string>;
  children: XmlNode[];
  line: number;
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

const hostile = (what: string, line: number): ImportRefused =>
  new ImportRefused('file_hostile', `Line ${line}: ${what}: a question bank does not need that; export it again without.`);

const DECLARED = /^<\?xml\b[^>]{0,200}?\bencoding\s*=\s*["']([\w.:-]{1,40})["']/i;

/** What the file says of its encoding, if it says something that is known and is not Unicode. */
function declaredDecoder(bytes: Uint8Array) {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 300)).trimStart();
  const label = DECLARED.exec(head)?.[1];
  if (label === undefined || /^utf/i.test(label)) return undefined;
  try {
    return new TextDecoder(label, { fatal: true });
  } catch {
    return undefined;
  }
}

/** `encoding="..."` is obeyed where the bytes themselves leave it open; a file that is UTF-8 stays UTF-8 whatever it says. */
export function decodeXml(bytes: Uint8Array): { readonly text: string; readonly guess?: string | undefined } | undefined {
  const decoded = decodeText(bytes);
  const guess = decoded && guessOf(decoded.encoding);
  if (decoded && guess === undefined) return { text: decoded.text };
  try {
    const text = declaredDecoder(bytes)?.decode(bytes);
    if (text !== undefined && !text.includes('\u0000')) return { text };
  } catch {
    // It is not what it says; the bytes alone decide.
  }
  return decoded && { text: decoded.text, guess };
}

function textOf(bytes: Uint8Array): string {
  const text = decodeXml(bytes)?.text;
  if (text === undefined)
    throw new ImportRefused('file_not_text', 'The file says it is XML but holds bytes that are no text: export it again.');
  // A declaration has to be the very first; some tools print an empty line before it.
  return text.replace(/^\uFEFF/, '').replace(/^(\s+)<\?xml\b[^>]{0,300}\?>/i, '$1');
}

/**
 * Reads an XML file into a tree. No DOCTYPE, no entities but the five of XML and numbers, nothing fetched, bounded depth
 * and size: `ImportRefused` `file_hostile` with the line. What is not well-formed is `file_not_text` with the line.
 * Source: protocol 6 (Import), security 31.
 */
export function readXml(file: Uint8Array | string): XmlElement {
  const parser = new SaxesParser({ position: true });
  const root: Open = { name: '', attributes: {}, children: [], line: 0 };
  const open: Open[] = [root];
  let nodes = 0;
  let line = 1;
  const count = () => {
    nodes += 1;
    if (nodes > MAX_NODES) throw hostile('more than a million elements and texts', parser.line);
  };
  const addText = (text: string) => {
    if (text === '') return;
    const { children } = open.at(-1) ?? root;
    const last = children.at(-1);
    if (typeof last === 'string') children[children.length - 1] = last + text;
    else {
      count();
      children.push(text);
    }
  };
  parser.on('doctype', () => {
    throw hostile('a DOCTYPE (a declaration at the top; whoever knows the file can take it out with a text editor)', parser.line);
  });
  parser.on('error', (error) => {
    const reason = error.message.replace(/^\S*\d+:\d+: /, '').replace(/\.$/, '');
    if (/entit/i.test(reason)) throw hostile(`an entity nobody defined (${reason})`, parser.line);
    throw new ImportRefused(
      'file_not_text',
      `Line ${parser.line}: this is not well-formed XML (${reason}): export the file again.`,
    );
  });
  parser.on('opentagstart', () => {
    line = parser.line;
  });
  parser.on('opentag', ({ name, attributes }) => {
    count();
    if (open.length > MAX_DEPTH) throw hostile(`elements nested more than ${MAX_DEPTH} deep`, parser.line);
    const entries = Object.entries(attributes);
    if (entries.length > MAX_ATTRIBUTES) throw hostile(`more than ${MAX_ATTRIBUTES} attributes`, parser.line);
    const kept = Object.fromEntries(entries.map(([key, value]) => [localName(key), String(value)]));
    open.push({ name: localName(name), attributes: kept, children: [], line });
  });
  parser.on('closetag', () => {
    const done = open.pop();
    if (done && open.length > 0) open.at(-1)?.children.push(done);
  });
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.write(typeof file === 'string' ? file : textOf(file)).close();
  const top = root.children.find((child): child is Open => typeof child !== 'string');
  if (!top) throw new ImportRefused('file_not_text', 'The file is empty XML: export it again.');
  return top;
}

export const isElement = (node: XmlNode): node is XmlElement => typeof node !== 'string';

/** The elements inside, all or those of a name. */
export const elementsOf = ({ children }: XmlElement, name?: string): XmlElement[] =>
  children.filter((node): node is XmlElement => isElement(node) && (name === undefined || node.name === name));

export const firstOf = (element: XmlElement, name: string): XmlElement | undefined => elementsOf(element, name)[0];

/** All the text inside, whatever it is wrapped in, as it stands. */
export function textInside(element: XmlElement | undefined): string {
  if (!element) return '';
  return element.children.map((node) => (isElement(node) ? textInside(node) : node)).join('');
}
