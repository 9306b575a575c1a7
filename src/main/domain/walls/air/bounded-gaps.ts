/** No gap a pattern leaves open is longer: what an adversary fills it with costs a fixed amount, wherever the pattern is tried. */
const LONGEST_GAP = 64;

/**
 * The same pattern with an end to every repetition: `*`, `+` and `{n,}` take at most 64 more. With no repetition inside an unbounded one,
 * a pattern takes a time that grows with the length of the text, not with its square.
 */
export function withBoundedGaps({ source, flags }: RegExp): RegExp {
  let bounded = '';
  let isInClass = false;
  for (let at = 0; at < source.length; at += 1) {
    const letter = source[at] ?? '';
    const openEnded = isInClass || letter !== '{' ? null : /^\{(\d{1,4}),\}/.exec(source.slice(at, at + 8));
    if (letter === '\\') {
      bounded += source.slice(at, at + 2);
      at += 1;
    } else if (openEnded) {
      bounded += `{${openEnded[1]},${Number(openEnded[1]) + LONGEST_GAP}}`;
      at += openEnded[0].length - 1;
    } else if (!isInClass && (letter === '*' || letter === '+')) {
      bounded += `{${letter === '*' ? 0 : 1},${LONGEST_GAP}}`;
    } else {
      if (letter === '[') isInClass = true;
      else if (letter === ']') isInClass = false;
      bounded += letter;
    }
  }
  return new RegExp(bounded, flags);
}
