import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Finding } from '../../src/main/domain/walls/finding.ts';
import type { LoginSignal } from '../../src/main/domain/walls/signal.ts';
import { createWalls } from '../../src/main/domain/walls/walls.ts';
import { createSshd } from '../../src/main/exchange/logs/sshd.ts';

/** What a log of sign-ins was labelled with, and what the Fire Wall makes of it. */
export interface LoginScenario {
  readonly file: string;
  readonly scenario: string;
  readonly expected: readonly string[];
  readonly found: readonly string[];
  readonly missed: readonly string[];
}

export interface LoginDetection {
  readonly scenarios: readonly LoginScenario[];
  /** Findings about addresses no label of their file names, each file once per address. */
  readonly extra: readonly { readonly file: string; readonly ip: string; readonly reasons: readonly string[] }[];
  /** Share of the labelled addresses that were found, 0..1. */
  readonly recall: number;
}

interface Labelled {
  readonly file: string;
  readonly alerts?: readonly { readonly scenario: string; readonly sources: readonly string[] }[];
}

/** Scenarios about signing in: brute force, enumeration of users, travel nobody can do. */
const IS_LOGIN = /(?:^|[-_/])(?:bf|enum|impossible-travel)(?:$|[-_])|user-enum|bruteforce/;
/** Logs of sign-ins without a label of their own raise nothing. */
const IS_LOGIN_LOG = /ssh|auth|login|[-_]bf[-_.]/;

/** What is made of a line the reader of authentication logs cannot read: one of an access log, say. */
export type ReadOtherLine = (line: string, number: number) => LoginSignal | undefined;

/** The Fire Wall's findings in a log, by the log's own clock. */
export function findingsInLog(text: string, readOther: ReadOtherLine): Finding[] {
  const reader = createSshd();
  const walls = createWalls();
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    const read = reader.read(line, index + 1);
    const other = 'skipped' in read || read.signals.length === 0 ? readOther(line, index + 1) : undefined;
    const signals = other ? [other] : 'skipped' in read ? [] : read.signals;
    return signals.flatMap((signal) => walls.see(signal)).filter(({ wall }) => wall === 'fire');
  });
}

const isPresent = (value: string | undefined): value is string => value !== undefined;

/**
 * Shows every log that is labelled as one of sign-ins to the Fire Wall. `folder` holds the label file and what it names.
 * Empty, with recall 1, when the folder is not there.
 */
export function detectLogins(folder: string, readOther: ReadOtherLine = () => undefined): LoginDetection {
  const labels = resolve(folder, 'security/crowdsec-labels.json');
  if (!existsSync(labels)) return { scenarios: [], extra: [], recall: 1 };
  const scenarios: LoginScenario[] = [];
  const extra: LoginDetection['extra'][number][] = [];
  for (const { file, alerts = [] } of JSON.parse(readFileSync(labels, 'utf8')) as Labelled[]) {
    const aboutLogins = alerts.filter(({ scenario }) => IS_LOGIN.test(scenario));
    if (aboutLogins.length === 0 && !IS_LOGIN_LOG.test(file.split('/').at(-1) ?? '')) continue;
    const findings = findingsInLog(readFileSync(resolve(folder, file), 'utf8'), readOther);
    const found = new Set(findings.map(({ subject }) => subject.ip).filter(isPresent));
    const expected = new Set(aboutLogins.flatMap(({ sources }) => sources));
    for (const { scenario, sources } of aboutLogins) {
      const missed = sources.filter((source) => !found.has(source));
      scenarios.push({ file, scenario, expected: sources, found: sources.filter((source) => found.has(source)), missed });
    }
    for (const ip of found) {
      const reasons = findings.find(({ subject }) => subject.ip === ip)?.reasons ?? [];
      if (!expected.has(ip)) extra.push({ file, ip, reasons });
    }
  }
  const all = scenarios.reduce((sum, { expected }) => sum + expected.length, 0);
  const missed = scenarios.reduce((sum, one) => sum + one.missed.length, 0);
  return { scenarios, extra, recall: all === 0 ? 1 : (all - missed) / all };
}
