import { PictureType } from '../../../shared/model/evidence.ts';

const startsWith = (bytes: Uint8Array, start: readonly number[], from = 0): boolean =>
  start.every((byte, index) => bytes[from + index] === byte);
const ascii = (text: string): number[] => [...text].map((letter) => letter.charCodeAt(0));

/** Start of image, and the first byte of the marker that follows it. */
const JPEG = [0xff, 0xd8, 0xff];
const [RIFF, WEBP] = [ascii('RIFF'), ascii('WEBP')];
/** What a WebP file can begin with: lossy, lossless, extended. */
const WEBP_CHUNKS = ['VP8 ', 'VP8L', 'VP8X'].map(ascii);

/** What the bytes themselves say they are; undefined where that is no picture the room takes. */
export function typeByBytes(bytes: Uint8Array): PictureType | undefined {
  if (startsWith(bytes, JPEG)) return 'image/jpeg';
  const isWebp =
    startsWith(bytes, RIFF) && startsWith(bytes, WEBP, 8) && WEBP_CHUNKS.some((chunk) => startsWith(bytes, chunk, 12));
  return isWebp ? 'image/webp' : undefined;
}

/** What a `content-type` says, without its parameters; undefined where that is no picture the room takes. */
export function typeByHeader(contentType: string): PictureType | undefined {
  const [type = ''] = contentType.split(';');
  return PictureType.safeParse(type.trim().toLowerCase()).data;
}
