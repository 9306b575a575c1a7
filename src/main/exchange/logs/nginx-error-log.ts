import { type ReadLine, skipped } from './log-format.ts';
import { isAddress, requestOf } from './request-line.ts';

const TIME = /^(?:.{0,200}?\s)?(\d{4})\/(\d{2})\/(\d{2}) (\d{2}):(\d{2}):(\d{2}) \[[a-z]{1,10}\] /;
const CLIENT = /, client: ([0-9a-fA-F.:]{2,45}),/;
const REQUEST = /, request: "([^"]{0,65536})"/;
const HOST = /, host: "([^"]{0,255})"/;

/** Where nginx says how it answered. */
function statusOf(line: string): number | undefined {
  if (/\blimiting (?:requests|connections)\b/.test(line)) return 429;
  if (line.includes('(2: No such file or directory)') || line.includes('is not found')) return 404;
  return /\(13: Permission denied\)|is forbidden|access forbidden/.test(line) ? 403 : undefined;
}

/** A line of nginx's error log that tells of a request; undefined when it is no line of that log. Its clock has no zone: UTC. */
export function readNginxError(line: string): ReadLine | undefined {
  const time = TIME.exec(line);
  if (!time) return undefined;
  const [year = 0, month = 0, day, hours, minutes, seconds] = time.slice(1).map(Number);
  const ip = CLIENT.exec(line)?.[1];
  const request = REQUEST.exec(line)?.[1];
  if (ip === undefined || !isAddress(ip) || request === undefined) return skipped('a message of nginx about no request');
  const host = HOST.exec(line)?.[1];
  return {
    signals: [
      {
        kind: 'request',
        at: Date.UTC(year, month - 1, day, hours, minutes, seconds),
        ip,
        ...requestOf(request),
        headers: host === undefined ? {} : { host },
        status: statusOf(line),
      },
    ],
  };
}
