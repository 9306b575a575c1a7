import { describe, expect, it } from 'vitest';
import { FONT_FILES, type Script } from '../../../src/main/exchange/certificate/certificate-fonts.ts';
import { dateWithOffset, drawCertificate, openFont } from '../../../src/main/exchange/certificate/draw-certificate.ts';
import { cutByScript, inShapingOrder, shapeLine } from '../../../src/main/exchange/certificate/outlines.ts';
import { certificateCodeFrom, normaliseCertificateCode } from '../../../src/shared/model/certificate-code.ts';

describe('EX7 certificates', () => {
  it('EX7 a code is 80 random bits, and is known however it is typed', () => {
    const code = certificateCodeFrom(Uint8Array.from({ length: 16 }, (_, place) => place * 7));
    expect(code).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(normaliseCertificateCode(` ${code.toLowerCase().replaceAll('-', ' – ')} `)).toBe(code);
    expect(normaliseCertificateCode('OIL0-0000-0000-0000')).toBe('0110-0000-0000-0000');
    for (const none of ['', '0000-0000-0000-000', '0000-0000-0000-00000', 'U000-0000-0000-0000'])
      expect(normaliseCertificateCode(none), none).toBeUndefined();
  });

  it('EX7 Thai names come out right: the ring of SARA AM below the tone mark, every mark over its letter', () => {
    expect(inShapingOrder('น้ำ')).toBe('น\u0E4D\u0E49า');
    const has = (script: Script, codePoint: number) => openFont(script).hasGlyphForCodePoint(codePoint);
    expect(cutByScript('น้ำผึ้ง Ada Ő', has).map(({ script }) => script)).toEqual(['thai', 'latin', 'latinExt']);
    const width = (text: string) => shapeLine(openFont, text).width;
    // Marks stand over the letters and take no room of their own.
    expect(width('ปู่')).toBeCloseTo(width('ป'), 6);
    expect(width('น้ำ')).toBeCloseTo(width('นา'), 6);
    for (const name of ['นกขมิ้น น้ำผึ้ง', 'ฐาปนีย์ กตัญญู', 'Zoë Őry Žižek', 'Привет Ελένη', 'Nguyễn Thị Ánh'])
      expect(shapeLine(openFont, name).missing, name).toBe(0);
    expect(Object.keys(FONT_FILES)).toContain('thai');
  });

  it('EX7 a date says its offset', () => {
    const at = Date.parse('2026-11-20T09:30:00Z');
    expect([420, -210, 0].map((offset) => dateWithOffset(at, offset))).toEqual([
      '2026-11-20 16:30 +07:00',
      '2026-11-20 06:00 -03:30',
      '2026-11-20 09:30 +00:00',
    ]);
  });

  it('EX7 a certificate is a PDF of one page whose code can be copied', async () => {
    const bytes = await drawCertificate({
      name: 'น้ำผึ้ง ใจดี',
      candidateNumber: '7',
      exam: 'History',
      satAt: 0,
      issuedAt: 0,
      score: 3,
      maxScore: 4,
      code: 'ABCD-EFGH-JKMN-PQRS',
      verifyAt: 'http://room.test/verify?code=ABCD-EFGH-JKMN-PQRS',
    });
    const text = Buffer.from(bytes).toString('latin1');
    expect(text.slice(0, 5)).toBe('%PDF-');
    expect(text.match(/\/Type \/Page\b(?!s)/g)).toHaveLength(1);
    expect(text).toContain('History \\(ABCD-EFGH-JKMN-PQRS\\)');
  });
});
