import { readFileSync, writeFileSync } from 'node:fs';

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** A table as our pages write it. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');

/** What stands between the markers of a table in a text; undefined when the markers are not there. */
export function tableIn(text: string, name: string): string | undefined {
  const [, after] = text.split(`<!-- table: ${name} -->\n`);
  return after?.split('\n<!-- end -->')[0];
}

/** The tables of a page; with UPDATE_DOCS=1 they are written into it first. */
export function tablesOf(path: string, tables: Readonly<Record<string, string>>): Record<string, string | undefined> {
  let text = readFileSync(path, 'utf8');
  if (process.env.UPDATE_DOCS) {
    for (const [name, wanted] of Object.entries(tables)) {
      const before = tableIn(text, name);
      if (before !== undefined)
        text = text.replace(`<!-- table: ${name} -->\n${before}`, () => `<!-- table: ${name} -->\n${wanted}`);
    }
    writeFileSync(path, text);
  }
  return Object.fromEntries(Object.keys(tables).map((name) => [name, tableIn(text, name)]));
}
