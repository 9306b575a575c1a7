const FINAL_TEXT = 0x81;
const TWO_BYTES_FOLLOW = 126;
const EIGHT_BYTES_FOLLOW = 127;
const FOUR_GIB = 2 ** 32;

/** How long the header before a payload of so many bytes is (RFC 6455, 5.2). */
const headerLength = (bytes: number): number => (bytes < TWO_BYTES_FOLLOW ? 2 : bytes < 65_536 ? 4 : 10);

/** One whole text message as a server writes it: unmasked, in one frame, header and payload in one piece (RFC 6455, 5.2). */
export function textFrame(text: string): Buffer {
  const bytes = Buffer.byteLength(text);
  const start = headerLength(bytes);
  const frame = Buffer.allocUnsafe(start + bytes);
  frame[0] = FINAL_TEXT;
  if (start === 2) {
    frame[1] = bytes;
  } else if (start === 4) {
    frame[1] = TWO_BYTES_FOLLOW;
    frame.writeUInt16BE(bytes, 2);
  } else {
    frame[1] = EIGHT_BYTES_FOLLOW;
    frame.writeUInt32BE(Math.floor(bytes / FOUR_GIB), 2);
    frame.writeUInt32BE(bytes % FOUR_GIB, 6);
  }
  frame.write(text, start);
  return frame;
}
