import type { Writable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as ws from 'ws';
import { textFrame } from '../../../src/main/transport/frames/text-frame.ts';

/** What reads frames in every client made with ws; it checks UTF-8 and lengths, and refuses a masked frame of a server. */
const { Receiver } = ws as unknown as { Receiver: new (options: { isServer: boolean; maxPayload: number }) => Writable };

/** What a client reads from these bytes, given to it in pieces of the sizes asked for. */
function read(bytes: Buffer, sizes: readonly number[] = []): string[] {
  const texts: string[] = [];
  const receiver = new Receiver({ isServer: false, maxPayload: 0 });
  receiver.on('message', (data: Buffer, isBinary: boolean) => texts.push(isBinary ? 'binary' : data.toString()));
  receiver.on('error', (error) => texts.push(String(error)));
  let from = 0;
  for (const size of sizes) {
    receiver.write(bytes.subarray(from, from + size));
    from += size;
  }
  receiver.write(bytes.subarray(from));
  return texts;
}

const BORDERS = [0, 1, 124, 125, 126, 127, 128, 255, 256, 65_534, 65_535, 65_536, 65_537, 320 * 1024];
const TEXTS = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc.constantFrom(...BORDERS.slice(0, 9)).map((length) => 'x'.repeat(length)),
);

describe('frames written once', () => {
  it('protocol 1 any texts, one after another and cut anywhere, are read back as they were', () => {
    fc.assert(
      fc.property(fc.array(TEXTS, { maxLength: 8 }), fc.array(fc.nat(200), { maxLength: 20 }), (texts, sizes) => {
        expect(read(Buffer.concat(texts.map(textFrame)), sizes)).toEqual(texts.map((text) => text.toWellFormed()));
      }),
      { numRuns: 500 },
    );
  });

  it.each(BORDERS)('protocol 1 a text of %i bytes is read back, alone and before another', (length) => {
    const text = 'y'.repeat(length);
    expect(read(textFrame(text))).toEqual([text]);
    expect(read(Buffer.concat([textFrame(text), textFrame('next')]), [1, 1, 1, 1, 1, 5])).toEqual([text, 'next']);
  });

  it('protocol 1 counts bytes and not letters at the borders', () => {
    for (const letter of ['ก', 'é', '😀', '\u0000']) {
      for (const border of [126, 65_536]) {
        const bytes = Buffer.byteLength(letter);
        for (let count = Math.floor(border / bytes) - 1; count <= Math.ceil(border / bytes) + 1; count++) {
          const text = letter.repeat(count);
          expect(read(textFrame(text))).toEqual([text]);
        }
      }
    }
  });

  it('protocol 1 half a surrogate pair becomes the replacement character and breaks nothing after it', () => {
    expect(read(Buffer.concat([textFrame('a\ud800b'), textFrame('c')]))).toEqual(['a\ufffdb', 'c']);
  });
});
