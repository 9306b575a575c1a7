import type { Hit } from './hit.ts';
import { isSecretName } from './parameters.ts';
import type { Place } from './sign.ts';

const MOST_REASONS = 5;
const LONGEST_QUOTE = 48;
const LONGEST_NAME = 24;

const PLACES: Readonly<Record<Place, string>> = {
  path: 'in the path',
  name: 'in the name of a parameter',
  value: 'in the parameter',
  cookie: 'in the cookie',
  header: 'in the header',
  referer: 'in the header',
  body: 'in the body',
  filename: 'in the name of a file',
};

/** A run long enough to be a token or a key is never shown, wherever it stands. */
const hidden = (text: string): string =>
  text.replace(/[\w+/=-]{16,}/g, (run) => (/\d/.test(run) || run.length >= 24 ? '…' : run));

/** What a client wrote, short and harmless: one line, no control or direction characters, nothing that could be a token. */
export function quoted(text: string, longest = LONGEST_QUOTE): string {
  const line = hidden(text)
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\ufffd]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const letters = [...line];
  return `“${letters.length > longest ? `${letters.slice(0, longest).join('')}…` : line}”`;
}

const whereOf = ({ place, of }: { place: Place; of: string }): string =>
  place === 'path' || place === 'name' || place === 'filename' || of === ''
    ? PLACES[place]
    : `${PLACES[place]} ${quoted(of, LONGEST_NAME)}`;

function inWords({ says, part, piece }: Hit): string {
  const sentence = `${says.charAt(0).toUpperCase()}${says.slice(1)}`;
  if (part === undefined) return piece === undefined ? sentence : `${sentence}: ${quoted(piece)}`;
  const isShown = piece !== undefined && part.place !== 'cookie' && !isSecretName(part.of);
  return `${sentence} ${whereOf(part)}${isShown ? `: ${quoted(piece)}` : ''}`;
}

/** Why, for a person: the strongest first, each once. What stands in a cookie is never shown. */
export const reasonsOf = (hits: readonly Hit[]): readonly string[] => [...new Set(hits.map(inWords))].slice(0, MOST_REASONS);
