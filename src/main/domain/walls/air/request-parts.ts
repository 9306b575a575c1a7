import type { RequestSignal } from '../signal.ts';
import { bodyParts } from './body-parts.ts';
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

function* allParts({ uri, headers, body }: RequestSignal): Generator<Part> {
  const fragmentless = uri.split('#', 1)[0] ?? '';
  const at = fragmentless.indexOf('?');
  yield { place: 'path', of: '', text: unpercent(clipped(at < 0 ? fragmentless : fragmentless.slice(0, at))) };
  if (at >= 0) yield* parameters(fragmentless.slice(at + 1), 'value');
  yield* headerParts(headers);
  if (body !== undefined && body !== '' && !isOwnWay(uri))
    yield* bodyParts(body.slice(0, MOST_LOOKED_AT), headers['content-type']);
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
