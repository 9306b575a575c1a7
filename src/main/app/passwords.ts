import { randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { hash as argon2Hash, verify as argon2Verify } from '@node-rs/argon2';
import { RoomError, retryIn } from '../../shared/protocol/errors.ts';
import { foldPassword } from './password-weakness.ts';
import { createTurns } from './turns.ts';

/** Hashes passwords and checks them, off the main thread (ID1). */
export interface Passwords {
  /** A PHC string: algorithm, parameters, salt and hash in one, so that the parameters may change later. */
  hash(password: string): Promise<string>;
  /**
   * `hash` is undefined for an unknown user, and takes as long as a known one. Throws on a hash that is none. `from`: whose turn this
   * is one of, so that many guesses from one place do not make another wait.
   */
  verify(hash: string | undefined, password: string, from: string): Promise<boolean>;
}

// OWASP's first choice: argon2id (2 here), 19 MiB, two passes, one lane. Stated although they are the defaults.
const PARAMETERS = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1, outputLen: 32 } as const;
const MOST_AT_ONCE = 4;
/** A hall's worth of sign-ins waits its turn; beyond that it is a flood, and memory is worth more. */
const MOST_WAITING = 1_000;
/** What a queue of them takes, more or less. */
const BUSY_MS = 10_000;

/**
 * At most four hashes are computed at once, and never more than there are processors: they run on the thread pool
 * that files use too. Throws RoomError `rate_limited` when 1,000 are waiting.
 */
export function createPasswords(atOnce = Math.min(MOST_AT_ONCE, availableParallelism())): Passwords {
  const inTurn = createTurns({
    atOnce,
    mostWaiting: MOST_WAITING,
    refusal: () =>
      new RoomError('rate_limited', 'Too many people are signing in at this moment: try again in a few seconds.', {
        data: retryIn(BUSY_MS),
      }),
  });
  const nobody = hashOfNobody();
  return {
    hash: (password) => inTurn(() => argon2Hash(foldPassword(password), PARAMETERS)),
    async verify(hash, password, from) {
      const matches = await inTurn(() => argon2Verify(hash ?? nobody, foldPassword(password)), from);
      return matches && hash !== undefined;
    },
  };
}

/** Costs as much to check as a real one, and no password fits it. */
function hashOfNobody(): string {
  const random = (bytes: number) => randomBytes(bytes).toString('base64').replaceAll('=', '');
  return `$argon2id$v=19$m=${PARAMETERS.memoryCost},t=${PARAMETERS.timeCost},p=${PARAMETERS.parallelism}$${random(16)}$${random(PARAMETERS.outputLen)}`;
}
