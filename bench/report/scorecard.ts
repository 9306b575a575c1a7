import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { arch, cpus, loadavg, platform, release, totalmem } from 'node:os';
import { join } from 'node:path';
import type { Point } from '../measures/experiment.ts';
import type { Sample, Verdict } from './goals.ts';

const root = join(import.meta.dirname, '../..');
/** What the contestants are made of. */
const LIBRARIES = ['socket.io', 'engine.io', 'ws', 'jose', 'better-sqlite3', 'fastify', 'zod'];

const versionOf = (library: string): string =>
  (JSON.parse(readFileSync(join(root, 'node_modules', library, 'package.json'), 'utf8')) as { version: string }).version;

/** The machine a run is of: its figures say nothing about another. */
export const machineFacts = () => ({
  cpu: cpus()[0]?.model ?? 'unknown',
  cores: cpus().length,
  memoryGib: Math.round(totalmem() / 2 ** 30),
  system: `${platform()} ${release()} ${arch()}`,
  loadAverage: loadavg(),
});

export const versions = (): Record<string, string> => ({
  node: process.versions.node,
  ...Object.fromEntries(LIBRARIES.map((library) => [library, versionOf(library)])),
});

/** Everything one run found out, for machines. */
export interface Scorecard {
  readonly startedAt: string;
  readonly seconds: number;
  readonly options: Readonly<Record<string, unknown>>;
  readonly raisedLimits: Readonly<Record<string, string>>;
  readonly versions: Readonly<Record<string, string>>;
  readonly machine: ReturnType<typeof machineFacts>;
  readonly skipped: Readonly<Record<string, string>>;
  readonly points: Partial<Record<Point, { workload: string; samples: readonly Sample[]; verdicts: readonly Verdict[] }>>;
}

/** Writes the card into bench/results and returns its path. */
export function writeScorecard(card: Scorecard): string {
  const folder = join(root, 'bench', 'results');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${card.startedAt.replaceAll(/[:.]/g, '-')}.json`);
  writeFileSync(path, `${JSON.stringify(card, undefined, 2)}\n`);
  return path;
}
