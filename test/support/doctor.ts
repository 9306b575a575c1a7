import { join } from 'node:path';
import { examine, type Patient } from '../../src/main/commands/doctor/examine.ts';
import type { Finding, Verdict } from '../../src/main/commands/doctor/finding.ts';

export const DAY_MS = 86_400_000;

/** Clocks that agree, unless one is turned while they are looked at. */
export function clocks(now = Date.now(), turnedMs = 0): Patient['clocks'] {
  let passed = 0;
  return {
    wall: () => now + passed + (passed > 0 ? turnedMs : 0),
    monotonic: () => passed,
    wait: async (ms) => {
      passed += ms;
    },
  };
}

/** A look at a data dir as `invigil doctor` takes it, with nothing of this computer's own settings. */
export function look(dataDir: string, more: Partial<Patient> = {}): Promise<{ findings: readonly Finding[]; settings?: object }> {
  const { flags, env, ...rest } = more;
  return examine({
    flags: { dataDir, port: '0', ...flags },
    env: { PATH: '', INVIGIL_WEB_ROOT: join(dataDir, 'pages'), ...env },
    cwd: join(dataDir, 'nowhere'),
    platform: process.platform,
    nodeVersion: process.versions.node,
    clocks: clocks(),
    ...rest,
  });
}

export const rowsOf = ({ findings }: { findings: readonly Finding[] }, check: string): Finding[] =>
  findings.filter((finding) => finding.check === check);
export const verdictsOf = (examination: { findings: readonly Finding[] }, check: string): Verdict[] =>
  rowsOf(examination, check).map(({ verdict }) => verdict);
