import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';
import { FONT_FILES, fontPath, type Script } from './src/main/exchange/certificate/certificate-fonts.ts';

const source = (path: string): string => resolve(import.meta.dirname, 'src', path);

/** KaTeX offers each of its fonts in three formats. Every browser we serve reads the smallest, so the others stay out. */
const onlyWoff2: Plugin = {
  name: 'only-woff2',
  enforce: 'pre',
  transform(code, id) {
    if (!/katex[^/]*\.css/.test(id)) return null;
    return code.replace(/,\s*url\([^)]*\.(?:woff|ttf)\)\s*format\([^)]*\)/g, '');
  },
};

/** Certificates are drawn with the fonts of the pages, whose packages are not among what is shipped: they go beside the bundle. */
const certificateFonts: Plugin = {
  name: 'certificate-fonts',
  generateBundle() {
    for (const script of Object.keys(FONT_FILES) as Script[])
      this.emitFile({ type: 'asset', fileName: `fonts/${script}.woff2`, source: readFileSync(fontPath(script)) });
  },
};

/**
 * Three builds into `out/`: `main` (two entries and the worker threads, dependencies left in node_modules), `preload`
 * (one self-contained CommonJS file a trust level, as a sandboxed preload must be), `renderer` (the two apps and the first screen).
 */
export default defineConfig(({ mode }) => ({
  main: {
    plugins: [certificateFonts],
    build: {
      // The headless room runs on any Node the entry admits, not only on the one inside Electron.
      target: 'node22.12',
      rolldownOptions: {
        input: {
          index: source('main/index.ts'),
          cli: source('main/cli.ts'),
          'import-worker': source('main/exchange/import-worker.ts'),
          'certificate-worker': source('main/exchange/certificate/certificate-worker.ts'),
          'checkpoint-worker': source('main/storage/checkpoint-worker.ts'),
        },
        // Side by side, so that a path from import.meta.url means the same in an entry and in what the entries share.
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      // Sandboxed preloads can require nothing but 'electron': everything else is bundled, each entry by itself.
      isolatedEntries: true,
      externalizeDeps: false,
      rolldownOptions: {
        input: { start: source('preload/start.ts'), console: source('preload/console.ts'), exam: source('preload/exam.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: source('renderer'),
    plugins: [react(), onlyWoff2],
    build: {
      // Candidates and consoles may come with an ordinary browser that is some years old.
      target: 'es2022',
      cssTarget: ['chrome111', 'firefox114', 'safari16.4'],
      minify: true,
      // Served by the room on the same LAN: one file more or less is not felt.
      chunkSizeWarningLimit: 4000,
      rolldownOptions: {
        input: {
          start: source('renderer/start/index.html'),
          console: source('renderer/console/index.html'),
          exam: source('renderer/exam/index.html'),
          // Every component in every state: for those who build the pages, never for those who use them.
          ...(mode === 'development' ? { showcase: source('renderer/showcase/index.html') } : {}),
        },
      },
    },
  },
}));
