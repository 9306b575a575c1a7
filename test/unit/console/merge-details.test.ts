import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DETAIL_NAMES,
  type Details,
  isSame,
  mergeDetails,
} from '../../../src/renderer/console/features/exams/details/merge-details.ts';

const anyDetails: fc.Arbitrary<Details> = fc.record({
  title: fc.constantFrom('Tides', 'Moons', 'Stars'),
  durationMinutes: fc.constantFrom(30, 45, 60, '45'),
  instructions: fc.constantFrom('', 'Read first.', 'No calculators.'),
  shuffleQuestions: fc.boolean(),
  shuffleChoices: fc.boolean(),
  pools: fc.constantFrom(
    [],
    [{ category: 'Sea', take: 2 }],
    [
      { category: 'Sea', take: 2 },
      { category: 'Sky', take: 1 },
    ],
  ),
});

describe('details two people change at once', () => {
  it('EX2 lose nothing of either: each change stands, or is asked about', () => {
    fc.assert(
      fc.property(anyDetails, anyDetails, anyDetails, (base, ours, theirs) => {
        const { details, taken, clashes } = mergeDetails(base, ours, theirs);
        for (const name of DETAIL_NAMES) {
          const [byUs, byThem] = [!isSame(name, base, ours), !isSame(name, base, theirs)];
          const isTheirs = byThem && !byUs;
          expect(isSame(name, details, isTheirs ? theirs : ours)).toBe(true);
          expect(taken.includes(name)).toBe(isTheirs);
          expect(clashes.includes(name)).toBe(byUs && byThem && !isSame(name, ours, theirs));
        }
      }),
      { numRuns: 200 },
    );
  });

  it('EX2 are the same in whatever order pools stand, and a duration as typed is a duration', () => {
    const sea = { category: 'Sea', take: 2 };
    const sky = { category: 'Sky', take: 1 };
    const one: Details = {
      title: 'Tides',
      durationMinutes: 45,
      instructions: '',
      shuffleQuestions: false,
      shuffleChoices: false,
      pools: [sea, sky],
    };
    expect(mergeDetails(one, { ...one, durationMinutes: '45' }, { ...one, pools: [sky, sea] })).toEqual({
      details: { ...one, durationMinutes: '45' },
      taken: [],
      clashes: [],
    });
  });
});
