import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/main/domain/walls/finding.ts';
import { createWalls } from '../../src/main/domain/walls/walls.ts';
import { LOG_FORMATS, type LogFormat } from '../../src/main/exchange/logs/formats.ts';
import { readLines } from '../../src/main/exchange/logs/read-lines.ts';

/** Public files, shared beside the repository and not part of it. Without them these tests say so and pass over. */
const folder = resolve('../shared/data/security/crowdsec');
const isAbsent = !existsSync(folder);
if (isAbsent) console.log('login corpus: ../shared/data/security is not on this machine, its tests are skipped');

async function fireFindings(file: string, format: LogFormat): Promise<Finding[]> {
  const [walls, reader] = [createWalls(), LOG_FORMATS[format]()];
  const findings: Finding[] = [];
  for await (const { text = '', number } of readLines(resolve(folder, file))) {
    const read = reader.read(text, number);
    if ('signals' in read) findings.push(...read.signals.flatMap((signal) => walls.see(signal)));
  }
  return findings.filter(({ wall }) => wall === 'fire');
}

describe.skipIf(isAbsent)('W2 logs of sign-ins nobody here wrote (their labels: detect.test.ts)', () => {
  it.each(['sshd-logs-fp.log', 'sshd-success-logs.log'])('W2 %s raises nothing', async (file) => {
    expect(await fireFindings(file, 'sshd')).toEqual([]);
  });

  it('W2 passwords tried at WordPress are found in a log that nobody labelled, with whom they came from', async () => {
    const found = await fireFindings('http-bf-wordpress-bf.log', 'access-log');
    expect(new Set(found.map(({ subject }) => subject.ip))).toEqual(new Set(['81.150.104.130']));
  });
});
