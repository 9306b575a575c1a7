export interface DecodedText {
  readonly text: string;
  /** Those of Windows are a guess: the bytes say nothing of their encoding, so whoever shows the text should say it too. */
  readonly encoding: 'utf-8' | 'utf-16' | 'windows-1252' | 'windows-874';
}

/** What a report says of a guessed encoding; nothing where the bytes prove theirs. */
export function guessOf(encoding: DecodedText['encoding']): string | undefined {
  if (encoding === 'windows-874')
    return 'The file is not UTF-8; it was read as Thai Windows text (windows-874). Check its letters, or save it as UTF-8.';
  if (encoding === 'windows-1252')
    return 'The file is not UTF-8; it was read as Windows text (windows-1252). Check letters with accents, or save it as UTF-8.';
  return undefined;
}

const startsWith = (bytes: Uint8Array, ...head: number[]): boolean => head.every((byte, index) => bytes[index] === byte);

/**
 * The text in a file as teachers' tools write it: UTF-8 with or without a mark, UTF-16 (Excel, Notepad),
 * or old Windows text, Thai or western. Nothing if it is no text: a NUL, or bytes of none of these.
 */
export function decodeText(bytes: Uint8Array): DecodedText | undefined {
  if (startsWith(bytes, 0xff, 0xfe)) return decode(bytes, 'utf-16le', 'utf-16');
  if (startsWith(bytes, 0xfe, 0xff)) return decode(bytes, 'utf-16be', 'utf-16');
  if (bytes.includes(0)) {
    const label = unmarkedUtf16(bytes);
    return label && decode(bytes, label, 'utf-16');
  }
  return (
    decode(bytes, 'utf-8', 'utf-8') ??
    // What is not UTF-8 is old Windows text: Thai, or of the west.
    (looksThai(bytes) ? decode(bytes, 'windows-874', 'windows-874') : undefined) ??
    (looksLikeWindowsText(bytes) ? decode(bytes, 'windows-1252', 'windows-1252') : undefined)
  );
}

/** White space aside; and what no text has at all. */
const CONTROLS = /[^\P{Cc}\t\n\f\r]|[\ufffe\uffff]/u;

/**
 * Which UTF-16 a text without a mark is in: separators, digits and line ends have a zero for one of their two bytes, always on the same
 * side. Nothing where the zeros lie otherwise, or what comes out has characters of no text.
 */
export function unmarkedUtf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes.byteLength % 2 === 1) return undefined;
  const zeros = [0, 0];
  for (const [place, byte] of bytes.entries()) if (byte === 0) zeros[place % 2] = (zeros[place % 2] ?? 0) + 1;
  const [high = 0, low = 0] = zeros;
  // In a text of Thai letters every twentieth character is a comma, a digit, a space or the end of a line.
  if (Math.max(high, low) * 40 < bytes.byteLength || Math.min(high, low) > 0) return undefined;
  const label = low > high ? 'utf-16le' : 'utf-16be';
  const text = decode(bytes, label, 'utf-16')?.text;
  return text === undefined || CONTROLS.test(text) ? undefined : label;
}

/** Thai letters stand three and more in a row, accented ones among others. */
function looksThai(bytes: Uint8Array): boolean {
  let [inRuns, all, run] = [0, 0, 0];
  for (const byte of bytes) {
    if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0c && byte !== 0x0d) return false;
    run = byte >= 0xa1 ? run + 1 : 0;
    if (byte >= 0xa1) all += 1;
    if (run === 3) inRuns += 3;
    else if (run > 3) inRuns += 1;
  }
  return all > 0 && inRuns * 2 > all;
}

function decode(bytes: Uint8Array, label: string, encoding: DecodedText['encoding']): DecodedText | undefined {
  try {
    const text = new TextDecoder(label, { fatal: true }).decode(bytes);
    return text.includes('\u0000') ? undefined : { text, encoding };
  } catch {
    return undefined;
  }
}

/** Tab, line feed, form feed and return are the only controls a text has; five codes of windows-1252 mean nothing. */
function looksLikeWindowsText(bytes: Uint8Array): boolean {
  return bytes.every((byte) => {
    if (byte < 0x20) return byte === 0x09 || byte === 0x0a || byte === 0x0c || byte === 0x0d;
    return byte !== 0x7f && byte !== 0x81 && byte !== 0x8d && byte !== 0x8f && byte !== 0x90 && byte !== 0x9d;
  });
}
