import { existsSync, statfsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { nodeTooOld } from '../../domain/start-error.ts';
import { type Finding, fail, pass, warn } from './finding.ts';

const MIB = 1024 ** 2;
/** Below the first an exam with evidence fills the disk; below the second even one without. */
const ROOMY_BYTES = 2_048 * MIB;
const LEAST_BYTES = 200 * MIB;

/** The two clocks of this computer, and how to let time pass. */
export interface Clocks {
  readonly wall: () => number;
  readonly monotonic: () => number;
  readonly wait: (ms: number) => Promise<unknown>;
}

/** No room was run before this program was made, and none will be after the other. */
const FIRST_YEAR = 2026;
const LAST_YEAR = 2099;
const LOOK_MS = 200;
/** More than this, within that, is a clock that somebody is turning. */
const TURNED_MS = 100;
const BEHIND_MS = 60_000;

export function checkNode(version: string): Finding[] {
  const tooOld = nodeTooOld(version);
  return [tooOld ? fail('node', tooOld.message, 'Run it through npm, or update Node.js.') : pass('node', `Node.js ${version}`)];
}

/** `lastSeenAt`: the newest time in the store, epoch ms. */
export async function checkClock(clocks: Clocks, lastSeenAt: number | undefined): Promise<Finding[]> {
  const [wallBefore, monotonicBefore] = [clocks.wall(), clocks.monotonic()];
  await clocks.wait(LOOK_MS);
  const now = clocks.wall();
  const turnedMs = Math.round(now - wallBefore - (clocks.monotonic() - monotonicBefore));
  const shown = new Date(now).toISOString();
  const year = new Date(now).getUTCFullYear();
  const remedy = 'Set the clock of this computer, then start the room: it takes its time from there.';
  if (year < FIRST_YEAR || year > LAST_YEAR) return [fail('clock', `The clock says ${shown}, which cannot be.`, remedy)];
  if (Math.abs(turnedMs) > TURNED_MS)
    return [
      warn('clock', `The clock was turned by ${turnedMs} ms while it was looked at.`, 'Wait until it is set, then ask again.'),
    ];
  if (lastSeenAt !== undefined && now < lastSeenAt - BEHIND_MS)
    return [
      warn('clock', `The clock says ${shown}, and the store was written to at ${new Date(lastSeenAt).toISOString()}.`, remedy),
    ];
  return [pass('clock', `The clock says ${shown} and goes evenly.`)];
}

/** The folder, or the nearest one above it that exists. */
export const existingAbove = (path: string): string =>
  existsSync(path) || dirname(path) === path ? path : existingAbove(dirname(path));

const inMib = (bytes: number): string => `${Math.floor(bytes / MIB).toLocaleString('en')} MiB`;

/** `freeBytes` tells how much a user without special rights may still write there. */
export function checkDisk(dataDir: string, freeBytes: (path: string) => number = freeBytesOf): Finding[] {
  const free = freeBytes(existingAbove(dataDir));
  const found = `${inMib(free)} are free for ${dataDir}.`;
  const remedy = 'Free disk space, or choose another folder with --data-dir.';
  if (free < LEAST_BYTES) return [fail('disk', found, remedy)];
  return [free < ROOMY_BYTES ? warn('disk', found, remedy) : pass('disk', found)];
}

function freeBytesOf(path: string): number {
  const { bavail, bsize } = statfsSync(path);
  return bavail * bsize;
}

type Environment = Readonly<Record<string, string | undefined>>;

const BROWSERS = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'firefox',
  'firefox-esr',
];

function browserPlaces(platform: NodeJS.Platform, env: Environment): string[] {
  const named = env.CHROMIUM_PATH ? [env.CHROMIUM_PATH] : [];
  if (platform === 'darwin')
    return [
      ...named,
      ...['Safari', 'Google Chrome', 'Chromium', 'Firefox'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`),
    ];
  if (platform === 'win32') {
    const folders = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].filter((folder) => folder !== undefined);
    const programs = [
      'Microsoft/Edge/Application/msedge.exe',
      'Google/Chrome/Application/chrome.exe',
      'Mozilla Firefox/firefox.exe',
    ];
    return [...named, ...folders.flatMap((folder) => programs.map((program) => join(folder, program)))];
  }
  const folders = (env.PATH ?? '').split(delimiter).filter(Boolean);
  return [...named, ...folders.flatMap((folder) => BROWSERS.map((name) => join(folder, name)))];
}

/** The console is a page: without the desktop app somebody needs a browser, here or on another computer. */
export function checkBrowser(platform: NodeJS.Platform, env: Environment): Finding[] {
  const found = browserPlaces(platform, env).find(existsSync);
  if (found) return [pass('browser', `The console can be opened with ${found}.`)];
  const remedy = 'Open the console from another computer (--lan), use the desktop app, or install a browser.';
  return [warn('browser', 'No browser was found on this computer.', remedy)];
}

/** `webRoot` holds the built pages of console and exam. */
export function checkPages(webRoot: string): Finding[] {
  const missing = ['console', 'exam'].filter((page) => !existsSync(join(webRoot, page, 'index.html')));
  if (missing.length === 0) return [pass('pages', `The pages of console and exam are in ${webRoot}.`)];
  const remedy = 'Build them with `npm run build`, or say with INVIGIL_WEB_ROOT where they are.';
  return [fail('pages', `${webRoot} lacks the built pages of: ${missing.join(', ')}.`, remedy)];
}
