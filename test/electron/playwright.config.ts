import { defineConfig } from '@playwright/test';

/** The real desktop app, where a runtime and a display are; each test with a data dir of its own. */
export default defineConfig({
  testDir: '.',
  testMatch: '**/*.test.ts',
  outputDir: '../../test-results/electron',
  timeout: 60_000,
  globalTimeout: 10 * 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  reporter: 'list',
  workers: 1,
});
