import { crc32 } from 'node:zlib';
import { z } from 'zod';
import type { ChainHead, OutboxItem } from '../../../shared/client/index.ts';

const kept = {
  id: z.string().max(64),
  order: z.number(),
  sessionId: z.string().max(64),
  refused: z.strictObject({ code: z.string(), message: z.string() }).optional(),
};

/** Checked as far as it is worked with here: the room judges what is in it, and what it refused is kept here too. */
const Change = z.discriminatedUnion('do', [
  z.strictObject({
    do: z.literal('put'),
    item: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('answer'), ...kept, questionId: z.string(), value: z.json(), revision: z.number() }),
      z.strictObject({
        kind: z.literal('event'),
        ...kept,
        event: z.looseObject({ id: z.string(), type: z.string(), seq: z.number(), occurredAt: z.string() }),
      }),
    ]),
  }),
  z.strictObject({ do: z.literal('remove'), id: z.string() }),
  z.strictObject({
    do: z.literal('chain'),
    sessionId: z.string(),
    head: z.strictObject({ seq: z.number(), hash: z.string().optional() }),
  }),
]);

/** One step of an outbox, as it is written down. */
export type OutboxChange =
  | { readonly do: 'put'; readonly item: OutboxItem }
  | { readonly do: 'remove'; readonly id: string }
  | { readonly do: 'chain'; readonly sessionId: string; readonly head: ChainHead };

/** What the steps amount to. */
export interface OutboxContents {
  readonly items: Map<string, OutboxItem>;
  readonly chains: Map<string, ChainHead>;
}

const checksum = (text: string): string => crc32(text).toString(16).padStart(8, '0');

/** A step as one line: a checksum of what follows, then JSON, which has no line break of its own. */
export function writeLine(change: OutboxChange): string {
  const text = JSON.stringify(change);
  return `${checksum(text)} ${text}\n`;
}

function readLine(line: string): OutboxChange | undefined {
  const text = line.slice(9);
  if (line[8] !== ' ' || checksum(text) !== line.slice(0, 8)) return undefined;
  try {
    return Change.parse(JSON.parse(text)) as OutboxChange;
  } catch {
    return undefined;
  }
}

/** Does one step of the file to what is in memory; the same step twice does no more. */
export function applyChange({ items, chains }: OutboxContents, change: OutboxChange): void {
  if (change.do === 'put') items.set(change.item.id, change.item);
  else if (change.do === 'remove') items.delete(change.id);
  else chains.set(change.sessionId, change.head);
}

export interface ReadLines extends OutboxContents {
  /** Lines that count. */
  readonly lines: number;
  /** The last line was cut off while it was written, perhaps of its end alone: had it been promised, it would be whole. */
  readonly isTorn: boolean;
  /** Unreadable lines before the last: the file was damaged after it was written. */
  readonly damaged: number;
}

/** Reads a file of steps. An unreadable line costs itself and no other. */
export function readLines(text: string): ReadLines {
  const contents: OutboxContents = { items: new Map(), chains: new Map() };
  const lines = text.split('\n').filter((line) => line !== '');
  const isTorn = text !== '' && !text.endsWith('\n');
  let damaged = 0;
  for (const [index, line] of lines.entries()) {
    const change = readLine(line);
    if (change) applyChange(contents, change);
    else if (!isTorn || index < lines.length - 1) damaged += 1;
  }
  return { ...contents, lines: lines.length, isTorn, damaged };
}

/** The fewest lines that say the same. */
export const writeAll = ({ items, chains }: OutboxContents): string =>
  [
    ...[...chains].map(([sessionId, head]) => writeLine({ do: 'chain', sessionId, head })),
    ...[...items.values()].map((item) => writeLine({ do: 'put', item })),
  ].join('');
