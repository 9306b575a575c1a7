import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const source = (path: string): string => resolve(import.meta.dirname, 'src', path);

/**
 * Three builds into `out/`: `main` (two entries and the worker threads, dependencies left in node_modules), `preload`
 * (one self-contained CommonJS file a trust level, as a sandboxed preload must be), `renderer` (the two apps).
 */
export default defineConfig({
  main: {
    build: {
      // The headless room runs on any Node the entry admits, not only on the one inside Electron.
      target: 'node22.12',
      rolldownOptions: {
        input: {
          index: source('main/index.ts'),
          cli: source('main/cli.ts'),
          'import-worker': source('main/exchange/import-worker.ts'),
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
        input: { console: source('preload/console.ts'), exam: source('preload/exam.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: source('renderer'),
    plugins: [react()],
    build: {
      // Candidates and consoles may come with an ordinary browser that is some years old.
      target: 'es2022',
      cssTarget: ['chrome111', 'firefox114', 'safari16.4'],
      minify: true,
      // Served by the room on the same LAN: one file more or less is not felt.
      chunkSizeWarningLimit: 4000,
      rolldownOptions: { input: { console: source('renderer/console/index.html'), exam: source('renderer/exam/index.html') } },
    },
  },
});
