import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTotp } from '../../../src/main/app/totp.ts';

const totp = createTotp();

/** RFC 6238, appendix B, SHA-1; the last six of its eight digits. The secret is "12345678901234567890". */
const RFC_SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const RFC: readonly (readonly [seconds: number, code: string])[] = [
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
];

describe('time-based codes', () => {
  it.each(RFC)('ID1 are those of RFC 6238 at %i s', (seconds, code) => {
    const step = totp.stepAt(seconds * 1_000);
    expect(step).toBe(Math.floor(seconds / 30));
    expect(totp.stepOf(RFC_SECRET, code, step, 0)).toBe(step);
    expect(totp.stepOf(RFC_SECRET, code, step + 2, 2)).toBe(step);
    expect(totp.stepOf(RFC_SECRET, code, step - 2, 2)).toBe(step);
    expect(totp.stepOf(RFC_SECRET, code, step + 3, 2)).toBeUndefined();
    expect(totp.stepOf(RFC_SECRET, ` ${code.slice(0, 3)}-${code.slice(3)} `, step, 0)).toBe(step);
  });

  it('ID1 anything but six digits is nobody’s code, and breaks nothing', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom(...'0123456789 -') })), (typed) => {
        const isSixDigits = /^\d{6}$/.test(typed.replace(/[\s-]/g, ''));
        const step = totp.stepOf(RFC_SECRET, typed, 1_000, 0);
        if (!isSixDigits) expect(step).toBeUndefined();
      }),
    );
  });

  it('ID1 each secret is new, 160 bits, and in its address as apps read it', () => {
    const secrets = Array.from({ length: 200 }, () => totp.newSecret());
    expect(new Set(secrets).size).toBe(200);
    for (const secret of secrets) expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    const uri = new URL(totp.uri(RFC_SECRET, 'petra & paul'));
    expect(uri.protocol).toBe('otpauth:');
    expect(decodeURIComponent(uri.pathname)).toBe('/Invigil:petra & paul');
    expect(Object.fromEntries(uri.searchParams)).toMatchObject({
      secret: RFC_SECRET,
      issuer: 'Invigil',
      digits: '6',
      period: '30',
    });
  });
});
