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
const COMMON = '192.0.2.7 - - [20/Nov/2026:16:30:05 +0700] "GET /a?b=c HTTP/1.1" 404 162';
const COMBINED = `${COMMON} "http://site/from" "Mozilla/5.0 (X11)"`;

describe('W1 replay --format access-log', () => {
  it('W1 reads the common and the combined format, with the zone of the log', () => {
    expect(signalOf(COMMON)).toEqual({
      kind: 'request',
      at: AT,
      ip: '192.0.2.7',
      method: 'GET',
      uri: '/a?b=c',
      version: 'HTTP/1.1',
      headers: {},
      status: 404,
    });
    expect(signalOf(COMBINED).headers).toEqual({ referer: 'http://site/from', 'user-agent': 'Mozilla/5.0 (X11)' });
    expect(signalOf(COMMON.replace('16:30:05 +0700', '05:00:05 -0430')).at).toBe(AT);
  });

  it.each([
    ['a syslog line', `Nov 20 16:30:05 web-1.example nginx[2869]: ${COMBINED}`],
    ['the name of a site', `www.example.org ${COMBINED}`],
    ['the name of a site and a port', `www.example.org:443 ${COMBINED}`],
    ['a user', COMBINED.replace('- - [', '- ann [')],
    ['no ident', COMBINED.replace('- - [', '- [')],
    ['no bytes', COMBINED.replace(' 162 ', ' - ')],
    ['IPv6', COMBINED.replace('192.0.2.7', '2001:db8::7')],
    ['times of a proxy behind it', `${COMBINED} 0.004 "10.0.0.1"`],
  ])('W1 reads a line with %s', (_, line) => {
    expect(signalOf(line)).toMatchObject({
      at: AT,
      ip: line.includes('2001:') ? '2001:db8::7' : '192.0.2.7',
      uri: '/a?b=c',
      status: 404,
    });
  });

  it('W1 takes the user the server wrote, and what stands escaped in a request as the client sent it', () => {
    expect(signalOf(COMMON.replace('- - [', '- ann [')).user).toBe('ann');
    expect(signalOf(COMMON.replace('/a?b=c', '/a?b=\\x22\\"<script>')).uri).toBe('/a?b=""<script>');
    expect(signalOf(COMMON.replace('/a?b=c HTTP/1.1', '/a b c'))).toMatchObject({ uri: '/a b c', version: 'HTTP/0.9' });
    expect(signalOf(COMMON.replace('GET /a?b=c HTTP/1.1', '\\x16\\x03'))).toMatchObject({ method: '', version: 'HTTP/0.9' });
  });

  it('W1 reads what the error log of nginx says of requests', () => {
    const line =
      '2026/11/20 09:30:05 [error] 31#31: *46 "/www/a.html" is not found (2: No such file or directory), client: 192.0.2.7, server: x, request: "GET /a HTTP/1.1", host: "room"';
    expect(signalOf(line)).toMatchObject({
      at: AT,
      ip: '192.0.2.7',
      method: 'GET',
      uri: '/a',
      headers: { host: 'room' },
      status: 404,
    });
    expect(read('2026/11/20 09:30:05 [notice] 1#1: signal process started')).toEqual({
      skipped: 'a message of nginx about no request',
    });
  });

  it('W1 says why a line is none', () => {
    expect(read('hello')).toEqual({ skipped: 'no time in brackets: not a line of an access log' });
    expect(read(COMMON.replace('Nov', 'Foo'))).toEqual({ skipped: 'a time that is none' });
    expect(read(COMMON.replace('192.0.2.7', 'somebody'))).toEqual({ skipped: 'no address before the time' });
    expect(read(COMMON.replace('"GET', 'GET'))).toEqual({ skipped: 'no request in quotes after the time' });
    expect(read(COMMON.replace(' 404 162', ''))).toEqual({ skipped: 'no status after the request' });
  });

  it('W1 takes any line, and half of one', () => {
    const cut = fc.nat({ max: COMBINED.length }).map((end) => COMBINED.slice(0, end));
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 400 }), cut), (line) => void read(line)));
    read(`${'192.0.2.7 '.repeat(50_000)}[20/Nov/2026:16:30:05 +0700] "${'\\"'.repeat(50_000)}`);
  });
});
