import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/** Types are stripped once, not at each of the hundred starts of the program in a run; Node keys it by content. */
const NODE_COMPILE_CACHE = join(tmpdir(), 'invigil-test-compile-cache');

/** Without its runtime the electron package starts a download when it is loaded: a test that does is told so instead. */
const noElectron = {
  name: 'no-electron',
  enforce: 'pre' as const,
  resolveId(source: string, importer: string | undefined) {
    if (source === 'electron') throw new Error(`${importer} loads electron; tests take it as a type only, behind a port`);
    return null;
  },
};

interface Project {
  readonly name: string;
  /** Groups run one after another: what starts whole rooms and programs, and waits for them, is a group with more files at once. */
  readonly groupOrder: number;
  readonly testTimeout: number;
  /** Files at once. What waits for clients' own pauses leaves the cores to others. */
  readonly maxWorkers?: number;
  /** Which files of the folder, where it is not all of them. */
  readonly files?: { readonly include?: string; readonly exclude?: string };
  readonly env?: Readonly<Record<string, string>>;
}

/** What tries everything, or very much of it: seconds of the processor, in `npm test` but not in `npm run check`. */
const EXHAUSTIVE = 'test/unit/**/*.exhaustive.test.ts';

/** One folder of `test/`. */
const project = ({ name, groupOrder, testTimeout, maxWorkers = 2, files = {}, env = {} }: Project) => ({
  plugins: [noElectron],
  test: {
    name,
    include: [files.include ?? `test/${name}/**/*.{test,spec}.{ts,tsx}`],
    exclude: files.exclude === undefined ? [] : [files.exclude],
    environment: 'node' as const,
    pool: 'forks' as const,
    sequence: { groupOrder },
    testTimeout,
    hookTimeout: Math.max(testTimeout, 30_000),
    // Modules are loaded once for a worker, not for each file: more than half the time. Nothing starts on import here.
    isolate: false,
    maxWorkers,
    env: { ...env },
  },
});

export default defineConfig({
  test: {
    projects: [
      project({ name: 'unit', groupOrder: 0, testTimeout: 30_000, files: { exclude: EXHAUSTIVE } }),
      project({ name: 'exhaustive', groupOrder: 0, testTimeout: 30_000, files: { include: EXHAUSTIVE } }),
      project({ name: 'corpus', groupOrder: 1, testTimeout: 60_000 }),
      project({ name: 'house', groupOrder: 1, testTimeout: 60_000 }),
      project({ name: 'packaging', groupOrder: 1, testTimeout: 60_000 }),
      project({ name: 'faults', groupOrder: 2, testTimeout: 300_000, maxWorkers: 4, env: { NODE_COMPILE_CACHE } }),
      project({ name: 'integration', groupOrder: 2, testTimeout: 30_000, maxWorkers: 4, env: { NODE_COMPILE_CACHE } }),
      project({ name: 'conformance', groupOrder: 2, testTimeout: 30_000, maxWorkers: 4, env: { NODE_COMPILE_CACHE } }),
    ],
  },
});
