export interface DecodedText {
  readonly text: string;
  /** `windows-1252` is a guess: the bytes say nothing of their encoding, so whoever shows the text should say it too. */
  readonly encoding: 'utf-8' | 'utf-16' | 'windows-1252';
}

const startsWith = (bytes: Uint8Array, ...head: number[]): boolean => head.every((byte, index) => bytes[index] === byte);

/**
 * The text in a file as teachers' tools write it: UTF-8 with or without a mark, UTF-16 with one (Excel, Notepad),
 * or old Windows text. Nothing if it is no text: a NUL, or bytes of none of these.
 */
export function decodeText(bytes: Uint8Array): DecodedText | undefined {
  if (startsWith(bytes, 0xff, 0xfe)) return decode(bytes, 'utf-16le', 'utf-16');
  if (startsWith(bytes, 0xfe, 0xff)) return decode(bytes, 'utf-16be', 'utf-16');
  if (bytes.includes(0)) return undefined;
  return (
    decode(bytes, 'utf-8', 'utf-8') ?? (looksLikeWindowsText(bytes) ? decode(bytes, 'windows-1252', 'windows-1252') : undefined)
  );
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
