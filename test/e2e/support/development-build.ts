import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { resolveConfig } from 'electron-vite';
import { build, mergeConfig } from 'vite';

/** The pages as developers get them, in a folder of their own. */
export interface DevelopmentBuild {
  readonly folder: string;
  remove(): void;
}

/** Builds the pages in development mode, with the same settings as the program's. */
export async function buildForDevelopment(): Promise<DevelopmentBuild> {
  const root = resolve(import.meta.dirname, '../../..');
  const folder = mkdtempSync(join(tmpdir(), 'invigil-development-'));
  const resolved = await resolveConfig({ root, logLevel: 'silent' }, 'build', 'development');
  const renderer = resolved.config?.renderer;
  if (!renderer) throw new Error('electron.vite.config.ts says nothing about renderer');
  await build(mergeConfig(renderer, { logLevel: 'silent', build: { outDir: folder, emptyOutDir: true } }));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
