import { type ReadLine, skipped } from './log-format.ts';
import { isAddress, requestOf } from './request-line.ts';

const HEAD = /^(?:.{0,200}?\s)?\[\w{3} (\w{3}) +(\d{1,2}) (\d{2}):(\d{2}):(\d{2})(?:\.\d{1,9})? (\d{4})\] /;
const CLIENT = /\[(?:client|remote) \[?([\d.]{7,15}|[\da-f:]{2,45}?)\]?(?::\d{1,5})?\] ?(.*)$/is;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
/** A request as the client wrote it. */
const REQUEST =
  /(?:Invalid URI in request|Invalid method in request|Invalid HTTP version in request|erroneous characters after protocol string:|Request-URI too long in request|HTTP Request Line; Unable to parse URI: '?|request failed: \w[\w ]{0,60}:) ?([A-Za-z\\].{0,8192})$/s;
const MISSING =
  /(?:File does not exist:|script not found or unable to stat:|script '|attempt to invoke directory as script:|Attempt to serve directory:|Primary script unknown|client denied by server configuration:|Directory index forbidden by (?:rule|Options directive):|No matching DirectoryIndex \([^)]{0,200}\) found, and server-generated directory index forbidden by Options directive:|Cannot serve directory) ?'?([^'\s,]{1,4096})?/;
const DENIED = /denied by server|forbidden|Cannot serve/;
/** What stands before a page's path on the disk: folders of the server, not the client's words. */
const ROOT = /^.{0,200}\/(?:public_html|htdocs|html|public|www|wwwroot|httpdocs|web)(?=\/|$)/;

/** A line of Apache's error log that tells of a request; undefined when it is no line of that log. Its clock has no zone: UTC. */
export function readApacheError(line: string): ReadLine | undefined {
  const [, month = '', day, hours, minutes, seconds, year] = HEAD.exec(line) ?? [];
  const [, ip, message = ''] = CLIENT.exec(line) ?? [];
  if (year === undefined || !MONTHS.includes(month)) return undefined;
  const at = Date.UTC(Number(year), MONTHS.indexOf(month), Number(day), Number(hours), Number(minutes), Number(seconds));
  if (ip === undefined || !isAddress(ip)) return skipped('a message of Apache about no request');
  const known = { kind: 'request', at, ip, headers: {} } as const;
  const asked = REQUEST.exec(message)?.[1];
  if (asked !== undefined) return { signals: [{ ...known, ...requestOf(asked), status: 400 }] };
  const missing = MISSING.exec(message);
  if (!missing) return skipped('a message of Apache about no request');
  const uri = (missing[1] ?? '/').replace(ROOT, '') || '/';
  return {
    signals: [
      {
        ...known,
        method: 'GET',
        uri: uri.startsWith('/') ? uri : `/${uri}`,
        version: 'HTTP/1.1',
        status: DENIED.test(message) ? 403 : 404,
      },
    ],
  };
}
