import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isNewEnough } from '../../../scripts/node-runtime.mjs';
import { playwrightSum, vitestSum } from '../../../scripts/test-sums.mjs';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'invigil-sums-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function report(content: unknown): string {
  const file = join(folder, 'report.json');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

const vitest = (changes: object) => ({
  numPassedTests: 5,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: [],
  ...changes,
});
const playwright = (stats: object, errors: unknown[] = []) => ({
  stats: { expected: 3, unexpected: 0, flaky: 0, skipped: 0, ...stats },
  errors,
});

describe('the last line of npm test', () => {
  it('OP4 counts what Vitest ran', () => {
    const file = report(vitest({ numFailedTests: 2, numPendingTests: 1, numTodoTests: 1 }));
    expect(vitestSum(file, 1)).toEqual({ passed: 5, failed: 2, skipped: 2 });
  });

  it('OP4 counts a file that could not be loaded as a failure, and one with failed tests not twice', () => {
    const unloaded = { status: 'failed', assertionResults: [] };
    const failing = { status: 'failed', assertionResults: [{ status: 'failed' }] };
    const file = report(vitest({ numFailedTests: 1, testResults: [unloaded, failing] }));
    expect(vitestSum(file, 1)).toEqual({ passed: 5, failed: 2, skipped: 0 });
  });

  it('OP4 counts what Playwright ran, a flaky test as passed, an error outside the tests as failed', () => {
    expect(playwrightSum(report(playwright({ unexpected: 1, flaky: 1, skipped: 4 })), 1)).toEqual({
      passed: 4,
      failed: 1,
      skipped: 4,
    });
    expect(playwrightSum(report(playwright({}, [{ message: 'no config' }])), 1)).toEqual({ passed: 3, failed: 1, skipped: 0 });
  });

  it.each([vitestSum, playwrightSum])('OP4 never takes a runner that broke for a success', (sum) => {
    expect(sum(join(folder, 'never-written.json'), 0)).toEqual({ passed: 0, failed: 1, skipped: 0 });
    expect(sum(report('{ "half": '), 0)).toEqual({ passed: 0, failed: 1, skipped: 0 });
    const clean = sum === vitestSum ? vitest({}) : playwright({});
    expect(sum(report(clean), 134).failed).toBe(1);
    expect(sum(report(clean), 0).failed).toBe(0);
  });
});

describe('the Node that runs the room', () => {
  it.each([
    ['20.19.9', false],
    ['22.11.0', false],
    ['22.12.0', true],
    ['24.0.0', true],
    ['9.99.0', false],
  ])('OP4 may it be %s: %s', (version, expected) => {
    expect(isNewEnough(version)).toBe(expected);
  });
});
