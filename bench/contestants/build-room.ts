import { join } from 'node:path';
import { resolveConfig } from 'electron-vite';
import { build, mergeConfig } from 'vite';

/**
 * Builds the room's core from the sources as they are now, as a release is built, into `room` below the folder, which
 * must lie in the project: a build going on in `out/main` neither disturbs the measurement nor is disturbed. Returns
 * the path of its command line.
 */
export async function buildRoom(workFolder: string): Promise<string> {
  const folder = join(workFolder, 'room');
  // electron-vite looks for its configuration where it stands.
  process.chdir(join(import.meta.dirname, '../..'));
  const { config } = await resolveConfig({ logLevel: 'warn' }, 'build', 'production');
  const main = config?.main;
  if (!main) throw new Error('electron.vite.config.ts says nothing about main');
  await build({ ...main, build: { ...main.build, outDir: folder } });
  return join(folder, 'cli.js');
}

/** The pages as a release has them, into `pages` below the folder; returns that folder. */
export async function buildPages(workFolder: string): Promise<string> {
  const folder = join(workFolder, 'pages');
  process.chdir(join(import.meta.dirname, '../..'));
  const { config } = await resolveConfig({ logLevel: 'warn' }, 'build', 'production');
  const renderer = config?.renderer;
  if (!renderer) throw new Error('electron.vite.config.ts says nothing about renderer');
  await build(mergeConfig(renderer, { logLevel: 'warn', build: { outDir: folder, emptyOutDir: true } }));
  return folder;
}
