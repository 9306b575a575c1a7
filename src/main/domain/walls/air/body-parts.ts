import { type Part, parameters } from './parameters.ts';
import { unentity, unpercent } from './undo-encoding.ts';

const DEEPEST = 16;

/** Every name and every text of a JSON document. */
function* jsonParts(value: unknown, name: string, depth: number): Generator<Part> {
  if (depth > DEEPEST) return;
  if (typeof value === 'string') yield { place: 'body', of: name, text: unpercent(value) };
  else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      if (!Array.isArray(value)) yield { place: 'name', of: key, text: key };
      yield* jsonParts(inner, key, depth + 1);
    }
  }
}

/** The texts and the values of the attributes of an XML document: names of elements are only names. */
function* xmlParts(body: string): Generator<Part> {
  const declared = body.slice(0, 2_048);
  if (/<!(?:DOCTYPE|ENTITY)/i.test(declared)) yield { place: 'body', of: 'xml', text: declared };
  const attributes: string[] = [];
  for (const [, text] of body.matchAll(/([^<]*)(?:<[^>]{0,4096}>?)?/g))
    if (text !== undefined && text.trim() !== '') yield { place: 'body', of: 'xml', text: unentity(unpercent(text)) };
  // Looked for by themselves: the sign that ends a tag may stand in a value.
  for (const [, double, single] of body.matchAll(/=\s{0,2}(?:"([^"]*)"|'([^']*)')/g)) {
    const value = unentity(unpercent(double ?? single ?? ''));
    attributes.push(value);
    if (value !== '') yield { place: 'body', of: 'xml', text: value };
  }
  if (attributes.length > 1) yield { place: 'body', of: 'xml', text: attributes.join(' ') };
}

function* multipartParts(body: string): Generator<Part> {
  for (const [, name] of body.matchAll(/[;\s]name=(?:"([^"\r\n]{0,512})"?|[^;\r\n]{1,512})/gi))
    if (name) yield { place: 'name', of: name, text: unpercent(name) };
  for (const [, name] of body.matchAll(/filename\*?=(?:"([^"\r\n]{0,512})"?|([^;\r\n]{1,512}))/gi)) {
    if (name) yield { place: 'filename', of: 'upload', text: unpercent(name) };
  }
  for (const section of body.split(/\r?\n--/, 64)) {
    const [head = '', ...rest] = section.split(/\r?\n\r?\n/);
    if (/filename/i.test(head)) continue;
    const text = rest.join('\n').trim();
    if (text !== '') yield { place: 'body', of: 'form', text: unpercent(text) };
  }
}

/** What a text says as JSON; undefined when it is none. */
export function parsedJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** The texts of a body by what it says it is: a form when it says nothing. */
export function* bodyParts(body: string, contentType: string | readonly string[] | undefined): Generator<Part> {
  const type = String(contentType ?? '').toLowerCase();
  if (/json/.test(type)) {
    const document = parsedJson(body);
    if (document !== undefined) return yield* jsonParts(document, 'json', 0);
  }
  if (/^[\w.+/-]*xml/.test(type)) return yield* xmlParts(body);
  if (type.startsWith('multipart/')) return yield* multipartParts(body);
  if (/^text\/plain/.test(type)) yield { place: 'body', of: 'text', text: unpercent(body) };
  yield* parameters(body, 'body');
}
