import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { invariant } from '../../shared/assert.ts';

function manifestAbove(folder: string): string {
  const path = join(folder, 'package.json');
  if (existsSync(path)) return path;
  invariant(dirname(folder) !== folder, 'the program lies inside its package');
  return manifestAbove(dirname(folder));
}

/** The program's version, from its own package: the same for sources, the built program and the packaged app. */
export const readVersion = (): string =>
  (JSON.parse(readFileSync(manifestAbove(import.meta.dirname), 'utf8')) as { version: string }).version;
