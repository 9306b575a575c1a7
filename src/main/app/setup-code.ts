import { randomInt } from 'node:crypto';

/** Without the letters and digits that are mistaken for one another. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/** A one-time code for the terminal of the room, XXXX-XXXX: about 40 bits, guessed only by asking the room itself. */
export function makeSetupCode(): string {
  const four = () => Array.from({ length: 4 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  return `${four()}-${four()}`;
}
