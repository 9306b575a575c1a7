import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DETECT_CASES } from './detect/cases.ts';

/** Public attack data, shared beside the repository and not part of it. Without it these tests say so and pass over. */
const folder = resolve('../shared/data/security');

describe('W1 what the walls find in public data, and what they leave in peace', () => {
  for (const one of DETECT_CASES.filter(({ measuresTime }) => !measuresTime)) {
    it(`W1 ${one.name} meets its goals`, async ({ skip }) => {
      const outcome = await one.run(folder);
      if ('missing' in outcome) {
        console.log(`${one.name}: ${outcome.missing} is not in ../shared/data/security, skipped`);
        return skip();
      }
      const missed = outcome.goals.filter(({ isMet }) => !isMet).map(({ says, value }) => `${says}: ${value}`);
      expect(missed, outcome.lines.join('\n')).toEqual([]);
    });
  }
});
