import fc from 'fast-check';
import type { RequestSignal } from '../../../src/main/domain/walls/signal.ts';
import { type Language, PAYLOADS, type Payloads } from './attack-payloads.ts';

export interface Variant {
  readonly payloads: Payloads;
  readonly text: string;
  readonly disguise: string;
  readonly carrier: string;
  readonly signal: RequestSignal;
}

const hex = (code: number, length = 2): string => code.toString(16).padStart(length, '0');
const mixed = (text: string): string =>
  [...text].map((letter, at) => (at % 2 ? letter.toUpperCase() : letter.toLowerCase())).join('');
const wide = (text: string): string => text.replace(/[!-~]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0));
const isCaseless = (language: Language): boolean => language === 'sql' || language === 'script';

/** What hides a payload from whoever looks for its letters, by what would still be carried out. */
const DISGUISES: readonly { readonly name: string; of(text: string, language: Language): string | undefined }[] = [
  { name: 'as it is', of: (text) => text },
  { name: 'in capitals', of: (text, language) => (isCaseless(language) ? text.toUpperCase() : undefined) },
  { name: 'in mixed letters', of: (text, language) => (isCaseless(language) ? mixed(text) : undefined) },
  {
    name: 'comments for spaces',
    of: (text, language) => (language === 'sql' ? text.replace(/(?<=\w) (?=\w)/g, '/**/') : undefined),
  },
  { name: 'tabs for spaces', of: (text, language) => (language === 'sql' ? text.replace(/ /g, '\t') : undefined) },
  {
    name: 'lines for spaces',
    of: (text, language) => (language === 'sql' ? text.replace(/(?<=\w) (?=\w)/g, '\r\n') : undefined),
  },
  {
    name: 'brackets for spaces',
    of: (text, language) => (language === 'sql' ? text.replace(/ (\d+)=(\d+)/g, '($1)=($2)') : undefined),
  },
  {
    name: 'references of HTML',
    of: (text, language) =>
      language === 'script'
        ? text.replace(/javascript|alert/gi, (word) => [...word].map((one) => `&#x${hex(one.charCodeAt(0))};`).join(''))
        : undefined,
  },
  {
    name: 'slashes in tags',
    of: (text, language) =>
      language === 'script' ? text.replace(/<(img|svg|body|input|details|marquee) /gi, '<$1/') : undefined,
  },
  { name: 'full-width letters', of: (text, language) => (language === 'sql' || language === 'script' ? wide(text) : undefined) },
  {
    name: 'a word before it',
    of: (text, language) => (['sql', 'script', 'template', 'java'].includes(language) ? `seat twelve ${text}` : undefined),
  },
];

