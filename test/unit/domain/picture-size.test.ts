import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAnimated, sizeOf } from '../../../src/main/domain/media/picture-size.ts';

const be16 = (number: number): number[] => [number >> 8, number & 0xff];
const le = (number: number, count: number): number[] =>
  Array.from({ length: count }, (_, index) => Math.floor(number / 256 ** index) & 0xff);
const segment = (marker: number, content: readonly number[]): number[] => [0xff, marker, ...be16(content.length + 2), ...content];
const frame = (marker: number, width: number, height: number): number[] =>
  segment(marker, [8, ...be16(height), ...be16(width), 3, 1, 0x11, 0, 2, 0x11, 1, 3, 0x11, 1]);
const jpeg = (...parts: readonly (readonly number[])[]): Buffer => Buffer.from([0xff, 0xd8, ...parts.flat(), 0xff, 0xd9, 0, 0]);
const webp = (chunk: string, content: readonly number[]): Buffer =>
  Buffer.concat([Buffer.from(`RIFF\0\0\0\0WEBP${chunk}\0\0\0\0`, 'latin1'), Buffer.from(content)]);
const app0 = segment(0xe0, [...Buffer.from('JFIF\0'), 1, 1, 0, 0, 1, 0, 1, 0, 0]);

const WAYS: Readonly<Record<string, (width: number, height: number) => Buffer>> = {
  'a baseline JPEG': (width, height) => jpeg(app0, segment(0xdb, Array(65).fill(1)), frame(0xc0, width, height)),
  'a progressive JPEG behind tables and filling': (width, height) =>
    jpeg(segment(0xc4, [0, 1]), [0xff, 0xff], frame(0xc2, width, height)),
  'a lossy WebP': (width, height) => webp('VP8 ', [0, 0, 0, 0x9d, 0x01, 0x2a, ...le(width, 2), ...le(height, 2)]),
  'a lossless WebP': (width, height) => webp('VP8L', [0x2f, ...le(width - 1 + (height - 1) * 2 ** 14, 4)]),
  'a PNG': (width, height) =>
    Buffer.from([...Buffer.from('\u0089PNG\r\n\u001a\n\0\0\0\rIHDR', 'latin1'), 0, 0, ...be16(width), 0, 0, ...be16(height)]),
  'a GIF': (width, height) => Buffer.from([...Buffer.from('GIF89a'), ...le(width, 2), ...le(height, 2), 0, 0]),
  'an extended WebP': (width, height) => webp('VP8X', [0, 0, 0, 0, ...le(width - 1, 3), ...le(height - 1, 3)]),
};

describe('security-30 LD4 how large a picture says it is', () => {
  it.each(Object.entries(WAYS))('security-30 LD4 is read of %s', (_what, picture) => {
    const side = fc.integer({ min: 1, max: 16_383 });
    fc.assert(
      fc.property(side, side, (width, height) => {
        expect(sizeOf(picture(width, height))).toEqual({ width, height });
      }),
      { numRuns: 100 },
    );
  });

  it('security-30 LD4 breaks on no bytes, and ends on all of them', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 200 }),
        fc.constantFrom([0xff, 0xd8, 0xff, 0xc0], [0xff, 0xd8, 0xff, 0xff], []),
        (tail, start) => {
          const size = sizeOf(Uint8Array.from([...start, ...tail]));
          if (size) expect(Number.isSafeInteger(size.width * size.height)).toBe(true);
        },
      ),
      { numRuns: 200 },
    );
    expect(sizeOf(new Uint8Array())).toBeUndefined();
    expect(sizeOf(jpeg(segment(0xe0, [])))).toBeUndefined();
  });

  it('security-30 LD4 a WebP that moves is known', () => {
    expect(isAnimated(webp('VP8X', [0x02, 0, 0, 0]))).toBe(true);
    for (const still of [webp('VP8X', [0x10, 0, 0, 0]), webp('VP8L', [0x2f, 2]), jpeg(app0), Buffer.alloc(0)])
      expect(isAnimated(still)).toBe(false);
  });
});
