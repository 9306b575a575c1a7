/** The code of a certificate: 16 characters of Crockford's base 32, 80 random bits, shown and stored as XXXX-XXXX-XXXX-XXXX. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CHARACTERS = 16;

/** Written for O, I, L by people who read 0, 1, 1; U does not occur. */
const LOOKALIKES: Readonly<Record<string, string>> = { O: '0', I: '1', L: '1' };

const inGroups = (code: string): string => code.replace(/(.{4})(?=.)/g, '$1-');

/** The code of 16 random bytes or more, of which five bits each count. */
export const certificateCodeFrom = (random: Uint8Array): string =>
  inGroups([...random.subarray(0, CHARACTERS)].map((byte) => ALPHABET.charAt(byte & 31)).join(''));

/** The code as it is stored, from whatever a person typed: any case, spaces, hyphens, lookalikes. Undefined if it can be none. */
export function normaliseCertificateCode(text: string): string | undefined {
  const written = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, '')
    .replace(/[OIL]/g, (letter) => LOOKALIKES[letter] ?? letter);
  if (written.length !== CHARACTERS || [...written].some((character) => !ALPHABET.includes(character))) return undefined;
  return inGroups(written);
}
