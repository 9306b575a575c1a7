import { clientFrame } from './raw-peers.ts';

/** Broken versions of what clients send; the same ones for the same seed. */
export interface Mutations {
  one<T>(from: readonly T[]): T;
  /** A few bytes altered, taken out, put in or repeated. */
  bytes(original: Buffer): Buffer;
  /** JSON with something hostile in it, or broken as bytes. */
  text(original: string): Buffer;
  /** A WebSocket frame with such a text, or itself broken. */
  frame(original: string): Buffer;
}

const DEEP = 20_000;
/** What is put in the place of a value. */
const HOSTILE = [
  `${'['.repeat(DEEP)}${']'.repeat(DEEP)}`,
  `${'{"a":'.repeat(DEEP)}1${'}'.repeat(DEEP)}`,
  '{"__proto__":{"polluted":true}}',
  '{"constructor":{"prototype":{"polluted":true}}}',
  '"\\ud800"',
  '"\\u0000"',
  '1e999',
  '-1e308',
  '99999999999999999999',
  'null',
  'NaN',
  '[]',
  '{}',
  '""',
  'true',
  `"${'x'.repeat(70_000)}"`,
  '{"_placeholder":true,"num":0}',
  '"2026-99-99T99:99:99Z"',
];
const VALUE = /"[^"]*"|\d+|true|\{[^{}]*\}/g;

/** Knuth's linear congruence, of whose 32 bits the upper ones are used. */
function createRandom(seed: number): (limit: number) => number {
  let state = seed >>> 0;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * Math.max(1, limit));
  };
}

export function createMutations(seed: number): Mutations {
  /** A whole number from 0, below the limit. */
  const below = createRandom(seed);
  const one = <T>(from: readonly T[]): T => {
    const found = from[below(from.length)];
    if (found === undefined) throw new Error('nothing to choose from');
    return found;
  };

  const bytes = (original: Buffer): Buffer => {
    let result = Buffer.from(original);
    for (let times = 1 + below(4); times > 0; times--) {
      const at = below(result.length);
      const piece = result.subarray(at, at + 1 + below(8));
      const [before, after] = [result.subarray(0, at), result.subarray(at)];
      switch (below(4)) {
        case 0:
          result = Buffer.concat([before, Buffer.from([below(256)]), after.subarray(1)]);
          break;
        case 1:
          result = Buffer.concat([before, after.subarray(piece.length)]);
          break;
        case 2:
          result = Buffer.concat([before, Buffer.from([below(256), below(256)]), after]);
          break;
        default:
          result = Buffer.concat([before, piece, piece, after]);
      }
    }
    return result;
  };

  const text = (original: string): Buffer => {
    if (below(8) === 0) return bytes(Buffer.from(original));
    const values = [...original.matchAll(VALUE)].map((match) => ({ from: match.index, to: match.index + match[0].length }));
    const { from, to } = one(values);
    return Buffer.from(original.slice(0, from) + one(HOSTILE) + original.slice(to));
  };

  return {
    one,
    bytes,
    text,
    frame: (original) => {
      switch (below(40)) {
        case 0:
          return bytes(clientFrame(original));
        case 1:
          return clientFrame(text(original), below(16));
        case 2:
          return clientFrame(Buffer.from(Array.from({ length: below(200) }, () => below(256))), 2);
        default:
          return clientFrame(text(original));
      }
    },
  };
}
