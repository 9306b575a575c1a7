import type { RequestSignal } from '../signal.ts';
import { bodyParts, parsedJson } from './body-parts.ts';
import { clipped, MOST_PARTS, type Part, parameters } from './parameters.ts';
import type { Place } from './sign.ts';
import { unpercent } from './undo-encoding.ts';

/** So much of one request is looked at, in characters, and so many texts of it. */
export const MOST_LOOKED_AT = 32_768;

/** What stands in these follows a grammar of its own and is checked there, or says nothing; tokens are never looked at. */
const UNREAD = new Set([
  ...[
    'accept',
    'accept-charset',
    'accept-encoding',
    'accept-language',
    'authorization',
    'cache-control',
    'connection',
    'content-length',
  ],
  ...[
    'content-type',
    'dnt',
    'host',
    'if-match',
    'if-modified-since',
    'if-none-match',
    'if-range',
    'keep-alive',
    'pragma',
    'priority',
  ],
  ...[
    'proxy-authorization',
    'proxy-connection',
    'range',
    'te',
    'trailer',
    'transfer-encoding',
    'upgrade',
    'upgrade-insecure-requests',
  ],
  ...['sec-websocket-key', 'sec-websocket-extensions', 'sec-websocket-protocol', 'sec-websocket-version', 'sec-gpc', 'save-data'],
]);
const FILENAME = /^x[-_.]file-?name$/;

/** Ways on which somebody says who they are, and the names that is said under: identifiers, never a text or a secret. */
export const isDoor = (uri: string): boolean => /^\/api\/v1\/(?:auth\/login|join)\/?(?:\?|$)/.test(uri);
export const IDENTITY: ReadonlySet<string> = new Set(['username', 'candidateNumber', 'examId']);

/** Bodies on these ways are the room's own: answers, messages, files of teachers. They are texts by right and never looked at. */
export const isOwnWay = (uri: string): boolean => /^\/(?:socket\.io|api\/v1|api\/monitoring)(?:[/?]|$)/.test(uri);

const isRead = (name: string): boolean => !UNREAD.has(name) && !name.startsWith('sec-ch-') && !name.startsWith('sec-fetch-');

function placeOf(name: string): Place {
  if (FILENAME.test(name)) return 'filename';
  return name === 'referer' ? 'referer' : 'header';
}

function* headerParts(headers: RequestSignal['headers']): Generator<Part> {
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined || !isRead(name)) continue;
    for (const text of typeof value === 'string' ? [value] : value) {
      if (name === 'cookie') yield* parameters(text, 'cookie', ';');
      else yield { place: placeOf(name), of: name, text: unpercent(clipped(text)) };
    }
  }
}

/** Beginning and end of a body: what stands behind a long filling is what the filling was for. */
const END_OF_BODY = 8_192;
const clippedBody = (body: string): string =>
  body.length <= MOST_LOOKED_AT ? body : `${body.slice(0, MOST_LOOKED_AT - END_OF_BODY)}\n${body.slice(-END_OF_BODY)}`;

/** What the room's own forms ask who one is with, where that may stand for itself in a body of the room's own. */
function* identityParts(body: string): Generator<Part> {
  const asked = parsedJson(body.slice(0, MOST_LOOKED_AT));
  if (typeof asked !== 'object' || asked === null) return;
  for (const [name, text] of Object.entries(asked)) {
    if (IDENTITY.has(name) && typeof text === 'string') yield { place: 'value', of: name, text: clipped(text) };
  }
}

/** A search of staff for a word is their own; it counts only where the room did not carry it out. */
const isOwnSearch = (part: Part, { uri, status }: RequestSignal): boolean =>
  part.place === 'value' && part.of === 'q' && isOwnWay(uri) && status !== undefined && status < 300;

function* allParts(signal: RequestSignal): Generator<Part> {
  const { uri, headers, body } = signal;
  const isOwn = isOwnWay(uri);
  const fragmentless = uri.split('#', 1)[0] ?? '';
  const at = fragmentless.indexOf('?');
  yield { place: 'path', of: '', text: unpercent(clipped(at < 0 ? fragmentless : fragmentless.slice(0, at))) };
  if (at >= 0) for (const part of parameters(fragmentless.slice(at + 1), 'value')) if (!isOwnSearch(part, signal)) yield part;
  // What a teacher calls a file is theirs: on the room's own ways it is a hint that names nothing.
  for (const part of headerParts(headers)) if (!(isOwn && part.place === 'filename')) yield part;
  if (body === undefined || body === '') return;
  if (!isOwn) yield* bodyParts(clippedBody(body), headers['content-type']);
  else if (isDoor(uri)) yield* identityParts(body);
}

/** The texts of a request that are looked at, in their order, within the bounds above. */
export function* partsOf(signal: RequestSignal): Generator<Part> {
  let looked = 0;
  let parts = 0;
  for (const part of allParts(signal)) {
    looked += part.text.length;
    parts += 1;
    if (looked > MOST_LOOKED_AT || parts > MOST_PARTS) return;
    yield part;
  }
}
