/** The packages in `node_modules`: do they agree with the lock file, and the one command that makes them. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join, sep } from 'node:path';
import { root } from './sources.mjs';

const modules = join(root, 'node_modules');
const stamp = join(modules, '.invigil-installed');

function wanted() {
  const hash = createHash('sha256');
  for (const file of ['package-lock.json', '.npmrc']) hash.update(readFileSync(join(root, file)));
  return `${hash.digest('hex')} ${process.platform} ${process.arch}`;
}

/** Did a plain `npm install` already bring exactly what the lock file names? Packages of other platforms may be missing. */
function agreesWithLock() {
  const installed = join(modules, '.package-lock.json');
  if (!existsSync(installed)) return false;
  const packagesOf = (/** @type {string} */ file) => JSON.parse(readFileSync(file, 'utf8')).packages;
  const present = packagesOf(installed);
  return Object.entries(packagesOf(join(root, 'package-lock.json'))).every(([path, locked]) => {
    if (path === '') return true;
    const found = present[path];
    return found ? found.integrity === locked.integrity && existsSync(join(root, path)) : locked.optional === true;
  });
}

/** @returns {boolean} whether nothing has to be installed */
export function isInstalled() {
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted()) return true;
  if (!agreesWithLock()) return false;
  teachWindowsExec();
  writeFileSync(stamp, wanted());
  return true;
}

/**
 * npm is started afresh: without the lifecycle variables of the script that called us, and without our own
 * `node_modules/.bin` in the path, because the Node in there disappears while npm works.
 */
function environment() {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^npm_(?!config_)|^npm_config_local_prefix$/i.test(name)),
  );
  const pathName = Object.keys(env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
  const folders = (env[pathName] ?? '').split(delimiter).filter((folder) => !folder.includes(`node_modules${sep}.bin`));
  return { ...env, [pathName]: folders.join(delimiter) };
}

/**
 * The scripts of package.json begin with the shell's `exec`, so that npm's child is the program itself and not a shell that
 * swallows SIGINT and SIGTERM. The shell of Windows has no such word: there it is a command of this name.
 */
function teachWindowsExec() {
  if (process.platform === 'win32') writeFileSync(join(modules, '.bin', 'exec.cmd'), '@%*\r\n');
}

/**
 * Runs `npm ci`, twice if need be: a registry that stumbles once is common.
 * @returns {boolean} whether the packages are there now
 */
export function install() {
  const { npm_execpath: npm, npm_node_execpath: node } = process.env;
  // Windows cannot delete a program that runs: from inside node_modules only an install in place is possible.
  const verb = process.platform === 'win32' && process.execPath.startsWith(modules) ? 'install' : 'ci';
  const flags = [verb, '--include=dev', '--include=optional', '--loglevel=error'];
  const [program, args] = npm?.endsWith('.js') && node && existsSync(node) ? [node, [npm, ...flags]] : ['npm', flags];
  for (let attempt = 0; attempt < 2; attempt++) {
    const shell = program === 'npm' && process.platform === 'win32';
    // Standard output belongs to the command we set up for: what npm says goes to stderr.
    const { status } = spawnSync(program, args, { cwd: root, env: environment(), stdio: ['ignore', 2, 2], shell });
    if (status === 0) {
      teachWindowsExec();
      writeFileSync(stamp, wanted());
      return true;
    }
  }
  return false;
}
