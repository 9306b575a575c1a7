/** One spelling of a text: composed, single spaces, no edges; small letters unless case matters. */
function normalise(text: string, isCaseSensitive: boolean): string {
  const composed = text.normalize('NFC').replace(/\s+/g, ' ').trim();
  return isCaseSensitive ? composed : composed.toLowerCase().normalize('NFC');
}

/** The literal pieces between the stars of a pattern; `\*` is the star itself. */
function piecesOf(pattern: string): string[] {
  const pieces = [''];
  for (let at = 0; at < pattern.length; at += 1) {
    const character = pattern.charAt(at);
    if (character === '*') {
      pieces.push('');
    } else if (character === '\\' && pattern[at + 1] === '*') {
      pieces[pieces.length - 1] += '*';
      at += 1;
    } else {
      pieces[pieces.length - 1] += character;
    }
  }
  return pieces;
}

/**
 * Does a typed text match an accepted one, where `*` stands for any run of characters? Spaces, composition of accents
 * and, unless asked, case make no difference. Works without regular expressions, so that no pattern can stop a room.
 */
export function matchesPattern(typed: string, pattern: string, isCaseSensitive: boolean): boolean {
  const text = normalise(typed, isCaseSensitive);
  const [first = '', ...rest] = piecesOf(normalise(pattern, isCaseSensitive));
  const last = rest.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first)) return false;
  let from = first.length;
  for (const piece of rest) {
    const found = text.indexOf(piece, from);
    if (found < 0) return false;
    from = found + piece.length;
  }
  return text.length - last.length >= from && text.endsWith(last);
}
