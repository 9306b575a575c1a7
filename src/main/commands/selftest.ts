import type { Command } from 'commander';
import { createOutput } from './output.ts';
import { openWaysAloud, readSecret } from './room-access.ts';
import type { SelftestReport } from './selftest/run-selftest.ts';
import type { Step } from './selftest/steps.ts';

interface SelftestFlags {
  url: string;
  code?: string;
  username?: string;
  passwordStdin?: boolean;
  totp?: string;
  json?: boolean;
}

/** `invigil selftest`: the production test of a running room (operations). */
export function addSelftest(program: Command): void {
  program
    .command('selftest')
    .description('drive a running room as real clients would: every transport, what it must refuse, an alert end to end')
    .requiredOption('--url <address>', 'the room')
    .option('--code <code>', 'its join code; over https:// it proves that it is this room')
    .option('--username <name>', 'who signs in; an administrator, because a key is issued for the test')
    .option('--password-stdin', 'read the password from stdin')
    .option('--totp <code>', 'the code of a second factor; good once')
    .option('--json', 'one JSON object on stdout')
    .action(selftest);
}

const inWords = ({ step, ok, ms, said, remedy }: Step): string =>
  `${ok ? 'pass' : 'FAIL'}  ${step} (${ms} ms): ${said}${remedy === undefined ? '' : `\n      -> ${remedy}`}`;

function summary({ ok, steps }: SelftestReport): string {
  const failed = steps.filter((step) => !step.ok).length;
  return ok ? `The room works: ${steps.length} steps.` : `${failed} of ${steps.length} steps FAILED.`;
}

async function selftest(flags: SelftestFlags, command: Command): Promise<void> {
  const { url, code, username, totp, json = false } = flags;
  if (username === undefined || flags.passwordStdin !== true)
    return command.error('error: say who signs in: --username NAME --password-stdin', { exitCode: 2 });
  const password = await readSecret();
  const output = createOutput(json);
  const stop = new AbortController();
  // For as long as the process lives: a terminal's Ctrl+C arrives twice through npm, and the second must not end the cleaning up.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop.abort());
  const ways = await openWaysAloud(url, code);
  try {
    const { runSelftest } = await import('./selftest/run-selftest.ts');
    const tell = (step: Step): void => {
      if (!json) output.line({}, inWords(step));
    };
    const report = await runSelftest({ ways, username, password, totp, signal: stop.signal, tell });
    output.line({ event: 'selftest', url: ways.origin, ...report }, summary(report));
    if (!report.ok) process.exitCode = 1;
  } finally {
    ways.close();
  }
}
