/**
 * Makes a fresh clone ready: `setup.mjs start|test|cli`. Called before `npm start`, `npm test` and `npm run invigil`; runs on any
 * Node >= 18 with nothing installed, is quiet and quick when there is nothing to do, and speaks on stderr only.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { findBrowser, installBrowser, NO_BROWSER } from './browser.mjs';
import { install, isInstalled } from './dependencies.mjs';
import { fetchRuntime, isFetchDue } from './electron-runtime.mjs';
import { NODE_TOO_OLD, projectNode } from './node-runtime.mjs';
import { oneAtATime } from './one-at-a-time.mjs';
import { isBuilt, root } from './sources.mjs';

const purpose = process.argv[2];

const say = (/** @type {string} */ text) => process.stderr.write(`invigil: ${text}\n`);

/** @returns {never} */
function stop(/** @type {string} */ reason) {
  say(reason);
  process.exit(1);
}

function node() {
  return projectNode() ?? stop(NODE_TOO_OLD);
}

const needsRuntime = () => purpose === 'start' && isFetchDue();
const needsBrowser = () => purpose === 'test' && !findBrowser();

async function prepare() {
  if (!isInstalled()) {
    say('installing packages (once) ...');
    if (!install()) stop('the packages could not be installed. Is there a way to the npm registry? What npm said is above.');
  }
  const runner = node();
  if (!isBuilt()) {
    say('building ...');
    const { status } = spawnSync(runner, [join(root, 'scripts/build.mjs')], { stdio: ['ignore', 2, 2] });
    if (status !== 0) stop('the build failed; what went wrong is above.');
  }
  if (needsRuntime()) {
    say("fetching Electron's runtime (once) ...");
    fetchRuntime(runner);
  }
  if (needsBrowser()) {
    if (process.env.CHROMIUM_PATH) stop(NO_BROWSER);
    say('installing a browser for the tests (once) ...');
    if (!installBrowser(runner)) stop(NO_BROWSER);
  }
}

if (!['start', 'test', 'cli'].includes(purpose ?? '')) stop('usage: setup.mjs start|test|cli');
if (!(isInstalled() && projectNode() && isBuilt() && !needsRuntime() && !needsBrowser())) {
  await oneAtATime(prepare, () => say('another set-up of this folder is running; waiting for it ...'));
}
