/** `npm start`: the desktop app where it can run, else the headless room, after one line that says why. */
import { spawn } from 'node:child_process';
import { electronPath, whyNoWindow } from './electron-runtime.mjs';
import { followChild, runCommandLine } from './run-command-line.mjs';
import { root } from './sources.mjs';

/** A desktop app that dies this early by a crash could not start here at all: no sandbox, no display after all. */
const EARLY_MS = 10_000;
const args = process.argv.slice(2);
const out = args.includes('--json') ? process.stderr : process.stdout;

/**
 * Which screen to open and how Chromium runs matter to windows only. `--host` without a value is such a flag; with a value it is the
 * address to bind.
 */
function headlessFlags() {
  const isValue = (/** @type {string | undefined} */ arg) => arg !== undefined && !arg.startsWith('-');
  return args.filter((arg, index) => arg !== '--no-sandbox' && (arg !== '--host' || isValue(args[index + 1])));
}

/** @param {string} reason */
async function startHeadless(reason) {
  const windowOnly = args.find((arg) => /^--(join|console)(=|$)/.test(arg));
  if (windowOnly) {
    process.stderr.write(
      `invigil: ${windowOnly.split('=')[0]} needs a window and ${reason}. Open the room's address in a browser instead.\n`,
    );
    process.exitCode = 1;
    return;
  }
  out.write(`invigil: no desktop window, ${reason}: running the headless room.\n`);
  await runCommandLine(['serve', ...headlessFlags()]);
}

function startDesktop() {
  const startedAt = performance.now();
  const child = spawn(electronPath() ?? 'electron', [root, ...args], { stdio: 'inherit' });
  followChild(child);
  let wasAsked = false;
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGHUP', 'SIGINT'])) process.on(signal, () => (wasAsked = true));
  child.on('exit', (_code, signal) => {
    if (!signal || wasAsked || performance.now() - startedAt > EARLY_MS) return;
    process.exitCode = 0;
    void startHeadless(`Electron could not start (${signal})`);
  });
}

const reason = whyNoWindow();
if (reason) await startHeadless(reason);
else startDesktop();
