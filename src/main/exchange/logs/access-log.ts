import type { RequestSignal } from '../../domain/walls/signal.ts';
import { readApacheError } from './apache-error-log.ts';
import { type LogReader, type ReadLine, skipped } from './log-format.ts';
import { readWebServer } from './logins/web-server.ts';
import { loginInRequest } from './logins-in-requests.ts';
import { readNginxError } from './nginx-error-log.ts';
import { isAddress, requestOf } from './request-line.ts';
import { readTimeFirst } from './time-first.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const TIME = /\[(\d{1,2})\/([A-Z][a-z]{2})\/(\d{4}):(\d{2}):(\d{2}):(\d{2})(?:\.\d{1,9})? ([+-])(\d{2})(\d{2})\]\s/;

/** A quoted field and what follows it; quotes inside are escaped. */
interface Field {
  readonly text: string;
  readonly rest: string;
}

const ESCAPED = /\\(?:x([0-9A-Fa-f]{2})|(["\\tnrv]))/g;
const CONTROLS: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', v: '\v' };
/** As the server wrote it before it was logged: `\x22`, `\"`, `\t`. */
const unescaped = (text: string): string =>
  text.includes('\\')
    ? text.replace(ESCAPED, (_, digits: string | undefined, letter = '') =>
        digits === undefined ? (CONTROLS[letter] ?? letter) : String.fromCharCode(Number.parseInt(digits, 16)),
      )
    : text;

function field(text: string): Field | undefined {
  if (!text.startsWith('"')) return undefined;
  let end = 1;
  while (end < text.length && text[end] !== '"') end += text[end] === '\\' ? 2 : 1;
  return end >= text.length ? undefined : { text: unescaped(text.slice(1, end)), rest: text.slice(end + 1).trimStart() };
}

function timeOf(found: RegExpExecArray): number | undefined {
  const [, day, month = '', year, hours, minutes, seconds, sign, awayHours, awayMinutes] = found;
  const monthIndex = MONTHS.indexOf(month);
  if (monthIndex < 0) return undefined;
  const at = Date.UTC(Number(year), monthIndex, Number(day), Number(hours), Number(minutes), Number(seconds));
  const away = (Number(awayHours) * 60 + Number(awayMinutes)) * 60_000;
  return sign === '-' ? at + away : at - away;
}

/** Who asked: what stands last among the words before the time that is an address. The host of the site, or a syslog line, may stand before. */
function whoOf(before: string): { ip: string; user?: string } | undefined {
  const words = before.trim().split(/\s+/, 64);
  const at = words.findLastIndex(isAddress);
  const ip = words[at];
  if (ip === undefined) return undefined;
  // `ip ident user`; some write no ident.
  const user = words.slice(at + 1).at(-1);
  return user === undefined || user === '-' ? { ip } : { ip, user };
}

const given = (name: string, text: string | undefined): Record<string, string> =>
  text === undefined || text === '-' ? {} : { [name]: text };

function readLine(line: string): ReadLine {
  const time = TIME.exec(line);
  if (!time) return readNginxError(line) ?? readApacheError(line) ?? skipped('no time in brackets: not a line of an access log');
  const at = timeOf(time);
  const who = whoOf(line.slice(0, time.index));
  if (at === undefined) return skipped('a time that is none');
  if (!who) {
    const first = readTimeFirst(line.slice(time.index + time[0].length));
    return first ? { signals: [{ kind: 'request', at, ...first }] } : skipped('no address before the time');
  }
  const request = field(line.slice(time.index + time[0].length));
  if (!request) return skipped('no request in quotes after the time');
  const [, status, after = ''] = /^(\d{3})\s+(?:\d+|-)?\s*(.*)$/s.exec(request.rest) ?? [];
  if (status === undefined) return skipped('no status after the request');
  const referer = field(after);
  const agent = referer && field(referer.rest);
  const signal: RequestSignal = {
    kind: 'request',
    at,
    ...who,
    ...requestOf(request.text),
    headers: { ...given('referer', referer?.text), ...given('user-agent', agent?.text) },
    status: Number(status),
  };
  return { signals: [signal] };
}

/**
 * `access-log`: the common and the combined format of nginx and Apache, with the site’s name before them or behind a syslog
 * prefix, and what the error logs say of requests and refused passwords. Requests that sign somebody in are shown as such too.
 * The log's own clock; the user only as the server wrote it.
 */
export const createAccessLog = (): LogReader => ({
  read: (line) => {
    const read = readLine(line);
    const told = readWebServer(line);
    if ('skipped' in read) return told ? { signals: [told] } : read;
    // What the server says of a password it refused is surer than what the request looks like.
    const logins = read.signals.flatMap((signal) => (signal.kind === 'request' ? (told ?? loginInRequest(signal) ?? []) : []));
    return logins.length === 0 ? read : { signals: [...read.signals, ...logins] };
  },
});
