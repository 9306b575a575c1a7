/** What is named by its hash never changes: a year, which is as long as caches count. Its reader's own, so no proxy keeps it. */
const FOREVER = 'private, max-age=31536000, immutable';

export interface ContentAnswer {
  readonly status: 200 | 206 | 304;
  readonly headers: Readonly<Record<string, string>>;
  readonly content?: Uint8Array;
}

/** `bytes=FROM-TO`, `bytes=FROM-` or `bytes=-LAST`, within `size`; undefined for what cannot be given, which is answered whole. */
export function rangeOf(header: string | undefined, size: number): { first: number; last: number } | undefined {
  const [, from = '', to = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '') ?? [];
  if (from === '' && to === '') return undefined;
  const first = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const last = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  return first <= last ? { first, last } : undefined;
}

const names = (header: string | undefined, tag: string): boolean =>
  header?.split(',').some((one) => ['*', tag].includes(one.trim().replace(/^W\//, ''))) ?? false;

/**
 * Answers a request for bytes that their hash names: kept for ever by the browser that has them, not sent again to whoever
 * has them, in part to whoever asks for a part (RFC 9110). `vary`: what one may see, the next at the same machine may not.
 */
export function answerByContent(
  { sha256, bytes }: { readonly sha256: string; readonly bytes: Uint8Array },
  asked: {
    readonly range?: string | undefined;
    readonly 'if-none-match'?: string | undefined;
    readonly 'if-range'?: string | undefined;
  },
): ContentAnswer {
  const etag = `"${sha256}"`;
  const headers = { 'cache-control': FOREVER, etag, vary: 'Authorization', 'accept-ranges': 'bytes' };
  if (names(asked['if-none-match'], etag)) return { status: 304, headers };
  const isSame = asked['if-range'] === undefined || asked['if-range'] === etag;
  const range = isSame ? rangeOf(asked.range, bytes.length) : undefined;
  if (!range) return { status: 200, headers, content: bytes };
  return {
    status: 206,
    headers: { ...headers, 'content-range': `bytes ${range.first}-${range.last}/${bytes.length}` },
    content: bytes.subarray(range.first, range.last + 1),
  };
}
