import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A line of the CRS tests, as far as it says what it is. */
export interface Described {
  readonly desc?: string | null | undefined;
  readonly method?: string | null | undefined;
  readonly uri?: string | null | undefined;
  readonly data?: unknown;
  readonly headers?: Readonly<Record<string, unknown>> | null | undefined;
}

/** The words with which the suite's authors say that a request is a honest one. */
const VOUCHED =
  /false[ -]?positive|\bfps?\b|no fp\b|negative|legitimate|benign|\bvalid\b|normal|should (?:not|pass)|do(?:n['’]t| not) match|not match|authori[sz]ed|acceptable|allowed/i;
const SERVED = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
/** Shorter phrases of a list are words of a language. */
const SHORTEST_PHRASE = 7;

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
const alike = (text: string): string => decoded(text).toLowerCase().replaceAll('\\', '/');

/**
 * "This rule must not match" does not say that a request is harmless: many are attacks of another kind. A line counts as harmless
 * when (1) its description vouches for it, (2) its method is one a room serves, and (3) it names nothing of the suite's own lists of
 * files of operating systems and of addresses of clouds. It does not depend on what a wall thinks.
 */
export function harmlessJudge(folder: string): (line: Described) => boolean {
  const phrases = ['lfi-os-files.txt', 'ssrf.txt']
    .map((name) => join(folder, 'crs/lists', name))
    .filter((path) => existsSync(path))
    .flatMap((path) => readFileSync(path, 'utf8').split('\n'))
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => alike(line.trim()).replace(/^https?:\/\//, ''))
    .filter((phrase) => phrase.length >= SHORTEST_PHRASE);
  return ({ desc, method, uri, data, headers }) => {
    if (!VOUCHED.test(desc ?? '') || !SERVED.has((method ?? 'GET').trim())) return false;
    // What every line of the suite carries says nothing about it.
    const { 'User-Agent': _agent, Accept: _accept, Host: _host, ...others } = headers ?? {};
    const text = alike(
      `${uri ?? ''} ${typeof data === 'string' ? data : JSON.stringify(data ?? '')} ${Object.values(others).join(' ')}`,
    );
    return !phrases.some((phrase) => text.includes(phrase));
  };
}
