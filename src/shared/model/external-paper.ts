import { z } from 'zod';

/** Private and loopback addresses: where an exam hall's own servers are, and plain http is tolerable. */
const LAN_V4 = /^(?:10\.|127\.|169\.254\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)\d/;
const LAN_V6 = /^\[(?:::1|f[cd][0-9a-f]{2}:.*|fe80:.*)\]$/;

const isLanHost = (host: string): boolean => (LAN_V4.test(host) && /^[\d.]+$/.test(host)) || LAN_V6.test(host);

interface Address {
  readonly scheme: string;
  readonly host: string;
  /** Empty for the scheme's own. */
  readonly port: string;
  readonly path: string;
}

/**
 * Stricter than browsers are: what only some programs would read alike (a user name, a backslash, letters outside of ASCII, steps up a
 * path) is no address here. What a browser tells is in this form already.
 */
const ADDRESS = /^(https?):\/\/([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:]+\])(?::(\d{1,5}))?(\/[!-[\]-~]*)?$/i;
const OWN_PORT: Readonly<Record<string, string>> = { https: '443', http: '80' };
/** A step in the path, or an encoded dot, slash or backslash: one path for us and maybe another for the server. */
const MISLEADS = /\/\.{1,2}(?:\/|$)|%(?:2e|2f|5c)/i;

function readAddress(text: string): Address | undefined {
  const [whole = ''] = text.split(/[?#]/, 1);
  const [, scheme = '', host = '', port = '', path = '/'] = ADDRESS.exec(whole) ?? [];
  if (scheme === '' || MISLEADS.test(path)) return undefined;
  const lower = scheme.toLowerCase();
  return { scheme: lower, host: host.toLowerCase(), port: port === OWN_PORT[lower] ? '' : port, path };
}

/**
 * What is wrong with an address for an external exam, as one sentence to go on; undefined where nothing is. https, or http for
 * addresses of the LAN; an exact host, no user name, no wildcard.
 */
export function flawOfAddress(text: string): string | undefined {
  if (text.includes('*')) return 'must name one host exactly: wildcards are not allowed';
  const read = readAddress(text);
  if (!read) return 'is no plain web address: write it whole and in ASCII, as https://lms.example.org/quiz/';
  if (read.scheme === 'http' && !isLanHost(read.host))
    return 'must begin with https://: plain http is for addresses of the LAN alone';
  return undefined;
}

/** The path itself, or something below it: `/quiz` lets `/quiz/2` through and `/quizzes` not. */
const isBelow = (prefix: string, path: string): boolean =>
  path === prefix || path.startsWith(prefix.endsWith('/') ? prefix : `${prefix}/`);

/** May the page go to this address? Scheme, host and port exactly, the path by its beginning; whatever cannot be read may not. */
export function isOnList(allow: readonly string[], url: string): boolean {
  const wanted = readAddress(url);
  if (!wanted) return false;
  return allow.some((entry) => {
    const listed = readAddress(entry);
    if (!listed) return false;
    const isSameHost = listed.scheme === wanted.scheme && listed.host === wanted.host && listed.port === wanted.port;
    return isSameHost && isBelow(listed.path, wanted.path);
  });
}

const address = z
  .string()
  .trim()
  .max(500)
  .check((context) => {
    const flaw = flawOfAddress(context.value);
    if (flaw !== undefined) context.issues.push({ code: 'custom', input: context.value, message: flaw });
  });

/** An exam whose paper is on another server (EX8): where it begins, and where the candidate may go from there. */
export const ExternalPaper = z
  .strictObject({
    startUrl: address,
    /** Each lets its host and everything below its path through. */
    allow: z.array(address).min(1).max(20),
    /** In a browser nothing can be locked: refuse it, or open it and mark it. */
    inBrowser: z.enum(['refused', 'reduced']),
  })
  .check((context) => {
    if (isOnList(context.value.allow, context.value.startUrl)) return;
    const message = 'must be on the list of allowed addresses itself';
    context.issues.push({ code: 'custom', input: context.value.startUrl, path: ['startUrl'], message });
  });
export type ExternalPaper = z.infer<typeof ExternalPaper>;

/** What the candidate's client needs of it. */
export const CandidateExternal = z.strictObject({ startUrl: z.string(), allow: z.array(z.string()) });
export type CandidateExternal = z.infer<typeof CandidateExternal>;
