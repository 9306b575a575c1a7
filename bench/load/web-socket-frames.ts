/**
 * WebSocket framing by hand (RFC 6455), as little of it as a load generator needs: whole text frames, pings, closes.
 * A client library would cost about as much for each event as the servers under test.
 */

/** Any key is as good as another to a server, which unmasks all the same. */
const MASK = Buffer.from([0x37, 0xfa, 0x21, 0x3d]);

const TEXT = 0x1;
const CLOSE = 0x8;
const PING = 0x9;
const PONG = 0xa;
const FIN = 0x80;

function headerLength(payloadLength: number): number {
  if (payloadLength < 126) return 6;
  return payloadLength < 65_536 ? 8 : 14;
}

function encode(opcode: number, payload: Buffer): Buffer {
  const { length } = payload;
  const from = headerLength(length);
  const frame = Buffer.allocUnsafe(from + length);
  frame[0] = FIN | opcode;
  if (length < 126) frame[1] = 0x80 | length;
  else if (length < 65_536) {
    frame[1] = 0x80 | 126;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = 0x80 | 127;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  MASK.copy(frame, from - 4);
  for (let i = 0; i < length; i++) frame[from + i] = (payload[i] as number) ^ (MASK[i & 3] as number);
  return frame;
}

/** A text as a client's frame, ready to be written. */
export const textFrame = (text: string): Buffer => encode(TEXT, Buffer.from(text));

/** What arrives: a text lies in `data` between `from` and `to`, valid only during the call. */
export interface FrameEvents {
  text(data: Buffer, from: number, to: number): void;
  /** To be written as it is. */
  answer(frame: Buffer): void;
  close(): void;
}

/** Where the payload of the frame at `at` begins and ends; undefined while its header has not come whole. */
function payloadOf(data: Buffer, at: number): { from: number; to: number } | undefined {
  const here = data.length - at;
  if (here < 2) return undefined;
  const length = data[at + 1] as number;
  if (length < 126) return { from: at + 2, to: at + 2 + length };
  if (length === 126) return here < 4 ? undefined : { from: at + 4, to: at + 4 + data.readUInt16BE(at + 2) };
  return here < 10 ? undefined : { from: at + 10, to: at + 10 + Number(data.readBigUInt64BE(at + 2)) };
}

/** Takes a server's bytes as they come and tells the frames in them. Throws on what no server under test sends. */
export function createFrameReader(events: FrameEvents): (chunk: Buffer) => void {
  let rest: Buffer | undefined;

  function tell(first: number, data: Buffer, from: number, to: number): void {
    const opcode = first & 0x0f;
    if ((first & FIN) === 0) throw new Error('a fragmented frame');
    if (opcode === TEXT) events.text(data, from, to);
    else if (opcode === PING) events.answer(encode(PONG, data.subarray(from, to)));
    else if (opcode === CLOSE) events.close();
    else if (opcode !== PONG) throw new Error(`a frame of opcode ${opcode}`);
  }

  return (chunk) => {
    const data = rest ? Buffer.concat([rest, chunk]) : chunk;
    let at = 0;
    for (let next = payloadOf(data, at); next && next.to <= data.length; next = payloadOf(data, at)) {
      tell(data[at] as number, data, next.from, next.to);
      at = next.to;
    }
    rest = at < data.length ? data.subarray(at) : undefined;
  };
}
