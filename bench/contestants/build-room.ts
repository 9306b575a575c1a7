import { join } from 'node:path';
import { resolveConfig } from 'electron-vite';
import { build } from 'vite';

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
