import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ERRORS } from '../../../src/shared/protocol/errors.ts';
import { tablesOf } from './doc-tables.ts';
import { PROTOCOL_TABLES } from './protocol-tables.ts';

// After a change of the contract: UPDATE_DOCS=1 npx vitest run test/unit/docs
const written = tablesOf(resolve(import.meta.dirname, '../../../docs/PROTOCOL.md'), PROTOCOL_TABLES);

/** Named by the contract (protocol 1, Refusals), for something this version does not have yet. */
const NEVER_ANSWERED: string[] = [];

const sourcesBelow = (folder: string): string =>
  readdirSync(resolve(import.meta.dirname, '../../..', folder), { recursive: true, withFileTypes: true })
    .filter(
      (file) => file.isFile() && file.name.endsWith('.ts') && file.name !== 'errors.ts' && !file.parentPath.endsWith('openapi'),
    )
    .map((file) => readFileSync(resolve(file.parentPath, file.name), 'utf8'))
    .join('\n');

/** Texts for what happens before the room answers at all. */
const OWN_TEXTS = ['unreachable', 'unexpected'];

describe('docs/PROTOCOL.md', () => {
  it.each(Object.keys(PROTOCOL_TABLES))('protocol: the table of %s is the one in the code', (name) => {
    expect(written[name]).toBe(PROTOCOL_TABLES[name]);
  });

  it.each(['en', 'th'])('protocol: every error has its text in %s, and no text is left over', (language) => {
    const texts = JSON.parse(
      readFileSync(resolve(import.meta.dirname, `../../../src/renderer/i18n/${language}/errors.json`), 'utf8'),
    ) as Record<string, string>;
    for (const code of Object.keys(ERRORS)) expect(texts[code], code).toMatch(/\S/);
    expect(Object.keys(texts).filter((code) => !Object.hasOwn(ERRORS, code))).toEqual(OWN_TEXTS);
  });

  it('protocol: every error is answered somewhere, but for those only the contract names', () => {
    const sources = sourcesBelow('src/main');
    expect(Object.keys(ERRORS).filter((code) => !sources.includes(`'${code}'`))).toEqual(NEVER_ANSWERED);
  });

  it('protocol: the codes of section 1 are all in the table', () => {
    const named =
      'token_missing token_invalid token_expired token_revoked user_inactive role_forbidden origin_forbidden ip_forbidden too_many_connections rate_limited';
    expect(Object.keys(ERRORS)).toEqual(expect.arrayContaining(named.split(' ')));
  });

  it('protocol: a status says who should act: 4xx the caller, 5xx the room, and only what may pass is worth trying again', () => {
    for (const [code, { status, retryable }] of Object.entries(ERRORS)) {
      expect(status, code).toBeGreaterThanOrEqual(400);
      expect(status, code).toBeLessThan(600);
      if (status === 429 || status >= 500) expect(retryable, code).toBe(true);
      if (status === 401 || status === 403) expect(retryable, code).toBe(false);
    }
  });
});
