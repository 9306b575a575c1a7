import { beforeAll, describe, expect, it } from 'vitest';
import { getRequest, openPeer, upgradeRequest } from '../support/raw-peers.ts';
import { type Staff, type TestRoom, testRooms } from '../support/start-test-room.ts';

const startTestRoom = testRooms({ per: 'file' });

let room: TestRoom;
let staff: Staff;
let host: string;
beforeAll(async () => {
  room = await startTestRoom();
  staff = await room.signIn();
  host = new URL(room.url).host;
});

/** The status lines a connection hears that says this and nothing more. */
async function answersTo(bytes: string): Promise<string[]> {
  const peer = await openPeer(room.url, bytes);
  peer.socket.end();
  await peer.ended;
  return [...peer.received().matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => status ?? '');
}

const post = (headers: string, body: string): string =>
  `POST /api/v1/auth/login HTTP/1.1\r\nHost: ${host}\r\n${headers}\r\n\r\n${body}`;
const smuggled = (): string => getRequest(room.url, '/healthz');

describe('security-19 one connection, one understanding of where a request ends', () => {
  it.each([
    ['a length beside chunks', () => post('Content-Length: 4\r\nTransfer-Encoding: chunked', `0\r\n\r\n${smuggled()}`)],
    ['two lengths', () => post('Content-Length: 0\r\nContent-Length: 5', `hello${smuggled()}`)],
    ['a coding nobody has', () => post('Transfer-Encoding: xchunked', `0\r\n\r\n${smuggled()}`)],
    ['a coding behind chunks', () => post('Transfer-Encoding: chunked, identity', `0\r\n\r\n${smuggled()}`)],
    ['a coding behind a control sign', () => post('Transfer-Encoding: \u000Bchunked', `0\r\n\r\n${smuggled()}`)],
    ['a name with a blank', () => post('Transfer-Encoding : chunked', `0\r\n\r\n${smuggled()}`)],
    ['a folded header', () => `GET /healthz HTTP/1.1\r\nHost: ${host}\r\nX-A: a\r\n b\r\n\r\n${smuggled()}`],
    ['lines without a return', () => `GET /healthz HTTP/1.1\nHost: ${host}\n\n${smuggled()}`],
    ['a NUL in the path', () => `GET /heal\u0000thz HTTP/1.1\r\nHost: ${host}\r\n\r\n${smuggled()}`],
    ['a length that is no number', () => post('Content-Length: 0x5', `hello${smuggled()}`)],
  ])('security-19 %s is refused, and nothing behind it is read', async (_what, bytes) => {
    expect(await answersTo(bytes())).toEqual(['400']);
  });

  it('security-19 requests one behind the other are answered each, in their order, each by its own right', async () => {
    const bearer = { authorization: `Bearer ${staff.token}` };
    const paths: [string, Record<string, string>][] = [
      ['/healthz', {}],
      ['/api/v1/me', bearer],
      ['/api/v1/me', {}],
      ['/api/v1/nothing', bearer],
      ['/api/v1/me', { origin: 'https://evil.example' }],
      ['/readyz', { connection: 'close' }],
    ];
    expect(await answersTo(paths.map(([path, headers]) => getRequest(room.url, path, headers)).join(''))).toEqual([
      '200',
      '200',
      '401',
      '404',
      '403',
      '200',
    ]);
  });
});

describe('security-12 whom a request means', () => {
  const asked = (target: string, ...headers: string[]): Promise<string[]> =>
    answersTo([`GET ${target} HTTP/1.1`, ...headers, 'Connection: close', '\r\n'].join('\r\n'));

  it('security-12 two hosts mean nobody, whichever comes first', async () => {
    for (const hosts of [
      [host, 'evil.example'],
      ['evil.example', host],
      [host, host],
    ])
      expect(await asked('/healthz', ...hosts.map((name) => `Host: ${name}`)), hosts.join()).toEqual(['403']);
  });

  it('security-12 a target that names a host is believed before the header', async () => {
    expect(await asked(`http://${host}/healthz`, `Host: ${host}`)).toEqual(['200']);
    expect(await asked('http://evil.example/healthz', `Host: ${host}`)).toEqual(['403']);
    expect(await asked('http://evil.example/socket.io/?EIO=4&transport=polling', `Host: ${host}`)).toEqual(['403']);
  });

  it('security-12 two slashes begin a path and no other host, for sockets as for pages', async () => {
    expect(await asked('//evil.example/socket.io/?EIO=4&transport=polling', `Host: ${host}`)).toEqual(['404']);
    expect(await answersTo(upgradeRequest(room.url, '//evil.example/ws/security/alerts'))).toEqual(['404']);
  });

  it.each([
    'localhost.',
    '127.1',
    '2130706433',
    '0x7f.1',
    '127.0.0.1.evil.example',
    '127.0.0.1@evil.example',
    'evil.example:127.0.0.1',
    '[evil.example',
    '[::1]evil',
    'localhost, evil.example',
    'localhost:1:2',
    '',
  ])('security-12 is not called %j', async (name) => {
    expect(await asked('/healthz', `Host: ${name}`)).toEqual(['403']);
  });

  it.each([
    ['an extension of the same name', () => `chrome-extension://${host}`],
    ['another scheme', () => `ftp://${host}`],
    ['a script', () => `javascript://${host}/%0aalert(1)`],
    ['somebody at the host', () => `http://evil.example@${host}`],
    ['a path behind it', () => `http://${host}/evil`],
    ['the address in another spelling', () => `http://2130706433:${new URL(room.url).port}`],
    ['two in one', () => `http://${host} http://evil.example`],
  ])('security-12 no page of its own is %s', async (_what, origin) => {
    expect(await asked('/healthz', `Host: ${host}`, `Origin: ${origin()}`)).toEqual(['403']);
    expect(await answersTo(upgradeRequest(room.url, '/socket.io/?EIO=4&transport=websocket', { Origin: origin() }))).toEqual([
      '403',
    ]);
  });
});
