/**
 * Escaped characters of GIFT stand as Unicode noncharacters while a question is taken apart, so that an escaped `\=` is
 * not taken for the sign it is there to deny. Noncharacters never occur in text meant for people.
 */
const SHIELDED: Record<string, string> = {
  ':': '\uFDD0',
  '#': '\uFDD1',
  '=': '\uFDD2',
  '{': '\uFDD3',
  '}': '\uFDD4',
  '~': '\uFDD5',
  n: '\uFDD6',
  '\\': '\uFDD7',
};
const REVEALED = new Map(Object.entries(SHIELDED).map(([character, shield]) => [shield, character === 'n' ? '\n' : character]));

/** Replaces each escape by its stand-in. A backslash before any other character is just a backslash, as in Moodle. */
export function shield(text: string): string {
  return text
    .replace(/[\uFDD0-\uFDD7]/g, '\uFFFD')
    .replace(/\\([:#={}~n\\])/g, (whole, character: string) => SHIELDED[character] ?? whole);
}

/** The text as its author meant it: every stand-in becomes its character. */
export function reveal(text: string): string {
  return text.replace(/[\uFDD0-\uFDD7]/g, (stand) => REVEALED.get(stand) ?? stand);
}
