import type { RequestSignal } from '../signal.ts';
import { headerFaults } from './header-faults.ts';
import { fault, type Hit } from './hit.ts';
import { multipartFaults } from './multipart-faults.ts';
import { isSecretName } from './parameters.ts';
import { isOwnWay, MOST_LOOKED_AT } from './request-parts.ts';

const VERSIONS = new Set(['HTTP/0.9', 'HTTP/1.0', 'HTTP/1.1', 'HTTP/2.0', 'HTTP/2', 'HTTP/3', 'HTTP/3.0']);
const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
/** A longer name of a parameter, a longer value in a query, more of them: no page or client writes that. */
export const LONGEST_NAME = 100;
export const LONGEST_VALUE = 1_024;
export const MOST_PARAMETERS = 255;
export const LONGEST_FORM = 64_000;

/** Bytes that are no UTF-8, however they are spelt. */
function isBroken(value: string): boolean {
  if (!/%[89a-f][0-9a-f]/i.test(value)) return false;
  try {
    decodeURIComponent(value.replace(/%(?![0-9a-f]{2})/gi, '%25'));
    return false;
  } catch {
    return true;
  }
}

function* targetFaults(method: string, uri: string): Generator<Hit> {
  const isTarget = uri.startsWith('/') || (method === 'OPTIONS' && uri === '*') || method === 'CONNECT';
  if (!isTarget) yield fault('a target that is no path', uri);
  if (uri.includes('#')) yield fault('a fragment, which clients keep to themselves', uri.slice(uri.indexOf('#')), 3);
  if (/[^\P{Cc}\t\r\n]/u.test(uri)) yield fault('control characters in the target');
  // One may be a sentence with a percent sign; who spells several bytes with letters that are no figures tries what a reader makes of it.
  if (/%(?![0-9a-f]{2})(?!u[0-9a-f]{4})[0-9a-z]{2}.{0,64}%(?![0-9a-f]{2})(?!u[0-9a-f]{4})[0-9a-z]{2}/i.test(uri.slice(0, 8_192)))
    yield fault('bytes spelt with letters that are no figures', uri.slice(0, 48));
  if (/%u[0-9a-f]{4}/i.test(uri))
    yield fault('letters spelt as no address spells them', uri.slice(uri.search(/%u/i)).slice(0, 24));
  if (/%00/.test(uri)) yield fault('a zero byte in the target', uri.slice(Math.max(0, uri.indexOf('%00') - 16)).slice(0, 24));
}

function* queryFaults(uri: string): Generator<Hit> {
  const at = uri.indexOf('?');
  if (at < 0) return;
  const pairs = uri.slice(at + 1).split('&');
  if (pairs.length > MOST_PARAMETERS) yield fault(`more than ${MOST_PARAMETERS} parameters`);
  for (const pair of pairs.slice(0, MOST_PARAMETERS)) {
    const [name = '', value = ''] = pair.split('=', 2);
    if (name.length > LONGEST_NAME) yield fault(`a parameter with a name of more than ${LONGEST_NAME} characters`);
    if (value.length > LONGEST_VALUE && !isSecretName(name)) yield fault(`a value of more than ${LONGEST_VALUE} characters`);
    if (isBroken(value)) yield fault('a value that is no UTF-8', value);
  }
}

/** What a browser's form, a script or a program sends; the kinds of answers and of files. */
const KINDS =
  /^(?:application\/(?:x-www-form-urlencoded|json|xml|octet-stream|csp-report|reports\+json|pdf|zip|graphql|x-ndjson|(?:[\w.*-]{1,80}\+)(?:json|xml))|multipart\/(?:form-data|mixed|related(?=\s?;))|text\/[\w.-]{1,40}|image\/[\w.+-]{1,40}|audio\/[\w.+-]{1,40}|video\/[\w.+-]{1,40})\b/i;

/** Of bodies on ways that are not the room's own: there any kind is welcome, and checked by whoever reads it. */
function* foreignBodyFaults(kind: string | undefined, length: number, body: string): Generator<Hit> {
  const hasBody = body !== '' || length > 0;
  if (kind === undefined && length > 0) yield fault('a body of no kind');
  if (kind !== undefined && hasBody && !KINDS.test(kind)) yield fault('a kind of content nobody takes', kind);
  if (kind !== undefined && length > LONGEST_FORM && /urlencoded/i.test(kind)) yield fault('a form longer than any page sends');
  if (kind !== undefined && /multipart/i.test(kind)) yield* multipartFaults(body.slice(0, MOST_LOOKED_AT));
}

function* bodyFaults({ method, headers, body = '', uri }: RequestSignal): Generator<Hit> {
  const stated = headers['content-length'];
  const length = Number(stated ?? 0);
  const isRead = method === 'GET' || method === 'HEAD';
  const kind = headers['content-type'];
  if (isRead && kind !== undefined && /^multipart\/(?!form-data|mixed)/i.test(String(kind)))
    yield fault('a kind of content nobody takes', String(kind));
  if (isRead && (length > 0 || (stated === undefined && body !== ''))) yield fault(`a body with ${method}`, undefined, 3);
  if (stated !== undefined && !/^\d{1,15}$/.test(String(stated))) yield fault('a length that is no number', String(stated));
  if (!isRead && !isOwnWay(uri)) yield* foreignBodyFaults(kind === undefined ? undefined : String(kind), length, body);
}

/** A request seen whole: an access log keeps no more than these. */
const KEPT_IN_LOGS = new Set(['referer', 'user-agent']);

/** What no browser and no library writes: version, method, target, parameters, headers, and what they say of the body. */
export function* protocolFaults(signal: RequestSignal): Generator<Hit> {
  const { method, uri, version, headers } = signal;
  if (signal.fault !== undefined) return yield fault('a request that cannot be read', signal.fault);
  if (!VERSIONS.has(version)) yield fault('a version of HTTP that does not exist', version);
  if (!METHODS.has(method)) yield fault('a method this room does not know', method);
  yield* targetFaults(method, uri);
  yield* queryFaults(uri);
  const isWhole = Object.keys(headers).some((name) => !KEPT_IN_LOGS.has(name));
  if (isWhole && headers.host === undefined && version === 'HTTP/1.1') yield fault('no name of a host');
  yield* headerFaults(headers, method, isOwnWay(uri));
  yield* bodyFaults(signal);
}
