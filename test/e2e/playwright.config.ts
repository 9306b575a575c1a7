import { defineConfig } from '@playwright/test';
import { findBrowser } from '../../scripts/browser.mjs';

const isRoot = process.getuid?.() === 0;

/** A real Chromium against a real headless room; each test starts its own room and browser context. */
export default defineConfig({
  testDir: '.',
  testMatch: '**/*.{test,spec}.ts',
  outputDir: '../../test-results/e2e',
  timeout: 60_000,
  globalTimeout: 20 * 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  reporter: 'list',
  workers: 2,
  fullyParallel: true,
  use: {
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    // What fades would have to be waited for, on each of a hundred looks.
    contextOptions: { reducedMotion: 'reduce' },
    // Recording every page as it goes doubles a test's time: for whoever looks for a fault.
    trace: process.env.INVIGIL_TRACE ? 'retain-on-failure' : 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: findBrowser(),
      // Chromium's own sandbox refuses to run as root.
      chromiumSandbox: !isRoot,
      // No background traffic, and no hardware that a machine without a screen lacks.
      args: [
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
