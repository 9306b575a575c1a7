import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ERRORS } from '../../../src/shared/protocol/errors.ts';
import { PROTOCOL_TABLES, tableIn } from './protocol-tables.ts';

const path = resolve(import.meta.dirname, '../../../docs/PROTOCOL.md');

// After a change of the contract: UPDATE_DOCS=1 npx vitest run test/unit/docs
if (process.env.UPDATE_DOCS) {
  let text = readFileSync(path, 'utf8');
  for (const [name, table] of Object.entries(PROTOCOL_TABLES)) {
    const before = tableIn(text, name);
    if (before !== undefined)
      text = text.replace(`<!-- table: ${name} -->\n${before}`, () => `<!-- table: ${name} -->\n${table}`);
  }
  writeFileSync(path, text);
}

/** Texts for what happens before the room answers at all. */
const OWN_TEXTS = ['unreachable', 'unexpected'];

describe('docs/PROTOCOL.md', () => {
  it.each(Object.keys(PROTOCOL_TABLES))('protocol: the table of %s is the one in the code', (name) => {
    expect(tableIn(readFileSync(path, 'utf8'), name)).toBe(PROTOCOL_TABLES[name]);
  });

  it.each(['en', 'th'])('protocol: every error has its text in %s, and no text is left over', (language) => {
    const texts = JSON.parse(
      readFileSync(resolve(import.meta.dirname, `../../../src/renderer/i18n/${language}/errors.json`), 'utf8'),
    ) as Record<string, string>;
    for (const code of Object.keys(ERRORS)) expect(texts[code], code).toMatch(/\S/);
    expect(Object.keys(texts).filter((code) => !Object.hasOwn(ERRORS, code))).toEqual(OWN_TEXTS);
  });
});
