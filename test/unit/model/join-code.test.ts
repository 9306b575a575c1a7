import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatJoinCode, joinCodeFromBits, normaliseJoinCode } from '../../../src/shared/model/join-code.ts';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const bits = fc.uint8Array({ minLength: 8, maxLength: 8 });
const code = bits.map(joinCodeFromBits);

describe('join code', () => {
  it('OP2 has 12 characters of data and one check, shown in groups', () => {
    fc.assert(
      fc.property(code, (made) => {
        expect(made).toMatch(/^[0-9A-HJKMNP-TV-Z]{13}$/);
        expect(formatJoinCode(made)).toMatch(/^.{4}-.{4}-.{4}-.$/);
        expect(formatJoinCode(made).replaceAll('-', '')).toBe(made);
      }),
    );
  });

  // Worked out by hand-written polynomial division in another language.
  it.each([
    [[0, 0, 0, 0, 0, 0, 0, 0], '0000000000000'],
    [[255, 255, 255, 255, 255, 255, 255, 255], 'ZZZZZZZZZZZZR'],
    [[0x01, 0x23, 0x45, 0x67, 0x89, 0xab, 0xcd, 0xef], '04HMASW9NF6YV'],
    [[0xfe, 0xdc, 0xba, 0x98, 0x76, 0x54, 0x32, 0x10], 'ZVEBN63PAGS13'],
  ])('OP2 %j gives %s', (bytes, expected) => {
    expect(joinCodeFromBits(Uint8Array.from(bytes))).toBe(expected);
  });

  it('OP2 security-03 carries all of the first 60 bits and nothing after them', () => {
    fc.assert(
      fc.property(bits, fc.nat(59), (bytes, bit) => {
        const changed = Uint8Array.from(bytes);
        changed[bit >> 3]! ^= 0x80 >> (bit & 7);
        expect(joinCodeFromBits(changed)).not.toBe(joinCodeFromBits(bytes));
        const tail = Uint8Array.from([...bytes, 1, 2, 3]);
        tail[7]! ^= 0x0f;
        expect(joinCodeFromBits(tail)).toBe(joinCodeFromBits(bytes));
      }),
    );
    expect(() => joinCodeFromBits(new Uint8Array(7))).toThrow('60 bits');
  });

  it('OP2 security-03 refuses every change of one character (all 13 x 31)', () => {
    fc.assert(
      fc.property(code, (made) => {
        for (let place = 0; place < 13; place += 1) {
          for (const other of ALPHABET) {
            const edited = made.slice(0, place) + other + made.slice(place + 1);
            expect(normaliseJoinCode(edited), edited).toBe(edited === made ? made : undefined);
          }
        }
      }),
      { numRuns: 50 },
    );
  });

  it('OP2 refuses every exchange of two characters, neighbours or not', () => {
    fc.assert(
      fc.property(code, (made) => {
        for (let a = 0; a < 12; a += 1) {
          for (let b = a + 1; b < 13; b += 1) {
            const characters = [...made];
            [characters[a], characters[b]] = [made.charAt(b), made.charAt(a)];
            const swapped = characters.join('');
            expect(normaliseJoinCode(swapped), swapped).toBe(swapped === made ? made : undefined);
          }
        }
      }),
    );
  });

  it('OP2 refuses every code with a character too few or too many', () => {
    fc.assert(
      fc.property(code, fc.constantFrom(...ALPHABET), fc.nat(13), (made, extra, place) => {
        expect(normaliseJoinCode(made.slice(0, place) + extra + made.slice(place))).toBeUndefined();
        if (place < 13) expect(normaliseJoinCode(made.slice(0, place) + made.slice(place + 1))).toBeUndefined();
      }),
    );
  });

  it('OP2 reads what people write: lower case, spaces, hyphens of any kind, O for 0, I and L for 1, full width', () => {
    fc.assert(
      fc.property(
        code,
        fc.constantFrom(' ', '-', '\u2011', '\u2013', '\u00a0', '', ' - '),
        fc.constantFrom('I', 'L', 'i', 'l'),
        (made, gap, one) => {
          expect(normaliseJoinCode(formatJoinCode(made))).toBe(made);
          const written = [...made.replaceAll('0', 'o').replaceAll('1', one).toLowerCase()].join(gap);
          expect(normaliseJoinCode(` ${written}\n`)).toBe(made);
          const wide = [...made].map((character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0)).join('');
          expect(normaliseJoinCode(wide)).toBe(made);
        },
      ),
    );
  });

  it.each([
    '',
    ' ',
    '-',
    'U000000000000',
    'not a code',
    '0000-0000-0000',
    '0'.repeat(10_000),
    '<script>',
    '0000000000000\u0000',
    '０'.repeat(65),
  ])('OP2 refuses %j', (text) => {
    expect(normaliseJoinCode(text)).toBeUndefined();
  });

  it('OP2 refuses whatever text is not a code', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
        const read = normaliseJoinCode(text);
        if (read !== undefined) expect(read).toMatch(/^[0-9A-HJKMNP-TV-Z]{13}$/);
      }),
    );
  });
});
