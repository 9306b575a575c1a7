import { setTimeout } from 'node:timers/promises';
import type { Command } from 'commander';
import type { Examination } from './doctor/examine.ts';
import type { Finding, Verdict } from './doctor/finding.ts';
import { createOutput } from './output.ts';
import type { ServeFlags } from './serve.ts';

const VERDICTS: readonly Verdict[] = ['pass', 'warn', 'fail'];

/** One line a finding, its remedy below it. */
function table(findings: readonly Finding[]): string {
  const width = Math.max(...findings.map(({ check }) => check.length));
  return findings
    .flatMap(({ check, verdict, found, remedy }) => [
      `${verdict}  ${check.padEnd(width)}  ${found}`,
      ...(remedy === undefined ? [] : [`${' '.repeat(width + 8)}-> ${remedy}`]),
    ])
    .join('\n');
}

const countOf = (findings: readonly Finding[], verdict: Verdict): number =>
  findings.filter((finding) => finding.verdict === verdict).length;

/** `invigil doctor`: the deployment check (operations). Takes what `serve` takes, so that it looks at the room that would start. */
export function addDoctor(program: Command): void {
  program
    .command('doctor')
    .description('check this computer, the settings and the data dir of a room; changes nothing')
    .option('--port <n>', 'as for serve')
    .option('--host <address>', 'as for serve')
    .option('--lan', 'as for serve')
    .option('--plaintext', 'as for serve')
    .option('--data-dir <folder>', 'as for serve')
    .option('--json', 'one JSON object on stdout, with every setting and where it came from')
    .action(doctor);
}

async function doctor(flags: ServeFlags): Promise<void> {
  // Loaded here: a room that starts needs none of it.
  const { examine } = await import('./doctor/examine.ts');
  const examination = await examine({
    flags,
    env: process.env,
    cwd: process.cwd(),
    platform: process.platform,
    nodeVersion: process.versions.node,
    clocks: { wall: () => Date.now(), monotonic: () => performance.now(), wait: (ms) => setTimeout(ms) },
  });
  say(examination, flags.json ?? false);
}

function say({ findings, settings = {} }: Examination, json: boolean): void {
  const counts = Object.fromEntries(VERDICTS.map((verdict) => [verdict, countOf(findings, verdict)]));
  const isFit = counts.fail === 0;
  const summary = VERDICTS.map((verdict) => `${counts[verdict]} ${verdict}`).join(', ');
  createOutput(json).line(
    { event: 'doctor', ok: isFit, ...counts, checks: findings, settings },
    `${table(findings)}\n${summary}`,
  );
  if (!isFit) process.exitCode = 1;
}
