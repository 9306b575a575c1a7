import { isCharset } from './charsets.ts';
import { fault, type Hit } from './hit.ts';

const NAMED = /\b(name|filename)\*?=(?:"((?:[^"\\\r\n]|\\.){0,512})"?|([^;\r\n]{1,512}))/gi;
/** References of HTML, as some browsers of old write letters the page's alphabet lacks. */
const REFERENCES =
  /&(?:[a-z]{1,2}(?:acute|grave|circ|uml|tilde|ring|cedil|slash|lig|caron)|szlig|amp|lt|gt|quot|apos|nbsp|e(?:th|uro)|thorn|#\d{1,7}|#x[\da-f]{1,6});/gi;
const MOST_SECTIONS = 64;

/** A quote or a backslash before a letter, a semicolon, a sign of equality: two readers disagree on where such a name ends. */
const endsEarly = (name: string): boolean => /[;=]|\\[^"\\]|"/.test(name.replace(REFERENCES, ''));

function* partFaults(head: string, text: string): Generator<Hit> {
  for (const [, , quoted, bare] of head.matchAll(NAMED)) {
    const name = quoted ?? bare ?? '';
    if (endsEarly(name)) yield fault('a name in a form that ends early', name);
  }
  for (const [, charset = ''] of head.matchAll(/charset\s?=\s?["']?([^"';,\s]{1,64})/gi))
    if (!isCharset(charset)) yield fault('an alphabet that is none', charset);
  if (/\bname="?_charset_"?/i.test(head) && !isCharset(text.trim()))
    yield fault('an alphabet that is none', text.trim().slice(0, 48));
  for (const line of head.split(/\r?\n/)) {
    const name = /^([^:]{1,100}):/.exec(line)?.[1];
    if (name !== undefined && /[^!-~]/.test(name)) yield fault('a name of a header that is none', name);
  }
}

/** What is wrong in the parts of a form with files: names, alphabets and headers of each part. */
export function* multipartFaults(body: string): Generator<Hit> {
  for (const section of body.split(/(?:^|\r?\n)--/, MOST_SECTIONS)) {
    const end = /\r?\n\r?\n/.exec(section);
    // The first line is the boundary's.
    const head = section.slice(0, end?.index ?? section.length).replace(/^[^\r\n]{0,200}\r?\n/, '');
    if (end !== null) yield* partFaults(head.slice(0, 2_048), section.slice(end.index + end[0].length));
  }
}
