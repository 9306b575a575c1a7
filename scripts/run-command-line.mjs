/** Runs the built command line with the right Node, and sees to it that it does not outlive who started it. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { isNewEnough, NODE_TOO_OLD, projectNode } from './node-runtime.mjs';
import { root } from './sources.mjs';

const PARENT_POLL_MS = 250;
/** Two of the same signal within this time are one. */
const SAME_SIGNAL_MS = 1000;
const entry = join(root, 'out/main/cli.js');

/** @param {number} pid */
function isThere(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}

/**
 * A killed npm passes no signal on: whoever finds its parent gone was meant too.
 * @param {() => void} onGone
 * @returns {() => void} stops watching
 */
function watchParent(onGone) {
  const parent = process.ppid;
  const timer = setInterval(() => {
    // Windows keeps the number of a parent that is gone.
    if (process.ppid === parent && isThere(parent)) return;
    clearInterval(timer);
    onGone();
  }, PARENT_POLL_MS);
  timer.unref();
  return () => clearInterval(timer);
}

/**
 * Passes the signals that end a program on to a child, and ends as the child ended.
 * @param {import('node:child_process').ChildProcess} child
 */
export function followChild(child) {
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGHUP', 'SIGINT'])) {
    process.on(signal, () => {
      // A terminal sends Ctrl+C to the child by itself; a second one would mean "at once".
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    });
  }
  watchParent(() => child.kill('SIGTERM'));
  child.on('error', (error) => {
    process.stderr.write(`invigil: ${error.message}\n`);
    process.exitCode = 1;
  });
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? 128 + (signal ? constants.signals[signal] : 0);
  });
}

/**
 * Ctrl+C comes twice, from the terminal and through npm. A command that took the first one to close in order must not be ended by
 * the second; one that took none ends as usual.
 */
function forgiveRepeats() {
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
    let takenAt = Number.NEGATIVE_INFINITY;
    process.on(signal, () => {
      // We were first in line, so a listener that serves only once is still counted here.
      if (process.listenerCount(signal) > 1) takenAt = performance.now();
      else if (performance.now() - takenAt > SAME_SIGNAL_MS) process.exit(128 + constants.signals[signal]);
    });
  }
}

/**
 * The command line of the built program with these arguments.
 * @param {readonly string[]} args
 */
export async function runCommandLine(args) {
  const node = projectNode();
  if (!node) {
    process.stderr.write(`invigil: ${NODE_TOO_OLD}\n`);
    process.exitCode = 1;
    return;
  }
  if (!existsSync(entry)) {
    process.stderr.write('invigil: not built yet; run: node scripts/setup.mjs cli\n');
    process.exitCode = 1;
    return;
  }
  if (!isNewEnough(process.versions.node)) {
    followChild(spawn(node, [fileURLToPath(new URL('./invigil.mjs', import.meta.url)), ...args], { stdio: 'inherit' }));
    return;
  }
  forgiveRepeats();
  // Started by npm, we end with npm; started from a terminal with nohup or &, we stay.
  if (process.env.npm_lifecycle_event) watchParent(() => process.emit('SIGTERM', 'SIGTERM') || process.exit(143));
  process.argv = [process.execPath, entry, ...args];
  await import(pathToFileURL(entry).href);
}
