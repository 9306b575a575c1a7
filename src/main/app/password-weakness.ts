/** The same letters typed on another keyboard or system are the same password. */
export const foldPassword = (password: string): string => password.normalize('NFKC');

const LEAST_CHARACTERS = 10;
const ROWS = [
  '01234567890123456789',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiopasdfghjklzxcvbnm',
  '1qaz2wsx3edc4rfv5tgb',
  'q1w2e3r4t5y6u7i8o9p0',
];
const OBVIOUS = [
  'password',
  'passw0rd',
  'p4ssword',
  'p4ssw0rd',
  'letmein',
  'welcome',
  'changeme',
  'iloveyou',
  'qwerty',
  'admin',
  'administrator',
  'invigil',
  'proctor',
  'secret',
];
/** A word dressed up with fewer digits and signs than this is still one of the first guesses: `password12`, `Admin2026!`. */
const LEAST_BESIDE_A_WORD = 6;

/**
 * Why this password must not guard an account, as a sentence for a person; nothing if it may.
 * Length and a handful of things everybody tries first, as NIST SP 800-63B advises; no rules about kinds of characters.
 */
export function passwordWeakness(password: string, username = ''): string | undefined {
  const plain = foldPassword(password).toLowerCase();
  const characters = [...plain];
  if (characters.length < LEAST_CHARACTERS) return `A password needs at least ${LEAST_CHARACTERS} characters.`;
  if (new Set(characters).size < 4) return 'This password repeats the same few characters.';
  const core = plain.replace(/[\s\p{P}\p{S}]/gu, '');
  if (ROWS.some((row) => row.includes(core) || reversed(row).includes(core)))
    return 'This password is a row of neighbouring keys or letters.';
  const name = foldPassword(username).trim().toLowerCase();
  if (name.length >= 3 && isDressedUp(plain, name)) return 'This password is little more than the user name.';
  if (OBVIOUS.some((word) => isDressedUp(plain, word))) return 'This password is one of the first anybody would try.';
  return undefined;
}

const reversed = (text: string): string => [...text].reverse().join('');

function isDressedUp(text: string, word: string): boolean {
  const rest = text.replaceAll(word, '');
  return rest !== text && !/\p{L}/u.test(rest) && [...rest].length < LEAST_BESIDE_A_WORD;
}
