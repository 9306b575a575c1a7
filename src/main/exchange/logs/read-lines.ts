import { createReadStream } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';

/** A longer line is no line of a log, and would be held in memory whole. */
export const LONGEST_LINE = 1024 * 1024;

export interface Line {
  /** From 1. */
  readonly number: number;
  /** Undefined when it is longer than LONGEST_LINE. */
  readonly text: string | undefined;
}

/**
 * The lines of a file of any size, in memory of one line: UTF-8, bytes that are none become U+FFFD; ended by LF or CRLF; an
 * UTF-16 file is recognised by its mark. Rejects with the system's error when the file cannot be read.
 */
export async function* readLines(path: string): AsyncGenerator<Line> {
  let decoder: StringDecoder | undefined;
  let rest = '';
  let isTooLong = false;
  let number = 0;
  const whole = (text: string): Line => {
    number += 1;
    const line = { number, text: isTooLong || text.length > LONGEST_LINE ? undefined : text.replace(/\r$/, '') };
    isTooLong = false;
    return line;
  };
  for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 }) as AsyncIterable<Buffer>) {
    const isFirst = decoder === undefined;
    decoder ??= new StringDecoder(chunk[0] === 0xff && chunk[1] === 0xfe ? 'utf16le' : 'utf8');
    const text = decoder.write(chunk);
    const lines = (rest + (isFirst ? text.replace(/^\uFEFF/, '') : text)).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield whole(line);
    if (rest.length > LONGEST_LINE) {
      isTooLong = true;
      rest = '';
    }
  }
  rest += decoder?.end() ?? '';
  if (rest !== '' || isTooLong) yield whole(rest);
}
