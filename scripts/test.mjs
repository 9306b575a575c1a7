/**
 * `npm test`: every suite, each with its own readable output, then one line with the sum. `npm test -- PATH...` runs only the
 * suites and files below those paths.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findBrowser } from './browser.mjs';
import { whyNoWindow } from './electron-runtime.mjs';
import { NODE_TOO_OLD, projectNode } from './node-runtime.mjs';
import { root } from './sources.mjs';
import { playwrightSum, vitestSum } from './test-sums.mjs';

const LIMIT_MS = 40 * 60 * 1000;
const results = join(root, 'test-results');
const node = projectNode();
if (!node) {
  process.stderr.write(`invigil: ${NODE_TOO_OLD}\n`);
  process.exit(1);
}

/**
 * Runs one runner to its end and says how it exited; it is ended when we are.
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>}
 */
function run(args, env) {
  return new Promise((resolve) => {
    const child = spawn(/** @type {string} */ (node), args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } });
    const end = () => child.kill('SIGTERM');
    const timer = setTimeout(end, LIMIT_MS);
    process.on('SIGTERM', end).on('SIGINT', end);
    child.on('close', (code) => {
      clearTimeout(timer);
      process.off('SIGTERM', end).off('SIGINT', end);
      resolve(code ?? 1);
    });
  });
}

/**
 * @param {string} folder
 * @returns {boolean} whether there is a test file in it
 */
function hasTests(folder) {
  const path = join(root, folder);
  return existsSync(path) && readdirSync(path, { recursive: true }).some((name) => /\.(test|spec)\.tsx?$/.test(String(name)));
}

/**
 * @param {readonly string[]} filters
 */
async function vitest(filters) {
  const report = join(results, 'vitest.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const exitCode = await run(['node_modules/vitest/vitest.mjs', 'run', ...reporters, ...filters], {});
  return vitestSum(report, exitCode);
}

/**
 * @param {string} folder
 * @param {readonly string[]} filters
 */
async function playwright(folder, filters) {
  const report = join(results, `${folder.replace('/', '-')}.json`);
  const args = [
    'node_modules/@playwright/test/cli.js',
    'test',
    '-c',
    `${folder}/playwright.config.ts`,
    '--reporter=list,json',
    ...filters,
  ];
  const exitCode = await run(args, { PLAYWRIGHT_JSON_OUTPUT_NAME: report, CHROMIUM_PATH: findBrowser() });
  return playwrightSum(report, exitCode);
}

const wanted = process.argv.slice(2);
const wantedIn = (/** @type {string} */ folder) => wanted.filter((path) => path.startsWith(folder));
const others = wanted.filter((path) => !/^test\/(e2e|electron)/.test(path));

rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });
/** @type {import('./test-sums.mjs').Sum[]} */
const sums = [];
if (wanted.length === 0 || others.length > 0) sums.push(await vitest(others));
for (const folder of ['test/e2e', 'test/electron']) {
  if (!hasTests(folder) || (wanted.length > 0 && wantedIn(folder).length === 0)) continue;
  const obstacle = folder === 'test/electron' ? whyNoWindow() : undefined;
  if (obstacle) process.stdout.write(`\n${folder} not run: ${obstacle}.\n`);
  else sums.push(await playwright(folder, wantedIn(folder)));
}

const total = (/** @type {'passed' | 'failed' | 'skipped'} */ what) => sums.reduce((sum, one) => sum + one[what], 0);
const [passed, failed, skipped] = [total('passed'), total('failed'), total('skipped')];
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
process.stdout.write(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`);
