/*
 * What a text says once the encodings an attack hides behind are undone. Every step is linear and there is a fixed number of
 * them: encoding something more often than that is itself no longer read by any server.
 */

const MOST_ROUNDS = 3;
const HEX_BYTES = /(?:%[0-9a-f]{2})+/gi;

/**
 * Bytes no writer of UTF-8 produces, as careless readers take them: ASCII spelt with two or three bytes is ASCII, the rest is the
 * first 256 characters.
 */
function careless(bytes: readonly number[]): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 1) {
    const first = bytes[at] ?? 0;
    const second = bytes[at + 1] ?? 0;
    const third = bytes[at + 2] ?? 0;
    if ((first === 0xc0 || first === 0xc1) && second >= 0x80 && second < 0xc0) {
      text += String.fromCharCode(((first & 0x1f) << 6) | (second & 0x3f));
      at += 1;
    } else if (first === 0xe0 && (second === 0x80 || second === 0x81) && third >= 0x80) {
      text += String.fromCharCode(((second & 0x3f) << 6) | (third & 0x3f));
      at += 2;
    } else text += String.fromCharCode(first);
  }
  return text;
}

function ofEscapes(escapes: string): string {
  try {
    return decodeURIComponent(escapes);
  } catch {
    return careless(Array.from(escapes.slice(1).split('%'), (digits) => Number.parseInt(digits, 16)));
  }
}

const unpercentOnce = (text: string): string =>
  text
    .replace(/%u([0-9a-f]{4})/gi, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)))
    .replace(HEX_BYTES, ofEscapes);

/** Percent-encoding undone, as often as it was done up to three times; `%uXXXX` and overlong UTF-8 as well. */
export function unpercent(text: string): string {
  let plain = text;
  for (let round = 0; round < MOST_ROUNDS && plain.includes('%'); round += 1) {
    const next = unpercentOnce(plain);
    if (next === plain) break;
    plain = next;
  }
  return plain;
}

const ENTITIES: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
  colon: ':',
  newline: '\n',
  tab: '\t',
  nbsp: ' ',
  lpar: '(',
  rpar: ')',
  sol: '/',
  bsol: '\\',
  lbrace: '{',
  rbrace: '}',
  dollar: '$',
  grave: '`',
  lbrack: '[',
  lsqb: '[',
  rsqb: ']',
  lcub: '{',
  rcub: '}',
  semi: ';',
  equals: '=',
  comma: ',',
  period: '.',
  percnt: '%',
  num: '#',
  vert: '|',
  lowbar: '_',
  ast: '*',
  quest: '?',
  excl: '!',
  commat: '@',
  plus: '+',
};

/** `String.fromCodePoint` for whatever number stands there. */
const character = (code: number): string => (code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '');

/** HTML's references undone, once. */
export const unentity = (text: string): string =>
  text.includes('&')
    ? text
        .replace(/&#x([0-9a-f]{1,6});?/gi, (_, digits: string) => character(Number.parseInt(digits, 16)))
        .replace(/&#([0-9]{1,7});?/g, (_, digits: string) => character(Number(digits)))
        .replace(/&([a-z]{2,7});/gi, (whole, name: string) => ENTITIES[name.toLowerCase()] ?? whole)
        .replace(
          /&(lbrace|rbrace|lpar|rpar|colon|newline|lt|gt|quot|apos|tab|dollar)/gi,
          (whole, name: string) => ENTITIES[name.toLowerCase()] ?? whole,
        )
    : text;

const unslash = (text: string): string =>
  text.includes('\\')
    ? text
        .replace(/\\{1,2}u\{([0-9a-f]{1,6})\}/gi, (_, digits: string) => character(Number.parseInt(digits, 16)))
        .replace(/\\{1,2}u([0-9a-f]{4})/gi, (_, digits: string) => character(Number.parseInt(digits, 16)))
        .replace(/\\{1,2}x([0-9a-f]{2})/gi, (_, digits: string) => character(Number.parseInt(digits, 16)))
    : text;

/** Full-width letters and signs, which some readers fold to ASCII. */
const narrow = (text: string): string =>
  /[\uff01-\uff5e]/.test(text)
    ? text.replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    : text;

const unhexDots = (text: string): string =>
  /0x(?:2e|2f|5c)/i.test(text)
    ? text.replace(/0x(2e|2f|5c)/gi, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)))
    : text;

/** Every other encoding undone: references of HTML, escapes of JavaScript, full-width forms, bytes spelt as 0x2e; no NUL left. */
export const undoAll = (plain: string): string => {
  const text = unhexDots(narrow(unentity(unslash(unentity(plain)))));
  return text.includes('\0') ? text.replaceAll('\0', '') : text;
};

const BASE64 = /^[A-Za-z0-9+/]{12,}={0,2}$/;
const READABLE = /^[\t\n\r -~]+$/;

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function lettersOf(base64: string): string {
  let letters = '';
  let bits = 0;
  let count = 0;
  for (const digit of base64.replace(/=+$/, '')) {
    bits = ((bits << 6) | ALPHABET.indexOf(digit)) & 0xffffff;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    letters += String.fromCharCode((bits >> count) & 0xff);
  }
  return letters;
}

/** What a value is that was sent in base64 to pass unread; undefined when it is something else. */
export function unbase64(text: string): string | undefined {
  if (text.length % 4 !== 0 || text.length > 4_096 || !BASE64.test(text)) return undefined;
  const decoded = lettersOf(text);
  return READABLE.test(decoded) ? decoded : undefined;
}
