/** No gap a pattern leaves open is longer: what an adversary fills it with costs a fixed amount, wherever the pattern is tried. */
const LONGEST_GAP = 64;

/** What stands for itself, a class of characters, or a repetition without an end. */
const TOKEN = /\\.|\[(?:\\.|[^\]\\])*\]|[*+]|\{(\d+),\}/gs;

/**
 * The same pattern with an end to every repetition: `*`, `+` and `{n,}` take at most 64 more. Without a group that repeats a
 * repetition, it takes a time that grows with the length of the text, not with its square.
 */
export const withBoundedGaps = ({ source, flags }: RegExp): RegExp =>
  new RegExp(
    source.replace(TOKEN, (token, least: string | undefined) => {
      if (token === '*') return `{0,${LONGEST_GAP}}`;
      if (token === '+') return `{1,${LONGEST_GAP}}`;
      return least === undefined ? token : `{${least},${Number(least) + LONGEST_GAP}}`;
    }),
    flags,
  );
