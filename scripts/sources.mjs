/** What the build is made from, and whether it has changed since. Only `node:` modules: runs before anything is installed. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
export const stampPath = join(root, 'out', '.built');

const SOURCES = ['src', 'resources', 'electron.vite.config.ts', 'package.json', 'package-lock.json', 'scripts/build.mjs'];

/**
 * One line that changes when any source is edited, added, removed or put back: names, sizes and times of change.
 * @returns {string}
 */
export function sourcePrint() {
  const hash = createHash('sha256');
  const visit = (/** @type {string} */ path) => {
    const found = statSync(join(root, path), { throwIfNoEntry: false });
    if (!found) return;
    if (!found.isDirectory()) {
      hash.update(`${path}\0${found.size}\0${found.mtimeMs}\n`);
      return;
    }
    for (const name of readdirSync(join(root, path)).sort()) visit(`${path}/${name}`);
  };
  for (const path of SOURCES) visit(path);
  return hash.digest('hex');
}

/** @returns {boolean} whether `out/` was built from the sources as they are now */
export function isBuilt() {
  return existsSync(stampPath) && readFileSync(stampPath, 'utf8').trim() === sourcePrint();
}
