import { airWall, createAirState } from '../../../src/main/domain/walls/air/air-wall.ts';
import { examTexts } from '../support/exam-texts.ts';
import { honestRequests } from '../support/honest-requests.ts';
import type { DetectCase } from './detect-case.ts';

/** What a request may cost at the median. */
const MOST_MICROS = 150;

/** The CPU an honest request costs, after the first round has warmed the patterns up. */
export const AIR_COST: DetectCase = {
  name: 'air-cost',
  measuresTime: true,
  run: async () => {
    const state = createAirState();
    const requests = [...honestRequests(examTexts())].map(({ signal }) => signal);
    for (const signal of requests) airWall(signal, state);
    const micros = requests.map((signal) => {
      const before = process.hrtime.bigint();
      airWall(signal, state);
      return Number(process.hrtime.bigint() - before) / 1_000;
    });
    micros.sort((one, other) => one - other);
    const at = (share: number): number => micros[Math.floor(micros.length * share)] ?? 0;
    return {
      title: 'Air Wall: what an honest request costs',
      rows: [],
      goals: [
        {
          says: `median of a request: at most ${MOST_MICROS} us`,
          value: `p50 ${at(0.5).toFixed(0)} us, p95 ${at(0.95).toFixed(0)} us, ${micros.length} requests`,
          isMet: at(0.5) <= MOST_MICROS,
        },
      ],
      lines: [],
    };
  },
};
