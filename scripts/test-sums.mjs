/** Reads what the runners report. A suite that could not even start counts as one failure, so that it cannot pass unseen. */
import { existsSync, readFileSync } from 'node:fs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Sum */

const nothingReported = { passed: 0, failed: 1, skipped: 0 };

/** @param {string} file */
function read(file) {
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/**
 * A runner that exited badly though no test failed (a crash, an error outside the tests) failed once.
 * @param {Sum} sum
 * @param {number} exitCode
 * @returns {Sum}
 */
const withExit = (sum, exitCode) => (exitCode !== 0 && sum.failed === 0 ? { ...sum, failed: 1 } : sum);

/**
 * @param {string} file written by Vitest's JSON reporter
 * @param {number} exitCode of the runner
 * @returns {Sum}
 */
export function vitestSum(file, exitCode) {
  const report = read(file);
  if (!report) return nothingReported;
  /** @type {{ status: string, assertionResults: { status: string }[] }[]} */
  const files = report.testResults;
  const unloaded = files.filter(
    (one) => one.status === 'failed' && !one.assertionResults.some((test) => test.status === 'failed'),
  ).length;
  const skipped = report.numPendingTests + report.numTodoTests;
  return withExit({ passed: report.numPassedTests, failed: report.numFailedTests + unloaded, skipped }, exitCode);
}

/**
 * @param {string} file written by Playwright's JSON reporter
 * @param {number} exitCode of the runner
 * @returns {Sum}
 */
export function playwrightSum(file, exitCode) {
  const report = read(file);
  if (!report) return nothingReported;
  const { expected, unexpected, flaky, skipped } = report.stats;
  return withExit({ passed: expected + flaky, failed: unexpected + report.errors.length, skipped }, exitCode);
}
