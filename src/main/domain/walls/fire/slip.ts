/** So many characters wrong, missing or too many are a slip of the finger; somebody else's code differs in far more. */
const MOST_SLIPS = 3;
const LONGEST = 64;

/** How many characters must be changed, added or left out to make one of the other. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

const written = (text: string): string =>
  text
    .slice(0, LONGEST)
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/** Whether what was typed is the code with a slip of the finger, or its beginning: nobody guesses so near (W2). */
export function isSlipOf(typed: string, code: string): boolean {
  const [text, right] = [written(typed), written(code)];
  return right.startsWith(text) || distance(text, right) <= MOST_SLIPS;
}
