import type { FetchPort } from '../../../shared/client/index.ts';

/** A paper with its pictures is far below; what answers more is no room. */
const MAX_ANSWER_BYTES = 32 * 1024 * 1024;

async function readBounded(answer: Response): Promise<ArrayBuffer> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  for await (const part of answer.body ?? []) {
    bytes += part.byteLength;
    if (bytes > MAX_ANSWER_BYTES) throw new Error('the answer is too large');
    parts.push(part);
  }
  return new Blob(parts).arrayBuffer();
}

const decoder = new TextDecoder();

/** Node's `fetch` as a seat uses it: it follows nobody elsewhere, since a token goes with it, and reads no endless answer. */
export const seatFetch: FetchPort = async (url, init) => {
  const answer = await fetch(url, { ...init, redirect: 'manual', cache: 'no-store', credentials: 'omit' });
  const { ok, status, headers } = answer;
  const arrayBuffer = () => readBounded(answer);
  return { ok, status, headers, arrayBuffer, text: async () => decoder.decode(await arrayBuffer()) };
};
