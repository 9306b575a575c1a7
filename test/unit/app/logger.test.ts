import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scrubText } from '../../../src/main/app/log-scrubbing.ts';
import { createLogger } from '../../../src/main/app/logger.ts';
import { createSecretTokens } from '../../../src/main/app/tokens.ts';
import { tempDirs } from '../../support/temp-dir.ts';

const tempDir = tempDirs();
const JWT = 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJ4eHh4eHgifQ.n0tAr34lS1gnatureButL00ksL1keOne_abcdefghijkl';
const CANARY = 'c4naryVALUE';

function capture(level: 'debug' | 'info' | 'warn' | 'error' | 'silent' = 'debug') {
  const written: string[] = [];
  const logger = createLogger({ level, stream: { write: (text) => written.push(text) } });
  return { logger, written, lines: () => written.map((text) => JSON.parse(text) as Record<string, unknown>) };
}

const logged = (fields: Record<string, unknown>, message = 'Something happened.') => {
  const { logger, written } = capture();
  logger.info(fields, message);
  expect(written).toHaveLength(1);
  return written[0]!;
};

describe('logger', () => {
  it('OP1 writes one JSON line per event with level, time, process, fields and message', () => {
    const { logger, lines, written } = capture();
    logger.debug({ a: 1 }, 'one');
    logger.info({ b: { c: [true, null] } }, 'two');
    logger.warn({}, 'three');
    logger.error({}, 'four');
    expect(lines()).toEqual([
      { level: 'debug', time: expect.stringMatching(/^\d{4}-.*Z$/), pid: process.pid, a: 1, msg: 'one' },
      { level: 'info', time: expect.any(String), pid: process.pid, b: { c: [true, null] }, msg: 'two' },
      { level: 'warn', time: expect.any(String), pid: process.pid, msg: 'three' },
      { level: 'error', time: expect.any(String), pid: process.pid, msg: 'four' },
    ]);
    for (const text of written) expect(text.match(/\n/g)).toHaveLength(1);
  });

  it('OP1 writes from its level on, and nothing when silent', () => {
    const { logger, lines } = capture('warn');
    logger.info({}, 'no');
    logger.error({}, 'yes');
    expect(lines().map(({ msg }) => msg)).toEqual(['yes']);
    const quiet = capture('silent');
    quiet.logger.error({}, 'no');
    expect(quiet.written).toEqual([]);
  });

  it('OP1 writes to logs/invigil.log in the data dir, to both with a stream, and lets go of the file', () => {
    const dataDir = tempDir();
    const written: string[] = [];
    const logger = createLogger({ dataDir, level: 'info', stream: { write: (text) => written.push(text) } });
    logger.info({ a: 1 }, 'both');
    logger.close();
    logger.info({}, 'stream only');
    expect(readdirSync(join(dataDir, 'logs'))).toEqual(['invigil.log']);
    expect(readFileSync(join(dataDir, 'logs', 'invigil.log'), 'utf8')).toBe(written[0]);
    expect(written).toHaveLength(2);
  });

  it('OP1 rotates at 5 MB and keeps 5 files', () => {
    const dataDir = tempDir();
    const logger = createLogger({ dataDir, level: 'info' });
    const text = 'x'.repeat(8000);
    for (let count = 0; count < 3600; count += 1) logger.info({ count, text }, 'x');
    logger.close();
    expect(readdirSync(join(dataDir, 'logs')).sort()).toEqual([
      'invigil.1.log',
      'invigil.2.log',
      'invigil.3.log',
      'invigil.4.log',
      'invigil.log',
    ]);
  });

  it.each([
    'token',
    'refreshToken',
    'resumeToken',
    'recovery_token',
    'accessToken',
    'ticket',
    'password',
    'passwd',
    'adminPassword',
    'passphrase',
    'authorization',
    'Authorization',
    'proxy-authorization',
    'cookie',
    'set-cookie',
    'joinCode',
    'join_code',
    'setupCode',
    'accessCode',
    'recoveryCode',
    'totp',
    'clientSecret',
    'privateKey',
  ])('OP1 redacts the field %s at any depth, whatever it holds', (name) => {
    for (const value of [CANARY, [CANARY], { inner: CANARY }, Buffer.from(CANARY), new Map([[1, CANARY]]), 12_345_678]) {
      const text = logged({ [name]: value, deep: { list: [{ [name]: value }] }, map: new Map([[name, value]]) });
      expect(text).not.toContain(CANARY);
      expect(text).not.toContain('12345678');
      expect(text.match(/\[redacted\]/g)).toHaveLength(3);
    }
  });

  it('OP1 keeps what only sounds like a secret', () => {
    const fields = {
      code: 'token_expired',
      reason: 'password_too_weak',
      tokenPresent: true,
      hasPassword: false,
      sessionId: '00000000-0000-4000-8000-000000000001',
      hash: 'a'.repeat(64),
      riskScore: 12,
    };
    expect(JSON.parse(logged(fields))).toMatchObject(fields);
  });

  it.each([
    [`GET /socket.io/?EIO=4&token=${CANARY}&transport=websocket`, '/socket.io/?EIO=4&token=[redacted]&transport=websocket'],
    [`/ws/security/alerts?ticket=${CANARY}`, '?ticket=[redacted]'],
    [`/api/v1/join?code=${CANARY}#x`, '?code=[redacted]#x'],
    [
      `/x?refreshToken=${CANARY}&access_token=${CANARY}&password=${CANARY}`,
      '?refreshToken=[redacted]&access_token=[redacted]&password=[redacted]',
    ],
    [`Authorization: Bearer ${CANARY}.x`, 'Bearer [redacted]'],
    [`body was {"username":"a","password":"${CANARY}\\"${CANARY}","x":1}`, '"password":"[redacted]","x":1'],
    [`unexpected token ${JWT} in`, 'unexpected token [redacted] in'],
    ['open invigil://join/H17C-AXGY-4T5Z-N?x', 'invigil://join/[redacted]?x'],
    ['the code H17C-AXGY-4T5Z-N is shown', 'the code [redacted] is shown'],
  ])('OP1 redacts inside text: %s', (text, expected) => {
    for (const line of [logged({ url: text }), logged({}, text), logged({ error: new Error(text) }), logged({ [text]: 1 })]) {
      expect(line).not.toContain(CANARY);
      expect(line).not.toContain(JWT);
      expect(line).not.toContain('H17C');
    }
    expect(scrubText(text)).toContain(expected);
  });

  it('OP1 redacts a secret that the end of a long text would cut, and one whose name is in disguise', () => {
    const { token } = createSecretTokens().make();
    for (let start = 8_192 - token.length; start <= 8_192; start += 1) {
      expect(scrubText(`${' '.repeat(start)}${token} ${'x'.repeat(9_000)}`)).not.toContain(token.slice(0, 8));
    }
    expect(logged({ 'to\u0000k\u001b[0men': CANARY })).not.toContain(CANARY);
    expect(scrubText(`?to\u001b[0mken=${CANARY}`)).not.toContain(CANARY);
  });

  it("OP1 redacts the room's opaque tokens wherever they stand", () => {
    const { make } = createSecretTokens();
    let seen = 0;
    for (let round = 0; round < 2000; round += 1) {
      const { token, hash } = make();
      const text = logged({ note: `the token "${token}" was used` });
      if (text.includes(token)) seen += 1;
      expect(scrubText(hash)).toBe(hash);
    }
    expect(seen).toBe(0);
  });

  it('OP1 an error keeps its stack, code and causes, and nothing else it carries', () => {
    const cause = Object.assign(new TypeError('inner'), { code: 'EINNER' });
    const error = Object.assign(new Error('outer', { cause }), { code: 'EOUTER', request: { body: CANARY } });
    const line = logged({ error });
    expect(JSON.parse(line)).toMatchObject({
      error: {
        name: 'Error',
        message: 'outer',
        code: 'EOUTER',
        stack: expect.stringMatching(/logger\.test/),
        cause: { name: 'TypeError', code: 'EINNER' },
      },
    });
    expect(line).not.toContain(CANARY);
    expect(JSON.parse(line).error.stack.split('\n').length).toBeGreaterThan(2);
  });

  it.each([
    ['a colour', '\u001b[31mred\u001b[0m', 'red'],
    ['a cleared screen', 'a\u001b[2J\u001b[Hb', 'ab'],
    ['a window title', 'a\u001b]0;evil\u0007b', 'ab'],
    ['an eight-bit sequence', 'a\u009b31mb', 'ab'],
    ['a link', '\u001b]8;;http://evil.test\u001b\\text\u001b]8;;\u001b\\', 'text'],
    ['a forged second line', 'ok\n{"level":"error"}', 'ok {"level":"error"}'],
    ['a carriage return', 'a\rb', 'a b'],
    ['NUL, bell, backspace, delete', 'a\u0000\u0007\b\u007fb', 'ab'],
    ['turned direction', 'a\u202egpj.exe\u2066b\u200f', 'agpj.exeb'],
    ['line separators', 'a\u2028b\u2029c', 'abc'],
  ])('OP1 strips %s', (_, text, expected) => {
    expect(scrubText(text)).toBe(expected);
    const line = JSON.parse(logged({ field: text, names: { [text]: 1 } }, text));
    expect(line).toMatchObject({ field: expected, names: { [expected]: 1 }, msg: expected });
  });

  it('OP1 security-36 whatever is logged, one line comes out without control characters, and nothing is thrown', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.string({ unit: 'binary' }),
          fc.anything({
            withBigInt: true,
            withDate: true,
            withMap: true,
            withSet: true,
            withTypedArray: true,
            withSparseArray: true,
          }),
        ),
        fc.string({ unit: 'binary' }),
        (fields, message) => {
          const line = logged(fields, message);
          // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
          expect(line.slice(0, -1)).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/);
          expect(line).not.toMatch(/\\u00(0[0-8]|0[be]|0f|1.|7f|8.|9.)/i);
          JSON.parse(line);
        },
      ),
    );
  });

  it('OP1 survives circles, getters that throw, very deep and very large things, and reserved names', () => {
    const circle: Record<string, unknown> = { name: 'circle' };
    circle.self = circle;
    const deep = Array.from({ length: 10_000 }).reduce<unknown>((inner) => ({ inner }), 'bottom');
    const hostile = {
      get trap(): never {
        throw new Error('no');
      },
    };
    expect(logged({ circle }).length).toBeLessThan(2_000);
    expect(logged({ deep }).length).toBeLessThan(2_000);
    expect(logged({ large: 'x'.repeat(1_000_000) }).length).toBeLessThan(10_000);
    expect(logged({ texts: Array.from({ length: 1000 }, () => 'x'.repeat(8_000)) }).length).toBeLessThan(100_000);
    expect(logged({ many: Array.from({ length: 100_000 }, (_, index) => index) }).length).toBeLessThan(10_000);
    expect(JSON.parse(logged({ hostile }))).toMatchObject({ unloggable: true, msg: 'Something happened.' });
    expect(JSON.parse(logged({ level: 'forged', msg: 'forged' }))).toMatchObject({
      level: 'info',
      msg: 'Something happened.',
      fields: { level: 'forged', msg: 'forged' },
    });
    expect(JSON.parse(logged(JSON.parse('{"__proto__": {"polluted": true}}'))).polluted).toBeUndefined();
  });

  it('OP1 changes nothing it is given', () => {
    const fields = { token: CANARY, inner: { text: 'a\u001b[31mb' } };
    logged(fields);
    expect(fields).toEqual({ token: CANARY, inner: { text: 'a\u001b[31mb' } });
  });

  it('OP1 is not slowed down by hostile text', () => {
    const hostile = [
      'eyJ'.repeat(3000),
      '?token='.repeat(1500),
      '"token":"'.repeat(1200),
      '\u001b['.repeat(5000),
      'A1b-'.repeat(3000),
      'Bearer '.repeat(1500),
      '\\"'.repeat(5000),
    ];
    const start = performance.now();
    for (const text of hostile) for (let round = 0; round < 20; round += 1) scrubText(text);
    expect((performance.now() - start) / (hostile.length * 20)).toBeLessThan(20);
  });
});
