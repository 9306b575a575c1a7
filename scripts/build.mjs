/**
 * Builds `out/` from the sources: `build.mjs [--core]`. `--core` builds the main process alone, for quick turns at the
 * headless room. A full build ends by writing `out/.built`, the print of the sources it was made from.
 */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { resolveConfig } from 'electron-vite';
import { build } from 'vite';
import { root, sourcePrint, stampPath } from './sources.mjs';

const { values } = parseArgs({ options: { core: { type: 'boolean', default: false } } });
/** @type {('main' | 'preload' | 'renderer')[]} */
const targets = values.core ? ['main'] : ['main', 'preload', 'renderer'];

process.chdir(root);
const print = sourcePrint();
// A build that dies half-way must not look finished.
rmSync(stampPath, { force: true });

const resolved = await resolveConfig({ logLevel: 'warn' }, 'build', 'production');
for (const target of targets) {
  const config = resolved.config?.[target];
  if (!config) throw new Error(`electron.vite.config.ts says nothing about ${target}`);
  await build(config);
}
if (!values.core) writeFileSync(join(root, 'out', '.built'), `${print}\n`);
