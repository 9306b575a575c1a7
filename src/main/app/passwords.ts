import { randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { hash as argon2Hash, verify as argon2Verify } from '@node-rs/argon2';
import { RoomError } from '../../shared/protocol/errors.ts';
import { createTurns } from './turns.ts';

/** Hashes passwords and checks them, off the main thread (ID1). */
export interface Passwords {
  /** A PHC string: algorithm, parameters, salt and hash in one, so that the parameters may change later. */
  hash(password: string): Promise<string>;
  /** `hash` is undefined for an unknown user, and takes as long as a known one. Throws on a hash that is none. */
  verify(hash: string | undefined, password: string): Promise<boolean>;
}

// OWASP's first choice: argon2id (2 here), 19 MiB, two passes, one lane. Stated although they are the defaults.
const PARAMETERS = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1, outputLen: 32 } as const;
const MOST_AT_ONCE = 4;
/** A hall's worth of sign-ins waits its turn; beyond that it is a flood, and memory is worth more. */
const MOST_WAITING = 1_000;

/**
 * At most four hashes are computed at once, and never more than there are processors: they run on the thread pool
 * that files use too. Throws RoomError `rate_limited` when 1,000 are waiting.
 */
export function createPasswords(atOnce = Math.min(MOST_AT_ONCE, availableParallelism())): Passwords {
  const inTurn = createTurns({
    atOnce,
    mostWaiting: MOST_WAITING,
    refusal: () => new RoomError('rate_limited', 'Too many people are signing in at this moment: try again in a few seconds.'),
  });
  const nobody = hashOfNobody();
  return {
    hash: (password) => inTurn(() => argon2Hash(asMeant(password), PARAMETERS)),
    async verify(hash, password) {
      const matches = await inTurn(() => argon2Verify(hash ?? nobody, asMeant(password)));
      return matches && hash !== undefined;
    },
  };
}

/** The same letters typed on another keyboard or system are the same password. */
const asMeant = (password: string): string => password.normalize('NFKC');

/** Costs as much to check as a real one, and no password fits it. */
function hashOfNobody(): string {
  const random = (bytes: number) => randomBytes(bytes).toString('base64').replaceAll('=', '');
  return `$argon2id$v=19$m=${PARAMETERS.memoryCost},t=${PARAMETERS.timeCost},p=${PARAMETERS.parallelism}$${random(16)}$${random(PARAMETERS.outputLen)}`;
}

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
  const plain = asMeant(password).toLowerCase();
  const characters = [...plain];
  if (characters.length < LEAST_CHARACTERS) return `A password needs at least ${LEAST_CHARACTERS} characters.`;
  if (new Set(characters).size < 4) return 'This password repeats the same few characters.';
  const core = plain.replace(/[\s\p{P}\p{S}]/gu, '');
  if (ROWS.some((row) => row.includes(core) || reversed(row).includes(core)))
    return 'This password is a row of neighbouring keys or letters.';
  const name = asMeant(username).trim().toLowerCase();
  if (name.length >= 3 && isDressedUp(plain, name)) return 'This password is little more than the user name.';
  if (OBVIOUS.some((word) => isDressedUp(plain, word))) return 'This password is one of the first anybody would try.';
  return undefined;
}

const reversed = (text: string): string => [...text].reverse().join('');

function isDressedUp(text: string, word: string): boolean {
  const rest = text.replaceAll(word, '');
  return rest !== text && !/\p{L}/u.test(rest) && [...rest].length < LEAST_BESIDE_A_WORD;
}
