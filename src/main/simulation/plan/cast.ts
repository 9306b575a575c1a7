import type { SeededRandom } from '../seeded-random.ts';

/** Shares are written in decimals: 3 x 0.1 of 10 people are 3, not 3.0000000000000004 and therefore 4. */
const TOLERANCE = 1e-9;

/** How many people each share stands for: its exact part rounded up or down, together the sum rounded up. */
function headcounts(shares: readonly number[], people: number, random: SeededRandom): number[] {
  const exact = shares.map((share) => share * people);
  const counts = exact.map((part) => Math.floor(part + TOLERANCE));
  const wanted = Math.min(people, Math.ceil(exact.reduce((sum, part) => sum + part, 0) - TOLERANCE));
  let left = wanted - counts.reduce((sum, count) => sum + count, 0);
  // Largest remainder first; among equals by lot, so that a small class does not always get the first of a list.
  const byRemainder = random
    .shuffle(exact.map((_, index) => index))
    .sort((a, b) => remainder(exact, counts, b) - remainder(exact, counts, a));
  for (const index of byRemainder) {
    if (left <= 0 || remainder(exact, counts, index) <= TOLERANCE) break;
    counts[index] = (counts[index] ?? 0) + 1;
    left -= 1;
  }
  return counts;
}

function remainder(exact: readonly number[], counts: readonly number[], index: number): number {
  return Math.round(((exact[index] ?? 0) - (counts[index] ?? 0)) * 1e9) / 1e9;
}

/**
 * Who is in which group: nobody in two, each group as large as its share of the class (rounded up or down), and
 * somebody in at least one group as soon as any share is above 0, so that a small drill shows something.
 */
export function cast<Group extends { readonly share: number }>(
  groups: readonly Group[],
  people: readonly string[],
  random: SeededRandom,
): Map<string, Group> {
  const shuffled = random.shuffle(people);
  const counts = headcounts(
    groups.map(({ share }) => share),
    people.length,
    random,
  );
  const roles = new Map<string, Group>();
  let next = 0;
  for (const [index, group] of groups.entries()) {
    for (let seat = 0; seat < (counts[index] ?? 0); seat++) {
      const person = shuffled[next++];
      if (person !== undefined) roles.set(person, group);
    }
  }
  return roles;
}
