/** The gaps of a cloze as they stand in its text; those without a place in it last, as the file has them. */
export function gapsInText<Gap extends { readonly id: string }>(stemHtml: string, gaps: readonly Gap[]): Gap[] {
  const placeOf = ({ id }: Gap): number => {
    const place = stemHtml.indexOf(`data-gap="${id}"`);
    return place < 0 ? Number.POSITIVE_INFINITY : place;
  };
  return [...gaps].sort((left, right) => {
    const [a, b] = [placeOf(left), placeOf(right)];
    return a === b ? 0 : a - b;
  });
}

/** The ids a candidate picked in a gap that takes several choices: in the answer they stand with one space between each two. */
export const pickedInGap = (answer: string): string[] => answer.split(' ').filter((id) => id !== '');

/** The answer of such a gap; empty for nothing picked. */
export const asPicked = (ids: readonly string[]): string => ids.join(' ');
