import { describe, expect, it } from 'vitest';
import { typeByBytes, typeByHeader } from '../../../src/main/domain/evidence/picture-type.ts';

const webp = (chunk: string) => Buffer.from(`RIFF\x10\0\0\0WEBP${chunk}`, 'latin1');

describe('LD4 what a picture is', () => {
  it('LD4 is told by its first bytes, and nothing else is one', () => {
    expect(typeByBytes(Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2]))).toBe('image/jpeg');
    for (const chunk of ['VP8 ', 'VP8L', 'VP8X']) expect(typeByBytes(webp(chunk)), chunk).toBe('image/webp');
    const others = {
      nothing: Buffer.alloc(0),
      'a cut JPEG': Buffer.from([0xff, 0xd8]),
      PNG: Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
      GIF: Buffer.from('GIF89a'),
      SVG: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
      page: Buffer.from('<!doctype html><script>1</script>'),
      sound: Buffer.from('RIFF\x10\0\0\0WAVEfmt ', 'latin1'),
      'another chunk': webp('EVIL'),
      'a cut WebP': webp('VP8'),
      'a JPEG after something': Buffer.from([0, 0xff, 0xd8, 0xff]),
    };
    for (const [name, bytes] of Object.entries(others)) expect(typeByBytes(bytes), name).toBeUndefined();
  });

  it('LD4 is named by its header whatever the case and the parameters, and by no other name', () => {
    expect(typeByHeader('image/jpeg')).toBe('image/jpeg');
    expect(typeByHeader(' IMAGE/WebP ; q=1')).toBe('image/webp');
    for (const other of [
      '',
      'image/jpg',
      'image/png',
      'image/*',
      'text/html',
      'image/jpeg, text/html',
      'application/octet-stream',
    ])
      expect(typeByHeader(other), other).toBeUndefined();
  });
});
