/** The browser the tests drive: whichever Chromium is here, and the ways to get one. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { root } from './sources.mjs';

const remembered = join(root, '.cache', 'browser');
const { env, platform } = process;

/** Names and places where systems keep Chromium or Chrome. */
function systemBrowsers() {
  if (platform === 'darwin') {
    return ['Chromium', 'Google Chrome'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);
  }
  if (platform === 'win32') {
    const folders = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].filter((folder) => folder !== undefined);
    return folders.flatMap((folder) => [
      join(folder, 'Google/Chrome/Application/chrome.exe'),
      join(folder, 'Chromium/Application/chrome.exe'),
    ]);
  }
  // The shell without a window costs a fifth less than the browser started without one.
  const names = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  return names.flatMap((name) => (env.PATH ?? '').split(delimiter).map((folder) => join(folder, name)));
}

/** Where Playwright puts the browsers it downloads itself. */
function playwrightBrowsers() {
  const byPlatform = { darwin: join(homedir(), 'Library/Caches'), win32: env.LOCALAPPDATA ?? homedir() };
  const cache =
    platform === 'darwin' || platform === 'win32' ? byPlatform[platform] : (env.XDG_CACHE_HOME ?? join(homedir(), '.cache'));
  const folder = env.PLAYWRIGHT_BROWSERS_PATH || join(cache, 'ms-playwright');
  if (!existsSync(folder)) return [];
  const list = join(root, 'node_modules/playwright-core/browsers.json');
  const revision = JSON.parse(readFileSync(list, 'utf8')).browsers.find(
    (/** @type {{ name: string }} */ one) => one.name === 'chromium',
  ).revision;
  const inside = { darwin: /\/(Chromium|Google Chrome for Testing)$/, win32: /chrome\.exe$/ };
  const executable = platform === 'darwin' || platform === 'win32' ? inside[platform] : /\/chrome$/;
  const own = join(folder, `chromium-${revision}`);
  if (!existsSync(own)) return [];
  const files = /** @type {string[]} */ (readdirSync(own, { recursive: true }));
  return files.map((file) => join(own, file)).filter((file) => executable.test(file));
}

/**
 * Does it start at all? A distribution may keep a stub under the browser's name that only says how to install one.
 * @param {string} path
 */
const starts = (path) =>
  platform === 'win32' || /\d+\.\d+/.test(spawnSync(path, ['--version'], { encoding: 'utf8', timeout: 20_000 }).stdout ?? '');

/** @returns {string | undefined} the browser's executable: $CHROMIUM_PATH, the system's, or Playwright's own */
export function findBrowser() {
  const named = env.CHROMIUM_PATH;
  if (named) return existsSync(named) ? named : undefined;
  const known = existsSync(remembered) ? readFileSync(remembered, 'utf8') : '';
  if (known && existsSync(known)) return known;
  const found = [...systemBrowsers(), ...playwrightBrowsers()].find((path) => existsSync(path) && starts(path));
  if (found) {
    mkdirSync(join(root, '.cache'), { recursive: true });
    writeFileSync(remembered, found);
  }
  return found;
}

/**
 * Gets a browser: from the system's packages if we are allowed to, else the one Playwright downloads.
 * @param {string} node the Node to run Playwright's installer with
 * @returns {string | undefined} its executable
 */
export function installBrowser(node) {
  /** @type {import('node:child_process').SpawnSyncOptions} */
  const quiet = { stdio: 'ignore', env: { ...env, DEBIAN_FRONTEND: 'noninteractive' } };
  if (platform === 'linux' && process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0) {
    const install = () =>
      // Where a distribution does not part the shell from the browser, the browser.
      ['chromium-headless-shell', 'chromium'].some(
        (name) => spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', name], quiet).status === 0,
      );
    // The package lists may be missing or stale: fetched only if the first try says so.
    if (!install()) {
      spawnSync('apt-get', ['update', '-qq'], quiet);
      install();
    }
    const found = findBrowser();
    if (found) return found;
  }
  spawnSync(node, [join(root, 'node_modules/@playwright/test/cli.js'), 'install', 'chromium'], { stdio: ['ignore', 2, 2] });
  return findBrowser();
}

/** What a person can do when there is no browser, in one line. */
export const NO_BROWSER = env.CHROMIUM_PATH
  ? `CHROMIUM_PATH names ${env.CHROMIUM_PATH}, which does not exist.`
  : 'The tests need a Chromium or Chrome and none could be installed. Install one, or name it: CHROMIUM_PATH=/path/to/chromium npm test';
