/** Two set-ups at once would pull the packages from under each other: the second waits for the first. */
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from './sources.mjs';

const directory = join(root, '.cache');
const lock = join(directory, 'setup.lock');

/** The process that has the lock, or 0 if it was released this moment. */
function holder() {
  try {
    return Number(readFileSync(lock, 'utf8'));
  } catch {
    return 0;
  }
}

/** @param {number} pid */
function isRunning(pid) {
  if (!(pid > 0)) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}

/** Takes the lock, or says false while a living process holds it. The file appears with its content, so it is never half written. */
function take() {
  const mine = `${lock}.${process.pid}`;
  writeFileSync(mine, String(process.pid));
  try {
    linkSync(mine, lock);
    return true;
  } catch (error) {
    // A file system without hard links has no lock to offer: better to go on than to refuse.
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') return true;
    if (!isRunning(holder())) rmSync(lock, { force: true });
    return false;
  } finally {
    rmSync(mine, { force: true });
  }
}

/**
 * Runs the work while no other set-up of this folder runs; waits for its turn, saying so once.
 * @param {() => Promise<void>} work
 * @param {() => void} sayWaiting
 */
export async function oneAtATime(work, sayWaiting) {
  mkdirSync(directory, { recursive: true });
  for (let tries = 0; !take(); tries++) {
    if (tries === 5) sayWaiting();
    await sleep(200);
  }
  const release = () => rmSync(lock, { force: true });
  process.once('exit', release);
  try {
    await work();
  } finally {
    release();
    process.removeListener('exit', release);
  }
}
