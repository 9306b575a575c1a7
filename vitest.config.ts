import { defineConfig } from 'vitest/config';

/** Without its runtime the electron package starts a download when it is loaded: a test that does is told so instead. */
const noElectron = {
  name: 'no-electron',
  enforce: 'pre' as const,
  resolveId(source: string, importer: string | undefined) {
    if (source === 'electron') throw new Error(`${importer} loads electron; tests take it as a type only, behind a port`);
    return null;
  },
};

/** One folder of `test/`. Groups run one after another, so that what measures time or kills processes has the machine to itself. */
const project = (name: string, groupOrder: number, testTimeout: number, fileParallelism = true) => ({
  plugins: [noElectron],
  test: {
    name,
    include: [`test/${name}/**/*.{test,spec}.{ts,tsx}`],
    environment: 'node' as const,
    pool: 'forks' as const,
    sequence: { groupOrder },
    testTimeout,
    hookTimeout: Math.max(testTimeout, 30_000),
    fileParallelism,
  },
});

export default defineConfig({
  test: {
    projects: [
      project('unit', 0, 10_000),
      project('corpus', 1, 60_000),
      project('integration', 2, 30_000),
      project('conformance', 3, 30_000),
      project('faults', 4, 300_000, false),
    ],
  },
});
