import type { RequestSignal } from '../signal.ts';
import { isCharset } from './charsets.ts';
import { fault, type Hit } from './hit.ts';

export const MOST_HEADERS = 100;
export const LONGEST_HEADER = 4_096;
const LONGEST_ENCODING = 100;
/** May be long by right: a session's tokens. */
const MAY_BE_LONG = new Set(['cookie', 'authorization']);
/** Headers that make one server understand a request differently from another; no client of a room sends them. */
const TURNED = new Set([
  ...['proxy', 'lock-token', 'if', 'request-range', 'content-encoding', 'x-http-method-override', 'x-http-method'],
  ...[
    'x-method-override',
    'x-original-url',
    'x-rewrite-url',
    'x-middleware-subrequest',
    'accept-charset',
    'x-up-devcap-post-charset',
  ],
]);
const KIND =
  /^[\w.+*-]+\/[\w.+*-]+(?:\s?;\s?(?:action|boundary|charset|component|format|profile|q|start(?:-info)?|type|version|odata[\w.]*)\s?=\s?(?:"[^"\s;]{0,200}"|'[^'\s;]{0,200}'|[\w.()+,/:=?<>@#*-]{1,200}))*\s?;?$/i;

const textOf = (value: string | readonly string[]): string => (typeof value === 'string' ? value : value.join(', '));

function* kindFaults(kind: string): Generator<Hit> {
  if (!KIND.test(kind)) yield fault('a kind of content that is none', kind);
  if ((kind.match(/charset\s?=/gi)?.length ?? 0) > 1) yield fault('two alphabets at once', kind);
  yield* charsetFaults(kind);
  if (/;[\s\S]*(?:application|text|multipart)\//i.test(kind) && !/action\s?=/i.test(kind))
    yield fault('two kinds of content at once', kind);
}

function* charsetFaults(text: string): Generator<Hit> {
  for (const [, charset = ''] of text.matchAll(/charset\s?=\s?["']?([^"';,\s]{1,64})/gi)) {
    if (!isCharset(charset)) yield fault('an alphabet that is none', charset);
  }
}

function* rangeFaults(range: string): Generator<Hit> {
  const ranges = [...range.matchAll(/(\d{1,20})-(\d{1,20})/g)];
  if (ranges.some(([, first, last]) => Number(first) > Number(last))) yield fault('a range that ends before it begins', range);
  if (range.split(',').length > 5) yield fault('more than five ranges', range);
}

function* contentRangeFaults(text: string): Generator<Hit> {
  if (!/^\s?\w{1,20} (?:\d{1,20}-\d{1,20}|\*)\/(?:\d{1,20}|\*)\s?$/.test(text))
    yield fault('a part of a body that is none', text);
}

function* cookieFaults(text: string): Generator<Hit> {
  if (/^\s?\$version/i.test(text)) yield fault('a cookie of an age before browsers');
}

function* connectionFaults(text: string): Generator<Hit> {
  if (/\b(?:keep-alive|close)\b.{0,200},\s?(?:keep-alive|close)\b/i.test(text)) yield fault('two fates of a connection', text);
}

function* encodingFaults(text: string): Generator<Hit> {
  if (text.length > LONGEST_ENCODING || /[^\w\s,;=.*-]/.test(text)) yield fault('an encoding that is none', text);
}

/** What a header of this name must not say; the text is not empty. Names are a client's: never looked up in an object. */
const SAYS: ReadonlyMap<string, (text: string) => Iterable<Hit>> = new Map([
  ['accept', charsetFaults],
  ['content-type', kindFaults],
  ['range', rangeFaults],
  ['content-range', contentRangeFaults],
  ['cookie', cookieFaults],
  ['connection', connectionFaults],
  ['accept-encoding', encodingFaults],
]);
const EMPTY: ReadonlyMap<string, string> = new Map([
  ['user-agent', 'an empty name of the program'],
  ['host', 'an empty name of the host'],
  ['accept', 'no kind of answer asked for'],
]);

function* oneHeader(name: string, text: string, method: string): Generator<Hit> {
  if (!/^[!#$%&'*+.^_`|~\w-]{1,100}$/.test(name)) yield fault('a name of a header that is none', name);
  if (TURNED.has(name)) yield fault('a header that no client of a room sends', name);
  if (text.length > LONGEST_HEADER && !MAY_BE_LONG.has(name))
    yield fault(`a header of more than ${LONGEST_HEADER} characters`, name);
  if (/%00|\0/.test(text) && name !== 'host') yield fault('a zero byte in a header', name);
  if (/[\r\n]/.test(text)) yield { ...fault('a line break in a header', name), type: 'request_smuggling' };
  const isEmpty = text.trim() === '';
  const whenEmpty = isEmpty && !(name === 'accept' && method === 'OPTIONS') ? EMPTY.get(name) : undefined;
  if (whenEmpty !== undefined) yield fault(whenEmpty);
  else if (!isEmpty) yield* SAYS.get(name)?.(text) ?? [];
}

/** A file of a teacher comes with whatever kind their program gives it; the room answers what it cannot take. */
const FREE_ON_OWN_WAYS = new Set(['content-type', 'content-encoding']);

/** What is wrong with the headers by themselves, or with each other. */
export function* headerFaults(headers: RequestSignal['headers'], method: string, isOwn: boolean): Generator<Hit> {
  const names = Object.keys(headers);
  if (names.length > MOST_HEADERS) yield fault(`more than ${MOST_HEADERS} headers`);
  for (const name of names.slice(0, MOST_HEADERS)) {
    if (isOwn && FREE_ON_OWN_WAYS.has(name)) continue;
    const value = headers[name];
    if (value !== undefined) yield* oneHeader(name, textOf(value), method);
  }
  if (headers['content-length'] !== undefined && headers['transfer-encoding'] !== undefined) {
    yield { ...fault('two lengths of one body'), type: 'request_smuggling' };
  }
  const encoding = headers['transfer-encoding'];
  if (encoding !== undefined && !/^(?:gzip, ?|deflate, ?)?chunked$/i.test(textOf(encoding))) {
    yield { ...fault('a transfer encoding that is none', textOf(encoding)), type: 'request_smuggling' };
  }
}
