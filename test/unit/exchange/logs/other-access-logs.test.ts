import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RequestSignal } from '../../../../src/main/domain/walls/signal.ts';
import { createAccessLog } from '../../../../src/main/exchange/logs/access-log.ts';

const read = (line: string) => createAccessLog().read(line, 1);
function signalOf(line: string): RequestSignal {
  const answer = read(line);
  if ('skipped' in answer) throw new Error(answer.skipped);
  return answer.signals[0] as RequestSignal;
}
const AT = Date.UTC(2026, 10, 20, 9, 30, 5);
const APACHE = '[Fri Nov 20 09:30:05.123456 2026] [core:error] [pid 7:tid 9] [client 192.0.2.7:4022] ';

describe('W1 replay --format access-log, other shapes', () => {
  it.each([
    [
      `${APACHE}AH00126: Invalid URI in request GET /a/.%2E/b HTTP/1.1`,
      { method: 'GET', uri: '/a/.%2E/b', version: 'HTTP/1.1', status: 400 },
    ],
    [`${APACHE}AH00135: Invalid method in request QUACK / HTTP/1.1`, { method: 'QUACK', uri: '/', status: 400 }],
    [
      '[Fri Nov 20 09:30:05 2026] [error] [client 192.0.2.7] File does not exist: /srv/www/html/old.php',
      { uri: '/old.php', status: 404 },
    ],
    [`${APACHE}AH00128: File does not exist: /home/x/public_html/a/b`, { uri: '/a/b', status: 404 }],
    [`${APACHE}script '/var/www/html/x.php' not found or unable to stat`, { uri: '/x.php', status: 404 }],
    [`${APACHE}AH01630: client denied by server configuration: /var/www/html/private`, { uri: '/private', status: 403 }],
  ])('W1 reads what the error log of Apache says of requests: %s', (line, request) => {
    expect(signalOf(line)).toMatchObject({ kind: 'request', at: AT, ip: '192.0.2.7', ...request });
  });

  it('W1 reads an address of IPv6 in the error log of Apache, and skips what is about no request', () => {
    expect(signalOf(`${APACHE.replace('192.0.2.7:4022', '2001:db8::7:4022')}File does not exist: /var/www/a`)).toMatchObject({
      uri: '/a',
    });
    expect(read('[Fri Nov 20 09:30:05 2026] [notice] caught SIGTERM, shutting down')).toEqual({
      skipped: 'a message of Apache about no request',
    });
    expect(read(`${APACHE}AH02006: SSL handshake stopped`)).toEqual({ skipped: 'a message of Apache about no request' });
  });

  it('W1 reads logs that begin with the time', () => {
    const time = '[20/Nov/2026:16:30:05 +0700]';
    const asked = { at: AT, ip: '192.0.2.7', method: 'GET', uri: '/a?b=c', status: 404 };
    expect(
      signalOf(
        `${time} - 404 404 - GET https site.example "/a?b=c" [Client 192.0.2.7] [Length 1] [Gzip -] [Sent-to x] "Firefox" "-"`,
      ),
    ).toMatchObject({ ...asked, headers: { 'user-agent': 'Firefox' } });
    expect(signalOf(`${time} 404 - GET http site.example "/a?b=c" [Client 192.0.2.7] [Length 0] "Firefox" "-"`)).toMatchObject(
      asked,
    );
    expect(signalOf(`${time} site.example 192.0.2.7 0.227 "GET /a?b=c HTTP/1.1" 404 125 440 - Firefox`)).toMatchObject(asked);
  });

  it('W1 a limit nginx enforced is told as such', () => {
    const line =
      '2026/11/20 09:30:05 [error] 31#31: *46 limiting requests, excess: 5.4 by zone "one", client: 192.0.2.7, server: x, request: "GET /a HTTP/1.1", host: "room"';
    expect(signalOf(line)).toMatchObject({ at: AT, uri: '/a', status: 429 });
  });

  it('W1 takes any line of these, and half of one', () => {
    const whole = `${APACHE}AH00126: Invalid URI in request GET /a HTTP/1.1`;
    const cut = fc.nat({ max: whole.length }).map((end) => whole.slice(0, end));
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 300 }).map((rest) => APACHE + rest),
          cut,
        ),
        (line) => void read(line),
      ),
      { numRuns: 150 },
    );
    read(`[20/Nov/2026:16:30:05 +0700] ${'- '.repeat(20_000)}"${'\\"'.repeat(20_000)}`);
    read(`${APACHE}File does not exist: ${'/www'.repeat(20_000)}`);
  });
});
