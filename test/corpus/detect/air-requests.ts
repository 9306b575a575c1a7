import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { airWall, createAirState } from '../../../src/main/domain/walls/air/air-wall.ts';
import { readLines } from '../../../src/main/exchange/logs/read-lines.ts';
import { createRequestsJsonl } from '../../../src/main/exchange/logs/requests-jsonl.ts';
import { atLeast, atMost, type DetectCase, type Row } from './detect-case.ts';
import { type Described, harmlessJudge } from './harmless.ts';

interface Labelled extends Described {
  readonly rule: number;
  readonly test?: number;
  readonly category: string;
  readonly paranoia_level: number | null;
  readonly expect: string;
}

const FILES = ['crs/crs-requests.jsonl', 'crs/crs-requests-java.jsonl'];
const MOST_SHOWN = 160;

/** Every request by itself: the tests of the suite have nothing to do with each other. */
function isFound(line: string, number: number): boolean {
  const read = createRequestsJsonl().read(line, number);
  return (
    'signals' in read && read.signals.some((signal) => signal.kind === 'request' && airWall(signal, createAirState()).length > 0)
  );
}

type Tally = { -readonly [Key in keyof Row]: Row[Key] };

/** What a line is to the measurement; undefined when it is neither an attack of the first level nor harmless. */
function kindOf(line: Labelled, isHarmless: (line: Described) => boolean): 'attack' | 'harmless' | undefined {
  if (line.paranoia_level !== 1) return undefined;
  if (line.expect === 'attack-match') return 'attack';
  return line.expect === 'rule-must-not-match' && isHarmless(line) ? 'harmless' : undefined;
}

async function* linesOf(folder: string): AsyncGenerator<{ readonly text: string; readonly number: number }> {
  for (const file of FILES) {
    for await (const { text, number } of readLines(join(folder, file)))
      if (text !== undefined && text.trim() !== '') yield { text, number };
  }
}

function count(row: Tally, kind: 'attack' | 'harmless', found: boolean): void {
  row[kind === 'attack' ? 'attacks' : 'harmless'] += 1;
  if (found) row[kind === 'attack' ? 'found' : 'wrong'] += 1;
}

/** The requests of a public suite for web application firewalls, its first paranoia level: W1's goal. */
export const AIR_REQUESTS: DetectCase = {
  name: 'air-requests',
  run: async (folder) => {
    const absent = FILES.find((file) => !existsSync(join(folder, file)));
    if (absent !== undefined) return { missing: absent };
    const isHarmless = harmlessJudge(folder);
    const rows = new Map<string, Tally>();
    const all: Tally = { category: 'all', attacks: 0, found: 0, harmless: 0, wrong: 0 };
    const lines: string[] = [];
    for await (const { text, number } of linesOf(folder)) {
      const line = JSON.parse(text) as Labelled;
      const kind = kindOf(line, isHarmless);
      if (kind === undefined) continue;
      const row = rows.get(line.category) ?? { category: line.category, attacks: 0, found: 0, harmless: 0, wrong: 0 };
      rows.set(line.category, row);
      const found = isFound(text, number);
      count(row, kind, found);
      count(all, kind, found);
      if (found === (kind === 'attack')) continue;
      const said = `${line.rule}/${line.test} ${line.method} ${line.uri} ${String(line.data ?? '')}`;
      lines.push(`${found ? 'wrong ' : 'missed'} ${said}`.slice(0, MOST_SHOWN));
    }
    return {
      title: 'Air Wall: requests of the CRS tests, paranoia level 1',
      rows: [...rows.values(), all],
      goals: [
        atLeast('attacks found', all.found, all.attacks, 0.95),
        atMost('harmless requests reported', all.wrong, all.harmless, 0.02),
      ],
      lines,
    };
  },
};
