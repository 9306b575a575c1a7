/**
 * A name or number as people mean it: compatibility forms folded (NFKC), outer white space and case ignored. Two texts
 * that come out alike are one person, one account, one code. Lower case can leave a decomposed letter behind (İ), hence
 * the second folding: the result is a fixed point.
 */
export const asMeant = (text: string): string => text.normalize('NFKC').trim().toLowerCase().normalize('NFKC');
