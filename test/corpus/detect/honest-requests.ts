import { airWall, createAirState } from '../../../src/main/domain/walls/air/air-wall.ts';
import { examTexts } from '../support/exam-texts.ts';
import { honestRequests } from '../support/honest-requests.ts';
import { atMost, type DetectCase, type Row } from './detect-case.ts';

/** Our own traffic, and candidates who write code, SQL, HTML and maths: not one of them may be reported. Needs no data. */
export const HONEST_REQUESTS: DetectCase = {
  name: 'honest-requests',
  run: async () => {
    const rows = new Map<string, { -readonly [Key in keyof Row]: Row[Key] }>();
    const lines: string[] = [];
    const state = createAirState();
    for (const { what, signal } of honestRequests(examTexts())) {
      const row = rows.get(what) ?? { category: what, attacks: 0, found: 0, harmless: 0, wrong: 0 };
      rows.set(what, row);
      row.harmless += 1;
      for (const { type, reasons } of airWall(signal, state)) {
        row.wrong += 1;
        lines.push(`wrong  ${signal.method} ${signal.uri}: ${type}: ${reasons[0]}`.slice(0, 200));
      }
    }
    const all = [...rows.values()];
    const sum = (key: 'harmless' | 'wrong'): number => all.reduce((total, row) => total + row[key], 0);
    return {
      title: 'Air Wall: an honest exam day',
      rows: all,
      goals: [atMost('honest requests reported', sum('wrong'), sum('harmless'), 0)],
      lines,
    };
  },
};
