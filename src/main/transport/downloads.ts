import type { IncomingHttpHeaders } from 'node:http';
import { Readable } from 'node:stream';
import type { ToolMediaType } from '../../shared/model/tool-content.ts';
import type { CommandName, CommandOutput } from '../../shared/protocol/commands.ts';
import type { HttpParts } from './http.ts';
import { answerByContent } from './named-by-content.ts';

/** An answer in another form than JSON. */
export interface Download {
  readonly type: string;
  readonly filename: string;
  /** Absent: whoever asks has it. */
  readonly content?: string | Readable | Uint8Array | undefined;
  /** Where it is not the route's. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

interface Asked {
  readonly headers: IncomingHttpHeaders;
  readonly writers: Pick<HttpParts, 'resultsToCsv' | 'answersToCsv'>;
}

const CSV = 'text/csv';
const RECORD = 'application/x-ndjson';
const LINES_AT_ONCE = 1_000;

/** A long record in pieces, so that it is never in memory as one. */
function* inPieces(lines: readonly string[]): Generator<string> {
  for (let at = 0; at < lines.length; at += LINES_AT_ONCE) yield `${lines.slice(at, at + LINES_AT_ONCE).join('\n')}\n`;
}

/** Bytes of somebody's file: whatever is in them, no browser runs it or takes it for something else. */
const INERT = { 'content-security-policy': "default-src 'none'; sandbox", 'x-content-type-options': 'nosniff' };

const TOOL_ENDINGS: Readonly<Record<ToolMediaType, string>> = {
  'text/tab-separated-values': 'tsv',
  'application/json': 'json',
  'image/png': 'png',
  'image/jpeg': 'jpeg',
  'image/webp': 'webp',
};

const wants = ({ headers }: Asked, type: string): boolean => headers.accept?.includes(type) ?? false;

/** A file of a tool: as bytes that no browser takes for a page, and that nobody keeps beyond the grant. */
const toolFile = ({ mediaType, bytes }: CommandOutput<'tool_read'>): Download => ({
  type: mediaType,
  filename: `tool.${TOOL_ENDINGS[mediaType]}`,
  content: bytes,
  headers: { ...INERT, 'cache-control': 'no-store' },
});

/** By command: its answer as a file, or nothing where JSON was asked for. */
const DOWNLOADS: { readonly [Name in CommandName]?: (output: CommandOutput<Name>, asked: Asked) => Download | undefined } = {
  results_get: ({ results }, asked) =>
    wants(asked, CSV)
      ? {
          type: `${CSV}; charset=utf-8`,
          filename: results.some(({ isMarkedBlind }) => isMarkedBlind) ? 'results-marked-blind.csv' : 'results.csv',
          content: asked.writers.resultsToCsv(results),
        }
      : undefined,
  answers_get: ({ answers }, asked) =>
    wants(asked, CSV)
      ? { type: `${CSV}; charset=utf-8`, filename: 'answers.csv', content: Readable.from(asked.writers.answersToCsv(answers)) }
      : undefined,
  results_export: ({ filename, mediaType, text }, asked) =>
    wants(asked, CSV) ? { type: mediaType, filename, content: text } : undefined,
  roster_export: ({ csv }, asked) =>
    wants(asked, CSV) ? { type: `${CSV}; charset=utf-8`, filename: 'roster.csv', content: csv } : undefined,
  sitting_export: ({ lines }, asked) =>
    wants(asked, RECORD) ? { type: RECORD, filename: 'sitting.jsonl', content: Readable.from(inPieces(lines)) } : undefined,
  media_get: ({ mediaType, sha256, bytes }, asked) => {
    const { status, headers, content } = answerByContent({ sha256, bytes }, asked.headers);
    const filename = `${sha256.slice(0, 12)}.${mediaType.split('/')[1]}`;
    return { type: mediaType, filename, status, content, headers: { ...headers, ...INERT } };
  },
  tool_file_get: (file) => toolFile(file),
  tool_read: (file) => toolFile(file),
  exam_export: ({ mediaType, content }, asked) => {
    const filename = mediaType === 'application/xml' ? 'paper.xml' : 'paper.gift';
    return wants(asked, mediaType) ? { type: `${mediaType}; charset=utf-8`, filename, content, headers: INERT } : undefined;
  },
  certificate_get: ({ filename, bytes }) => ({ type: 'application/pdf', filename, content: bytes, headers: INERT }),
  own_certificate: ({ filename, bytes }) => ({ type: 'application/pdf', filename, content: bytes, headers: INERT }),
  certificates_get: ({ filename, bytes }) => ({ type: 'application/zip', filename, content: bytes, headers: INERT }),
  evidence_get: ({ mediaType, bytes }) => ({
    type: mediaType,
    filename: mediaType === 'image/webp' ? 'evidence.webp' : 'evidence.jpg',
    content: bytes,
    headers: INERT,
  }),
};

/** Answers that some clients want in another form than JSON, or that have no other. */
export const asDownload = (command: CommandName, output: unknown, asked: Asked): Download | undefined =>
  (DOWNLOADS[command] as ((output: unknown, asked: Asked) => Download | undefined) | undefined)?.(output, asked);
