import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach } from 'vitest';

/**
 * Makes temporary folders for the tests of a file, each on demand, and removes them after the test that asked (or, per
 * file, after the last one).
 */
export function tempDirs({ per = 'test' }: { per?: 'test' | 'file' } = {}): () => string {
  const made: string[] = [];
  const cleanUp = () => {
    for (const dir of made.splice(0)) rmSync(dir, { recursive: true, force: true });
  };
  if (per === 'test') afterEach(cleanUp);
  else afterAll(cleanUp);
  return () => {
    const dir = mkdtempSync(join(tmpdir(), 'invigil-test-'));
    made.push(dir);
    return dir;
  };
}

/** The same, removed after the last test of the file. */
export function tempDirsForFile(): () => string {
  const made: string[] = [];
  afterAll(() => {
    for (const dir of made.splice(0)) rmSync(dir, { recursive: true, force: true });
  });
  return () => {
    const dir = mkdtempSync(join(tmpdir(), 'invigil-test-'));
    made.push(dir);
    return dir;
  };
}
