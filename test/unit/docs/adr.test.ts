import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { table, tablesOf } from './doc-tables.ts';

const folder = resolve(import.meta.dirname, '../../../docs/adr');
const files = readdirSync(folder)
  .filter((name) => name !== 'README.md')
  .sort();
const textOf = (name: string): string => readFileSync(join(folder, name), 'utf8');
const numberOf = (name: string): number => Number(name.slice(0, 4));
const headingOf = (name: string): string => textOf(name).split('\n')[0] ?? '';

const decisions = table(
  ['number', 'decision'],
  files.map((name) => [String(numberOf(name)), `[${headingOf(name).replace(/^# \d+\. /, '')}](${name})`]),
);

// After a new page: UPDATE_DOCS=1 npx vitest run test/unit/docs
const written = tablesOf(join(folder, 'README.md'), { adr: decisions });

describe('docs/adr', () => {
  it('docs: every decision is in the index, once, under its number and title', () => {
    expect(written.adr).toBe(decisions);
  });

  it('docs: every number is given once', () => {
    expect(files.length).toBeGreaterThan(3);
    expect(new Set(files.map(numberOf)).size).toBe(files.length);
  });

  it.each(files)('docs: %s says its number, its question, its answer and what follows, on one page', (name) => {
    expect(name).toMatch(/^\d{4}-[a-z0-9]+(-[a-z0-9]+)*\.md$/);
    expect(headingOf(name)).toMatch(new RegExp(`^# ${numberOf(name)}\\. \\S`));
    const sections = [...textOf(name).matchAll(/^## (.+)$/gm)].map(([, title]) => title);
    expect(sections.slice(0, 3)).toEqual(['Context', 'Decision', 'Consequences']);
    expect(textOf(name).split('\n').length).toBeLessThan(70);
  });

  it('docs: a decision that is referred to exists', () => {
    const numbers = new Set(files.map(numberOf));
    const missing = files.flatMap((name) =>
      [...textOf(name).matchAll(/\bADR (\d+)/g)]
        .filter(([, number]) => !numbers.has(Number(number)))
        .map(([reference]) => `${name}: ${reference}`),
    );
    expect(missing).toEqual([]);
  });

  it('docs: what a decision says it saw is there to be seen', () => {
    const missing = files.flatMap((name) =>
      [...textOf(name).matchAll(/`((?:src|test|docs|scripts)\/[\w./-]+)`/g)]
        .map(([, path = '']) => path)
        .filter((path) => !existsSync(resolve(folder, '../..', path)))
        .map((path) => `${name}: ${path}`),
    );
    expect(missing).toEqual([]);
  });
});
