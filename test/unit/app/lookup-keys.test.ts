import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLookupKeys } from '../../../src/main/app/lookup-keys.ts';

const key = Buffer.alloc(32, 7);

describe('lookup keys', () => {
  const { of } = createLookupKeys(key);

  it('ID7 is the HMAC-SHA-256 of kind and text, in hex', () => {
    expect(of('username', 'somchai')).toBe(createHmac('sha256', key).update('username\0somchai').digest('hex'));
  });

  it.each([
    ['case', 'Somchai', 'SOMCHAI'],
    ['outer white space', '  somchai\t', 'somchai'],
    ['full-width forms', 'ｓｏｍｃｈａｉ１', 'somchai1'],
    ['composition', 'Ame\u0301lie', 'am\u00e9lie'],
    ['a capital that lower-cases to two letters', '\u0130stanbul', 'i\u0307stanbul'],
    ['a no-break space at the end', 'somchai\u00a0', 'somchai'],
  ])('ID7 ignores %s', (_, one, other) => {
    expect(of('candidate', one)).toBe(of('candidate', other));
  });

  it('ID7 keeps kinds, texts and rooms apart', () => {
    const other = createLookupKeys(Buffer.alloc(32, 8));
    const made = [
      of('username', 'a'),
      of('candidate', 'a'),
      of('access_code', 'a'),
      of('username', 'b'),
      of('username', 'a b'),
      of('username', 'ab'),
      other.of('username', 'a'),
    ];
    expect(new Set(made).size).toBe(made.length);
  });

  it('ID7 gives what people mean the same key whichever way it was folded before', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(of('username', text)).toBe(of('username', text.normalize('NFKC').toLowerCase()));
        expect(of('username', text)).toBe(of('username', ` ${text.normalize('NFD')} `));
      }),
    );
  });
});
