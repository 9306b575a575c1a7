#!/usr/bin/env node
import { nodeTooOld } from './domain/start-error.ts';

// Older Node crashes while it loads the store instead of saying so: check first, load afterwards.
const tooOld = nodeTooOld(process.versions.node);
if (tooOld) {
  process.stderr.write(`invigil: ${tooOld.message}\n`);
  process.exitCode = 1;
} else {
  const { runCli } = await import('./commands/run-cli.ts');
  process.exitCode = await runCli(process.argv);
}
