/** The Electron runtime: where it is, how it is fetched, and why a window cannot be opened here. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './sources.mjs';

const DAY_MS = 24 * 60 * 60 * 1000;
const FETCH_LIMIT_MS = 5 * 60 * 1000;
const packageFolder = join(root, 'node_modules', 'electron');
const failure = join(root, '.cache', 'electron-not-fetched');
const inside = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' };
const executable = process.platform === 'darwin' || process.platform === 'win32' ? inside[process.platform] : 'electron';

/** @returns {string | undefined} the runtime's executable; ELECTRON_OVERRIDE_DIST_PATH counts as the electron package counts it */
export function electronPath() {
  const path = join(process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(packageFolder, 'dist'), executable);
  return existsSync(path) ? path : undefined;
}

/** Why no window can be opened whatever runtime there is, or nothing. */
function noScreen() {
  if (process.platform !== 'linux') return undefined;
  if (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return 'there is no display';
  if (process.getuid?.() === 0) return 'Electron does not run as root';
  return undefined;
}

/** @param {string} path */
function missingLibraries(path) {
  if (process.platform !== 'linux') return [];
  const { stdout } = spawnSync('ldd', [path], { encoding: 'utf8' });
  return [...(stdout ?? '').matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1]);
}

/** @returns {string | undefined} why the desktop app cannot run here, as part of a sentence; nothing if it can */
export function whyNoWindow() {
  const screen = noScreen();
  if (screen) return screen;
  const path = electronPath();
  if (!path) return "Electron's runtime is not here and could not be fetched";
  const missing = missingLibraries(path);
  return missing.length > 0 ? `Electron misses system libraries (${missing.join(', ')})` : undefined;
}

/** @returns {boolean} whether fetching the runtime is worth a try: it would be of use and did not fail within a day */
export function isFetchDue() {
  if (electronPath() || noScreen()) return false;
  const failedAt = statSync(failure, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  // A new version of Electron deserves its own try.
  const failedVersion = failedAt > 0 ? readFileSync(failure, 'utf8') : '';
  return failedVersion !== version() || Date.now() - failedAt > DAY_MS;
}

function version() {
  return String(JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')).version);
}

/**
 * Fetches the runtime once, within a bound; a failure is remembered for a day and is never fatal.
 * @param {string} node the Node to run the fetcher with
 */
export function fetchRuntime(node) {
  const { status } = spawnSync(node, [join(packageFolder, 'install.js')], { stdio: 'ignore', timeout: FETCH_LIMIT_MS });
  if (status === 0 && electronPath()) {
    rmSync(failure, { force: true });
    return;
  }
  mkdirSync(join(root, '.cache'), { recursive: true });
  writeFileSync(failure, version());
}
