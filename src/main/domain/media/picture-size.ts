/** Of a picture, in pixels. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

const be16 = (bytes: Uint8Array, at: number): number => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
const le = (bytes: Uint8Array, at: number, count: number): number => {
  let number = 0;
  for (let index = count - 1; index >= 0; index--) number = number * 256 + (bytes[at + index] ?? 0);
  return number;
};

/** Segments of a JPEG that say how large it is: every start of a frame, which tables and arithmetic coding are not. */
const isStartOfFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
/** Markers that stand alone, without a length behind them. */
const isAlone = (marker: number): boolean => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd9);

function jpegSize(bytes: Uint8Array): PictureSize | undefined {
  let at = 2;
  while (at + 9 < bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) at += 1;
    else if (isAlone(marker)) at += 2;
    else {
      const length = be16(bytes, at + 2);
      const isWhole = length === 8 + 3 * (bytes[at + 9] ?? 0);
      if (isStartOfFrame(marker)) return isWhole ? { height: be16(bytes, at + 5), width: be16(bytes, at + 7) } : undefined;
      if (length < 2) return undefined;
      at += 2 + length;
    }
  }
  return undefined;
}

/** Where the first chunk of a WebP file has its content. */
const CHUNK = 20;

function webpSize(bytes: Uint8Array): PictureSize | undefined {
  switch (String.fromCharCode(...bytes.subarray(12, 16))) {
    case 'VP8 ':
      if (le(bytes, CHUNK + 3, 3) !== 0x2a019d) return undefined;
      return { width: le(bytes, CHUNK + 6, 2) & 0x3fff, height: le(bytes, CHUNK + 8, 2) & 0x3fff };
    case 'VP8L': {
      if (bytes[CHUNK] !== 0x2f) return undefined;
      const both = le(bytes, CHUNK + 1, 4);
      return { width: (both & 0x3fff) + 1, height: ((both >>> 14) & 0x3fff) + 1 };
    }
    case 'VP8X':
      return { width: le(bytes, CHUNK + 4, 3) + 1, height: le(bytes, CHUNK + 7, 3) + 1 };
    default:
      return undefined;
  }
}

/** More than any screen has; drawn, 64 MiB of somebody's memory. */
export const MOST_PIXELS = 16 * 1024 * 1024;

/**
 * How large a JPEG, PNG, GIF or WebP says it is; undefined where it does not say, and so cannot be drawn. Whoever draws it takes four
 * bytes a pixel before anything else: a few hundred bytes of WebP can be a GiB in a browser.
 */
export function sizeOf(bytes: Uint8Array): PictureSize | undefined {
  const name = String.fromCharCode(...bytes.subarray(0, 4));
  if (name.startsWith('\u00FF\u00D8')) return jpegSize(bytes);
  if (name === '\u0089PNG')
    return { width: be16(bytes, 16) * 65_536 + be16(bytes, 18), height: be16(bytes, 20) * 65_536 + be16(bytes, 22) };
  if (name === 'GIF8') return { width: le(bytes, 6, 2), height: le(bytes, 8, 2) };
  return name === 'RIFF' ? webpSize(bytes) : undefined;
}

/** Would drawing it take more memory than a page should? */
export function isTooLargeToDraw(bytes: Uint8Array): boolean {
  const { width, height } = sizeOf(bytes) ?? { width: 0, height: 0 };
  return width * height > MOST_PIXELS;
}

/** A picture that moves: each of its pictures is drawn, one after the other, for as long as it is looked at. */
export const isAnimated = (bytes: Uint8Array): boolean =>
  String.fromCharCode(...bytes.subarray(12, 16)) === 'VP8X' && ((bytes[CHUNK] ?? 0) & 0x02) !== 0;
