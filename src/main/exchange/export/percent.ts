import { exactShare } from '../gift/weight.ts';

/** The shortest percentage that is read back as this share: a third is 33.33333, as Moodle writes it. */
export function percentOf(share: number): string {
  const positive = Math.abs(share);
  for (let digits = 0; digits <= 12; digits += 1) {
    // Fewer decimals would do for us; Moodle knows its fractions by five.
    const written = (positive * 100).toFixed(digits);
    if (exactShare(Number(written), digits) === positive && (digits === 0 || digits >= 5 || positive * 100 === Number(written)))
      return `${share < 0 ? '-' : ''}${written}`;
  }
  return String(Math.round(share * 1e9) / 1e7);
}
