import { MOST } from '../../../shared/model/question-limits.ts';
import { Unreadable } from '../gift/unreadable.ts';

/** The kinds of Moodle's embedded answers and what a candidate does with each. */
const KINDS: Readonly<Record<string, GapCode['kind']>> = {
  SHORTANSWER: 'text',
  SA: 'text',
  MW: 'text',
  SHORTANSWER_C: 'exact-text',
  SAC: 'exact-text',
  MWC: 'exact-text',
  NUMERICAL: 'number',
  NM: 'number',
  MULTICHOICE: 'choice',
  MC: 'choice',
  MULTICHOICE_V: 'choice',
  MCV: 'choice',
  MULTICHOICE_H: 'choice',
  MCH: 'choice',
  MULTICHOICE_S: 'mixed-choice',
  MCS: 'mixed-choice',
  MULTICHOICE_VS: 'mixed-choice',
  MCVS: 'mixed-choice',
  MULTICHOICE_HS: 'mixed-choice',
  MCHS: 'mixed-choice',
  MULTIRESPONSE: 'several',
  MR: 'several',
  MULTIRESPONSE_H: 'several',
  MRH: 'several',
  MULTIRESPONSE_S: 'mixed-several',
  MRS: 'mixed-several',
  MULTIRESPONSE_HS: 'mixed-several',
  MRHS: 'mixed-several',
};

/** `{2:SHORTANSWER:=Paris~%50%Lyon#near}` as it stands in a text. */
export interface GapCode {
  readonly kind: 'text' | 'exact-text' | 'number' | 'choice' | 'mixed-choice' | 'several' | 'mixed-several';
  readonly share: number;
  /** Moodle shows its choices as buttons, below or beside each other. */
  readonly hasButtons: boolean;
  /** What stands after the second colon, escapes and all. */
  readonly answers: string;
  readonly start: number;
  readonly end: number;
}

/** Runs of blanks are bounded: unbounded ones beside each other take quadratic time. */
const OPENING = /\{\s{0,9}(\d{0,6})\s{0,9}:\s{0,9}([A-Za-z_]{1,20})\s{0,9}:/g;
/** Above this no text is a question. */
const MAX_GAPS = MOST.parts;

const isKind = (word: string): boolean => Object.hasOwn(KINDS, word);

/** Does the text have a gap of a kind Moodle knows? What closes it is not asked. */
export const hasGapCode = (text: string): boolean => [...text.matchAll(OPENING)].some(([, , word = '']) => isKind(word));

function placeIn(text: string, at: number): string {
  const before = text.slice(0, at);
  const line = before.split('\n').length;
  const excerpt = text
    .slice(at, at + 30)
    .replace(/\s+/g, ' ')
    .toWellFormed();
  return `line ${line} of its text, character ${at - before.lastIndexOf('\n')} ("${excerpt}")`;
}

/** Where an unescaped } ends it; below 0 if nothing does. */
function closeOf(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '}') return at;
  }
  return -1;
}

/**
 * The gaps of a text in their order. `Unreadable`, with the place, for one that is never closed, whose kind nobody knows or
 * that counts nothing. Source: Moodle's multianswer.
 */
export function gapCodesOf(text: string): GapCode[] {
  const openings = [...text.matchAll(OPENING)].filter(
    ([, , word = '']) => isKind(word.toUpperCase()) || word === word.toUpperCase(),
  );
  if (openings.length > MAX_GAPS) throw new Unreadable(`it has more than ${MAX_GAPS} gaps`);
  return openings.map((opening, index) => {
    const [whole, share = '', word = ''] = opening;
    const kind = isKind(word) ? KINDS[word] : undefined;
    if (!kind) {
      const hint = isKind(word.toUpperCase()) ? ': write it in capitals' : '';
      throw new Unreadable(`the gap at ${placeIn(text, opening.index)} is of an unknown kind${hint}`);
    }
    const from = opening.index + whole.length;
    const end = closeOf(text, from);
    const next = openings[index + 1]?.index ?? text.length;
    if (end < 0 || end > next) throw new Unreadable(`the gap at ${placeIn(text, opening.index)} is never closed with }`);
    const counts = share === '' ? 1 : Number(share);
    if (counts === 0)
      throw new Unreadable(`the gap at ${placeIn(text, opening.index)} counts 0, and a gap has to count something`);
    return {
      kind,
      share: counts,
      hasButtons: /(?:_|MC)[VH]S?$/.test(word),
      answers: text.slice(from, end),
      start: opening.index,
      end: end + 1,
    };
  });
}

/** One answer of a gap, in its parts. */
export interface GapAnswer {
  /** 1 after `=`, what `%n%` says, else nothing. */
  readonly percent: { readonly value: number; readonly digits: number };
  /** The file says its share itself, by `%n%`. */
  readonly isWeighed: boolean;
  readonly answer: string;
  readonly feedback: string;
}

/** Cuts at each unescaped ~, then at the first # that belongs to no entity: `&#39;` is an apostrophe. */
export function gapAnswersOf(answers: string): GapAnswer[] {
  return splitAt(answers, '~')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const mark = /^(?:=|%(-?\d{1,3})(?:[.,](\d{0,12}))?%)\s*/.exec(part);
      const rest = mark ? part.slice(mark[0].length) : part;
      const [answer = '', ...feedback] = splitAt(rest, '#');
      const decimals = mark?.[2] ?? '';
      const value = mark?.[1] === undefined ? (mark ? 100 : 0) : Number(`${mark[1]}.${decimals}`);
      const isWeighed = mark?.[1] !== undefined;
      return {
        percent: { value, digits: decimals.length },
        isWeighed,
        answer: answer.trim(),
        feedback: feedback.join('#').trim(),
      };
    });
}

function splitAt(text: string, sign: '~' | '#'): string[] {
  const parts: string[] = [];
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === sign && !(sign === '#' && /&(?:amp;)?$/.test(text.slice(Math.max(0, at - 5), at)))) {
      parts.push(text.slice(from, at));
      from = at + 1;
    }
  }
  return [...parts, text.slice(from)];
}
