import { BoundedMemory } from '../bounded-memory.ts';
import type { RequestSignal } from '../signal.ts';
import type { Part } from './parameters.ts';

/** What was found clean and need not be looked at again: the same bytes are judged the same. */
export interface CleanMemory {
  hasPart(part: Part): boolean;
  addPart(part: Part): void;
  /** What this request is remembered by; undefined where it is never remembered. */
  nameOf(signal: RequestSignal): string | undefined;
  hasRequest(name: string): boolean;
  addRequest(name: string): void;
}

/** Texts known to be clean; clients repeat theirs with every request. Those longer than this are looked at each time. */
const MOST_PARTS = 1_024;
const LONGEST_PART = 512;
/** What is written in an address changes more often and would push out the headers. */
const LONGEST_ELSEWHERE = 48;
/** Whole requests: a hall that comes in asks for the same from as many machines alike. */
const MOST_REQUESTS = 256;
const LONGEST_REQUEST = 1_024;

/** A secret is never kept, and a body, a length or how a search was answered is looked at each time. */
const NEVER = ['authorization', 'proxy-authorization', 'cookie', 'content-length', 'transfer-encoding'];
/** Of every handshake another, with nothing to say: sixteen bytes in base64. */
const RANDOM = 'sec-websocket-key';
const IS_RANDOM = /^[A-Za-z0-9+/]{22}==$/;
const MAY_SAY_WHO = /token|ticket|[?&]q=/i;

function nameOfRequest({ method, uri, version, headers, body, fault }: RequestSignal): string | undefined {
  if (body !== undefined || fault !== undefined || uri.length > LONGEST_REQUEST || MAY_SAY_WHO.test(uri)) return undefined;
  let name = `${version} ${method} ${uri}`;
  for (const header in headers) {
    const value = headers[header];
    if (typeof value !== 'string' || NEVER.includes(header)) return undefined;
    name += header === RANDOM && IS_RANDOM.test(value) ? `\n${header}` : `\n${header}:${value}`;
    if (name.length > LONGEST_REQUEST) return undefined;
  }
  return name;
}

/** The same text is clean in one place and a sign in another. */
const nameOfPart = ({ place, of, text }: Part): string => `${place} ${of} ${text}`;
const isShort = ({ place, text }: Part): boolean => text.length <= (place === 'header' ? LONGEST_PART : LONGEST_ELSEWHERE);

export function createCleanMemory(): CleanMemory {
  const parts = new BoundedMemory<string, true>(MOST_PARTS, () => true);
  const requests = new BoundedMemory<string, true>(MOST_REQUESTS, () => true);
  return {
    hasPart: (part) => isShort(part) && parts.peek(nameOfPart(part)) === true,
    addPart: (part) => {
      if (isShort(part)) parts.of(nameOfPart(part));
    },
    nameOf: nameOfRequest,
    hasRequest: (name) => requests.peek(name) === true,
    addRequest: (name) => void requests.of(name),
  };
}
