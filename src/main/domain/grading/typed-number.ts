/** Zeroes of the digit rows candidates' keyboards have: ASCII, full-width, Thai, Arabic, Persian, Devanagari, Bengali. */
const ZEROES = [0xff10, 0x0e50, 0x0660, 0x06f0, 0x0966, 0x09e6];
const NUMBER = /^[+-]?(?:\d+[.,]?\d*|[.,]\d+)(?:e[+-]?\d+)?$/i;
const MAX_LENGTH = 100;

/**
 * The number a candidate typed: `3.14`, `3,14`, ` 1e3`, `−5`, in any digits. Nothing if it is none; a separator of
 * thousands is not understood, for `1,000` is one in half the world and a thousand in the other.
 */
export function readTypedNumber(typed: string): number | undefined {
  const plain = toAscii(typed.slice(0, MAX_LENGTH + 1).trim());
  if (plain.length > MAX_LENGTH || !NUMBER.test(plain)) return undefined;
  const value = Number(plain.replace(',', '.'));
  return Number.isFinite(value) ? value : undefined;
}

function toAscii(text: string): string {
  return text.replace(/[\p{Nd}\u2212\uff0b\uff0d\uff0e\uff0c\u066b]/gu, (character) => {
    if (character === '\u2212' || character === '\uff0d') return '-';
    if (character === '\uff0b') return '+';
    if (character === '\uff0e' || character === '\u066b') return '.';
    if (character === '\uff0c') return ',';
    const code = character.codePointAt(0) ?? 0;
    const zero = ZEROES.find((first) => code >= first && code <= first + 9);
    return zero === undefined ? character : String(code - zero);
  });
}
