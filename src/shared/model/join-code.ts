/**
 * The join code names the room and pins its key (OP2): 12 characters of Crockford's base 32, 60 bits of a stretched
 * hash of the room's public key, and one check character. Written without hyphens inside (13 characters), shown
 * as XXXX-XXXX-XXXX-C.
 */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const DATA_CHARACTERS = 12;
const BITS_PER_CHARACTER = 5;

/** Written for O, I, L by people who read 0, 1, 1; U does not occur. */
const LOOKALIKES: Readonly<Record<string, string>> = { O: '0', I: '1', L: '1' };

/**
 * The code as it is compared and hashed (13 upper-case characters), from whatever a person typed: any case, spaces
 * and hyphens, O for 0, I or L for 1. Undefined if it is no code; one wrong character, or any two exchanged, always is.
 */
export function normaliseJoinCode(text: string): string | undefined {
  if (text.length > 64) return undefined;
  const written = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, '')
    .replace(/[OIL]/g, (letter) => LOOKALIKES[letter] ?? letter);
  const values = [...written].map((character) => ALPHABET.indexOf(character));
  if (values.length !== DATA_CHARACTERS + 1 || values.includes(-1)) return undefined;
  return values.at(-1) === checkOf(values.slice(0, -1)) ? written : undefined;
}

/** The code as it is shown: XXXX-XXXX-XXXX-C. */
export const formatJoinCode = (code: string): string => code.replace(/(.{4})(?=.)/g, '$1-');

/** The code (13 characters) whose data are the first 60 bits of `bytes` (8 or more). */
export function joinCodeFromBits(bytes: Uint8Array): string {
  if (bytes.length < 8) throw new Error('A join code needs 60 bits.');
  const values = Array.from({ length: DATA_CHARACTERS }, (_, position) => {
    const bit = position * BITS_PER_CHARACTER;
    const pair = ((bytes[bit >> 3] ?? 0) << 8) | (bytes[(bit >> 3) + 1] ?? 0);
    return (pair >> (16 - BITS_PER_CHARACTER - (bit & 7))) & 31;
  });
  return [...values, checkOf(values)].map((value) => ALPHABET.charAt(value)).join('');
}

/**
 * A weighted sum in the field of 32 elements, the weight of position n being x to the power of n. All weights, the
 * check's own (1 = x^0) included, are different and not zero, so one changed character changes the sum, and so does
 * any exchange of two.
 */
function checkOf(values: readonly number[]): number {
  // Horner's rule: x * (... x * (x * v0 + v1) ... + v11).
  return values.reduce((sum, value) => timesX(sum ^ value), 0);
}

/** Multiplication by x modulo x^5 + x^2 + 1, which is primitive: x has order 31. */
const timesX = (value: number): number => ((value << 1) ^ (value & 16 ? 0b100101 : 0)) & 31;