const percent = (text: string): string => encodeURIComponent(text).replace(/[!'()*~]/g, (one) => `%${hex(one.charCodeAt(0))}`);
/** How it is written where it goes. */
const WRITTEN: readonly { readonly name: string; of(text: string): string }[] = [
  { name: 'once', of: percent },
  { name: 'with plus', of: (text) => percent(text).replaceAll('%20', '+') },
  { name: 'twice', of: (text) => percent(percent(text)) },
  { name: 'every letter', of: (text) => [...Buffer.from(text)].map((byte) => `%${hex(byte)}`).join('') },
  { name: 'as %u', of: (text) => [...text].map((one) => (/\w/.test(one) ? one : `%u${hex(one.charCodeAt(0), 4)}`)).join('') },
];

const HEADERS = { host: 'exam.example', 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64)', accept: '*/*' };
const request = (uri: string, more: Partial<RequestSignal> = {}): RequestSignal => ({
  ...{ kind: 'request', at: 1_000, ip: '198.51.100.9', method: 'GET', uri, version: 'HTTP/1.1', headers: HEADERS, status: 200 },
  ...more,
});
const post = (body: string, type: string): RequestSignal =>
  request('/form', {
    method: 'POST',
    body,
    headers: { ...HEADERS, 'content-type': type, 'content-length': String(Buffer.byteLength(body)) },
  });
const BOUNDARY = '----seat7boundary';
const xmlText = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** Ways a payload reaches a server. */
const CARRIERS: readonly {
  readonly name: string;
  readonly not?: readonly Language[];
  of(text: string, written: (text: string) => string): RequestSignal;
}[] = [
  { name: 'query', of: (text, written) => request(`/page?q=${written(text)}`) },
  { name: 'second parameter', of: (text, written) => request(`/page?id=7&sort=name&filter=${written(text)}&x=1`) },
  { name: 'form', of: (text, written) => post(`name=ann&note=${written(text)}&go=1`, 'application/x-www-form-urlencoded') },
  { name: 'JSON', of: (text) => post(JSON.stringify({ id: 7, seat: { note: text } }), 'application/json') },
  { name: 'JSON list', of: (text) => post(JSON.stringify([{ tags: ['one', text] }]), 'application/json; charset=utf-8') },
  {
    name: 'multipart',
    of: (text) =>
      post(
        `--${BOUNDARY}\r\nContent-Disposition: form-data; name="note"\r\n\r\n${text}\r\n--${BOUNDARY}--\r\n`,
        `multipart/form-data; boundary=${BOUNDARY}`,
      ),
  },
  { name: 'XML', not: ['script'], of: (text) => post(`<?xml version="1.0"?><a><b>${xmlText(text)}</b></a>`, 'application/xml') },
  {
    name: 'XML attribute',
    not: ['script'],
    of: (text) => post(`<a><b c="${xmlText(text).replaceAll('"', '&quot;')}"/></a>`, 'text/xml'),
  },
  {
    name: 'cookie',
    // There a plus is a plus.
    of: (text, written) => {
      const spelt = written(text).replaceAll('+', '%20');
      return request('/', { headers: { ...HEADERS, cookie: `theme=dark; seat=${spelt}` } });
    },
  },
];

/** Attacks that arrive in a header of their own. */
const IN_HEADERS = ['sql', 'script', 'java'] as const;

/** Every payload, in every disguise it survives, over every way: drawn, because all of them together are too many. */
export const variants: fc.Arbitrary<Variant> = fc
  .tuple(fc.nat(), fc.nat(), fc.nat(), fc.nat(), fc.nat())
  .map(([which, what, how, where, spelt]) => variantOf(which, what, how, where, spelt));

const pick = <T>(from: readonly T[], index: number): T => from[index % from.length] as T;

function variantOf(which: number, what: number, how: number, where: number, spelt: number): Variant {
  const payloads = pick(PAYLOADS, which);
  const { language } = payloads;
  const text = pick(payloads.texts, what);
  const disguises = DISGUISES.flatMap(({ name, of }) => {
    const hidden = of(text, language);
    return hidden === undefined || (hidden === text && name !== 'as it is') ? [] : [{ name, hidden }];
  });
  const { name: disguise, hidden } = pick(disguises, how);
  const carrier = pick(
    CARRIERS.filter(({ not }) => !not?.includes(language)),
    where,
  );
  const written = pick(WRITTEN, spelt);
  return {
    ...{ payloads, text: hidden, disguise: `${disguise}, ${written.name}`, carrier: carrier.name },
    signal: carrier.of(hidden, written.of),
  };
}

/** The same in headers that programs write into logs and pages; of every text one. */
export function headerVariants(): Variant[] {
  return PAYLOADS.filter(({ language }) => IN_HEADERS.some((one) => one === language)).flatMap((payloads) =>
    payloads.texts.flatMap((text) =>
      ['user-agent', 'referer', 'x-forwarded-for'].map(
        (name): Variant => ({
          ...{ payloads, text, disguise: 'as it is', carrier: name },
          signal: request('/', {
            headers: { ...HEADERS, [name]: name === 'referer' ? `http://x.example/?q=${percent(text)}` : text },
          }),
        }),
      ),
    ),
  );
}

/** Every text as it is over every way, by category: what the recall is counted on beside what is drawn. */
export function plainVariants(): Variant[] {
  return PAYLOADS.flatMap((payloads) =>
    payloads.texts.flatMap((text) =>
      CARRIERS.filter(({ not }) => !not?.includes(payloads.language)).map(
        (carrier): Variant => ({
          ...{ payloads, text, disguise: 'as it is, once', carrier: carrier.name },
          signal: carrier.of(text, percent),
        }),
      ),
    ),
  );
}
