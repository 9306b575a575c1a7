/** `npm run check`: everything that judges the code without running the product, side by side, then one line each. */
import { spawn } from 'node:child_process';
import { setPriority } from 'node:os';
import { join } from 'node:path';
import { NODE_TOO_OLD, projectNode } from './node-runtime.mjs';
import { root } from './sources.mjs';

const CHECKS = {
  'format and lint': ['@biomejs/biome/bin/biome', 'ci', '.'],
  'promise rules': ['oxlint/bin/oxlint', '--type-aware', 'src', 'test', 'scripts', 'bench'],
  types: ['typescript/bin/tsc', '-b', '--checkers', '1'],
  'dead code': ['knip/bin/knip.js'],
  'unit tests': ['vitest/vitest.mjs', 'run', '--project', 'unit'],
};

/**
 * The promise rules and the compiler are Go programs that end after seconds: what they would spend on collecting garbage (a
 * fifth of the processor) is spent on the check; they stop being generous at 3 GiB. Each has one processor and one checker:
 * several at once each find out the same types for themselves, twice the work in all, while the other checks wait for a core.
 */
const GO_SETTINGS = { GOGC: '400', GOMEMLIMIT: '3GiB', GOMAXPROCS: '1' };

/** What cannot use a second processor goes first: the others fill the gaps, and none is left to run alone at the end. */
const LATER = new Set(['format and lint', 'dead code', 'unit tests']);

const node = projectNode();
if (!node) {
  process.stderr.write(`invigil: ${NODE_TOO_OLD}\n`);
  process.exit(1);
}

/**
 * @param {string} name
 * @param {readonly string[]} command program below node_modules, then its arguments
 * @returns {Promise<{ name: string, ok: boolean, output: string, seconds: string }>}
 */
function check(name, [program = '', ...args]) {
  const startedAt = performance.now();
  return new Promise((resolve) => {
    const child = spawn(/** @type {string} */ (node), [join('node_modules', program), ...args], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...GO_SETTINGS },
    });
    if (LATER.has(name) && child.pid !== undefined) setPriority(child.pid, 10);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
    child.on('close', (code) => {
      resolve({ name, ok: code === 0, output, seconds: ((performance.now() - startedAt) / 1000).toFixed(1) });
    });
  });
}

const outcomes = await Promise.all(Object.entries(CHECKS).map(([name, command]) => check(name, command)));
for (const { name, ok, output } of outcomes) if (!ok) process.stdout.write(`\n===== ${name} =====\n${output.trim()}\n`);
process.stdout.write('\n');
for (const { name, ok, seconds } of outcomes) process.stdout.write(`${ok ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)\n`);
process.exitCode = outcomes.every((one) => one.ok) ? 0 : 1;
