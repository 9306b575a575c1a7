import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { createWalls } from '../../src/main/domain/walls/walls.ts';
import { LOG_FORMATS } from '../../src/main/exchange/logs/formats.ts';
import { readLines } from '../../src/main/exchange/logs/read-lines.ts';
import { loginLogs } from './support/login-logs.ts';

const folder = mkdtempSync(join(tmpdir(), 'invigil-logs-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Whom the Fire Wall names when this log is replayed, as `invigil replay --format sshd` does. */
async function namedIn(text: string | Buffer): Promise<Set<string>> {
  const path = join(folder, 'auth.log');
  writeFileSync(path, text);
  const [walls, reader] = [createWalls(), LOG_FORMATS.sshd()];
  const named = new Set<string>();
  for await (const { text: line = '', number } of readLines(path)) {
    const read = reader.read(line, number);
    if (!('signals' in read)) continue;
    for (const signal of read.signals)
      for (const { wall, subject } of walls.see(signal)) if (wall === 'fire' && subject.ip !== undefined) named.add(subject.ip);
  }
  return named;
}

/** In one byte a letter, as old machines write names: Latin and Thai. */
const inOneByte = (text: string): Buffer =>
  Buffer.from(
    text.replace(/[\u0e01-\u0e5b]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0xe00 + 0xa0)),
    'latin1',
  );

describe('W2 logs of machines nobody here has seen', () => {
  for (const [encoding, written] of [
    ['UTF-8', (text: string) => Buffer.from(text)],
    ['one byte a letter', inOneByte],
  ] as const)
    it(`W2 name who guesses and nobody else, whatever sshd, syslog, time and address look like (${encoding})`, async () => {
      await fc.assert(
        fc.asyncProperty(loginLogs, async ({ text, attackers }) => {
          expect([...(await namedIn(written(text)))], text.slice(0, 2_000)).toEqual(attackers);
        }),
        { numRuns: 150, seed: 20_261_120 },
      );
    });
});

/** Public files, shared beside the repository and not part of it. Without them these tests say so and pass over. */
const data = resolve('../shared/data/security');
const isAbsent = !existsSync(join(data, 'crowdsec-labels.json'));
if (isAbsent) console.log('login variants: ../shared/data/security is not on this machine, its tests are skipped');

interface Label {
  readonly file: string;
  readonly alerts?: readonly { readonly scenario: string; readonly sources: readonly string[] }[];
}
const labels = isAbsent ? [] : (JSON.parse(readFileSync(join(data, 'crowdsec-labels.json'), 'utf8')) as Label[]);
const LOGS = /\/(?:ssh|authelia|gitlab|keycloak|windows|nginx-http-generic-bf)/;
/** Another address of another network; what was in one network still is. */
const moved = (text: string): string =>
  text.replace(/\b(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\b/g, (_, a: string, b: string, c: string, d: string) =>
    [a, b, Number(c) ^ 85, d].join('.'),
  );
const CHANGES: readonly (readonly [string, (text: string) => string])[] = [
  ['from other addresses', moved],
  ['with other ends of lines', (text) => text.replace(/\r?\n/g, '\r\n')],
  ['on another host', (text) => text.replace(/ (?:sd-126005|server|bullseye|my-vps) sshd/g, ' Hall-B.school.example sshd')],
  ['with a broken line between', (text) => text.replace(/\n/g, '\n\u0000\ufffd{"half": \n')],
];

describe.skipIf(isAbsent)('W2 labelled logs of sign-ins, changed', () => {
  it.each(CHANGES)('W2 name the same sources and no others %s', async (_, change) => {
    const logs = labels.filter(({ file }) => LOGS.test(file));
    expect(logs.length).toBeGreaterThan(5);
    for (const { file } of logs) {
      const text = readFileSync(join(data, file.replace(/^security\//, '')), 'utf8');
      const before = [...(await namedIn(text))];
      const isMoved = change === moved;
      expect([...(await namedIn(change(text)))].sort(), file).toEqual((isMoved ? before.map(moved) : before).sort());
    }
  });
});
