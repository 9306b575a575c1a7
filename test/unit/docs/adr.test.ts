import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tableIn } from './protocol-tables.ts';

const folder = resolve(import.meta.dirname, '../../../docs/adr');
const index = join(folder, 'README.md');
const files = readdirSync(folder)
  .filter((name) => name !== 'README.md')
  .sort();
const textOf = (name: string): string => readFileSync(join(folder, name), 'utf8');
const numberOf = (name: string): number => Number(name.slice(0, 4));
const headingOf = (name: string): string => textOf(name).split('\n')[0] ?? '';

const table = [
  '| number | decision |',
  '| --- | --- |',
  ...files.map((name) => `| ${numberOf(name)} | [${headingOf(name).replace(/^# \d+\. /, '')}](${name}) |`),
].join('\n');

// After a new page: UPDATE_DOCS=1 npx vitest run test/unit/docs
if (process.env.UPDATE_DOCS) {
  const text = readFileSync(index, 'utf8');
  writeFileSync(
    index,
    text.replace(/(<!-- table: adr -->\n)[\s\S]*?(<!-- end -->)/, (_, head, end) => `${head}${table}\n${end}`),
  );
}

describe('docs/adr', () => {
  it('docs: every decision is in the index, once, under its number and title', () => {
    expect(tableIn(readFileSync(index, 'utf8'), 'adr')).toBe(table);
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
