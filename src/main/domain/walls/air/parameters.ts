import type { Place } from './sign.ts';
import { unpercent } from './undo-encoding.ts';

/** One text a client wrote, its percent-encoding undone. */
export interface Part {
  readonly place: Place;
  /** What it belongs to: a parameter's name, a header's. Empty for a path. */
  readonly of: string;
  readonly text: string;
}

/** So much of one text is looked at: its beginning, and of what is longer also its end. */
export const LONGEST_TEXT = 4_096;
const END_OF_TEXT = 512;
export const MOST_PARTS = 256;

export const clipped = (text: string): string =>
  text.length <= LONGEST_TEXT ? text : `${text.slice(0, LONGEST_TEXT - END_OF_TEXT)}\n${text.slice(-END_OF_TEXT)}`;

/** Its value opens something: never looked at, never shown. */
export const isSecretName = (name: string): boolean =>
  /^(?:token|ticket|jwt|password|passwd|secret|totp|otp|accesscode|resumetoken|refreshtoken|recoverytoken|access_token|refresh_token|id_token|api_?key|authorization|auth)$/i.test(
    name,
  );

/** Name and value of every parameter of a query, a form or a cookie. */
export function* parameters(query: string, place: Place, separator = '&'): Generator<Part> {
  const decoded = (text: string): string => unpercent(clipped(place === 'cookie' ? text.trim() : text.replaceAll('+', ' ')));
  for (const pair of query.split(separator, MOST_PARTS)) {
    if (pair === '') continue;
    const at = pair.indexOf('=');
    const name = decoded(at < 0 ? pair : pair.slice(0, at));
    if (at >= 0 && isSecretName(name)) continue;
    // A cookie's name is chosen by servers; a body without a sign of equality is no name but all of the body.
    const asName = place === 'cookie' || (place === 'body' && at < 0) ? place : 'name';
    yield { place: asName, of: name, text: name };
    if (at >= 0 && at < pair.length - 1) yield { place, of: name, text: decoded(pair.slice(at + 1)) };
  }
}
