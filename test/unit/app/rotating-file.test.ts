import { existsSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openRotatingFile } from '../../../src/main/app/rotating-file.ts';
import { tempDirs } from '../../support/temp-dir.ts';

const tempDir = tempDirs();
const LIMITS = { maxBytes: 100, keep: 3 };
const line = (number: number) => `line ${String(number).padStart(14, '0')}\n`;
const surely = (error: unknown): never => {
  throw error;
};

describe('rotating log file', () => {
  it('OP1 keeps the newest lines in few files of bounded size, none lost between them', () => {
    const dir = tempDir();
    const file = openRotatingFile(dir, 'x', LIMITS, surely);
    for (let number = 0; number < 100; number += 1) file.write(line(number));
    file.close();
    expect(readdirSync(dir).sort()).toEqual(['x.1.log', 'x.2.log', 'x.log']);
    const texts = ['x.2.log', 'x.1.log', 'x.log'].map((name) => readFileSync(join(dir, name), 'utf8'));
    for (const text of texts) expect(text.length).toBeLessThanOrEqual(100);
    expect(texts.join('')).toBe(Array.from({ length: 15 }, (_, index) => line(85 + index)).join(''));
  });

  it('OP1 is rotated at the start when full, and continued when not', () => {
    const dir = tempDir();
    writeFileSync(join(dir, 'x.log'), `${'y'.repeat(99)}\n`);
    openRotatingFile(dir, 'x', LIMITS, surely).close();
    expect(statSync(join(dir, 'x.1.log')).size).toBe(100);
    for (const number of [1, 2]) {
      const file = openRotatingFile(dir, 'x', LIMITS, surely);
      file.write(line(number));
      file.close();
    }
    expect(readFileSync(join(dir, 'x.log'), 'utf8')).toBe(line(1) + line(2));
  });

  it('OP1 every line is on disk as soon as it is written, and for its owner alone', () => {
    const dir = join(tempDir(), 'logs');
    const file = openRotatingFile(dir, 'x', LIMITS, surely);
    file.write(line(1));
    expect(readFileSync(join(dir, 'x.log'), 'utf8')).toBe(line(1));
    if (process.platform !== 'win32')
      expect([statSync(dir).mode & 0o777, statSync(join(dir, 'x.log')).mode & 0o777]).toEqual([0o700, 0o600]);
    file.close();
  });

  it('OP1 a line cut by a crash is not glued to the next one', () => {
    const dir = tempDir();
    writeFileSync(join(dir, 'x.log'), '{"cut');
    const file = openRotatingFile(dir, 'x', LIMITS, surely);
    file.write(line(1));
    file.close();
    expect(readFileSync(join(dir, 'x.log'), 'utf8')).toBe(`{"cut\n${line(1)}`);
  });

  it('OP1 a line longer than a file stands in one of its own', () => {
    const dir = tempDir();
    const file = openRotatingFile(dir, 'x', LIMITS, surely);
    for (const text of ['short\n', `${'z'.repeat(500)}\n`, 'after\n']) file.write(text);
    file.close();
    expect(readFileSync(join(dir, 'x.2.log'), 'utf8')).toBe('short\n');
    expect(statSync(join(dir, 'x.1.log')).size).toBe(501);
    expect(readFileSync(join(dir, 'x.log'), 'utf8')).toBe('after\n');
  });

  it.runIf(existsSync('/dev/full'))('R11 a full disk loses lines, tells once, and the log goes on when there is room', () => {
    const dir = tempDir();
    symlinkSync('/dev/full', join(dir, 'x.log'));
    const failures: unknown[] = [];
    const file = openRotatingFile(dir, 'x', LIMITS, (error) => failures.push(error));
    for (let number = 0; number < 5; number += 1) file.write(line(number));
    expect(failures).toHaveLength(1);
    expect(failures[0]).toMatchObject({ code: 'ENOSPC' });
    rmSync(join(dir, 'x.log'));
    file.write(line(6));
    expect(readFileSync(join(dir, 'x.log'), 'utf8')).toBe(line(6));
    file.close();
    expect(failures).toHaveLength(1);
  });
});
