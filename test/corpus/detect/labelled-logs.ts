import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding, Wall } from '../../../src/main/domain/walls/finding.ts';
import { createWalls } from '../../../src/main/domain/walls/walls.ts';
import { LOG_FORMATS, type LogFormat } from '../../../src/main/exchange/logs/formats.ts';
import { readLines } from '../../../src/main/exchange/logs/read-lines.ts';
import { atLeast, atMost, type DetectCase, type Row } from './detect-case.ts';

interface Label {
  readonly file: string;
  readonly alerts?: readonly { readonly scenario: string; readonly sources: readonly string[] }[];
}

export interface LabelledLogs {
  readonly name: string;
  readonly title: string;
  readonly wall: Wall;
  readonly format: LogFormat;
  /** Which of the label file's scenarios are this wall's, by what follows the slash. */
  readonly scenarios: RegExp;
  /** Which of its logs are read, by the name of the file. */
  readonly logs: RegExp;
}

async function findingsOf(path: string, format: LogFormat, wall: Wall): Promise<Finding[]> {
  const walls = createWalls();
  const reader = LOG_FORMATS[format]();
  const findings: Finding[] = [];
  for await (const { text, number } of readLines(path)) {
    const read = text === undefined ? undefined : reader.read(text, number);
    if (read && 'signals' in read) for (const signal of read.signals) findings.push(...walls.see(signal));
  }
  return findings.filter((finding) => finding.wall === wall);
}

/** Recorded logs with the sources a public intrusion detection blames: each must be found, and no other source of the file. */
export function labelledLogs({ name, title, wall, format, scenarios, logs }: LabelledLogs): DetectCase {
  return {
    name,
    run: async (folder) => {
      const labels = join(folder, 'crowdsec-labels.json');
      if (!existsSync(labels)) return { missing: 'crowdsec-labels.json' };
      const rows: Row[] = [];
      const lines: string[] = [];
      for (const { file, alerts = [] } of JSON.parse(readFileSync(labels, 'utf8')) as Label[]) {
        const path = join(folder, file.replace(/^security\//, ''));
        if (!logs.test(file) || !existsSync(path)) continue;
        const mine = alerts.filter(({ scenario }) => scenarios.test(scenario.replace(/^[^/]*\//, '')));
        const blamed = new Set(mine.flatMap(({ sources }) => sources));
        const known = new Set(alerts.flatMap(({ sources }) => sources));
        const found = new Set(
          (await findingsOf(path, format, wall)).flatMap(({ subject }) => (subject.ip === undefined ? [] : [subject.ip])),
        );
        const missed = [...blamed].filter((ip) => !found.has(ip));
        const wrong = [...found].filter((ip) => !known.has(ip));
        for (const ip of missed) lines.push(`missed ${file}: ${ip}`);
        for (const ip of wrong) lines.push(`wrong  ${file}: ${ip}`);
        const category =
          [...new Set(mine.map(({ scenario }) => scenario))].join(', ') || `nothing to find in ${file.replace(/.*\//, '')}`;
        rows.push({
          category,
          attacks: blamed.size,
          found: blamed.size - missed.length,
          harmless: blamed.size === 0 ? 1 : 0,
          wrong: wrong.length,
        });
      }
      const sum = (key: 'attacks' | 'found' | 'wrong'): number => rows.reduce((total, row) => total + row[key], 0);
      return {
        title,
        rows,
        goals: [
          atLeast('sources found', sum('found'), sum('attacks'), 1),
          atMost('sources wrongly named', sum('wrong'), Math.max(1, sum('found') + sum('wrong')), 0),
        ],
        lines,
      };
    },
  };
}
