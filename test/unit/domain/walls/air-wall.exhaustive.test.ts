import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { airWall, createAirState } from '../../../../src/main/domain/walls/air/air-wall.ts';
import { withBoundedGaps } from '../../../../src/main/domain/walls/air/bounded-gaps.ts';
import { LONGEST_TEXT } from '../../../../src/main/domain/walls/air/parameters.ts';
import { MOST_SOURCES } from '../../../../src/main/domain/walls/air/probing.ts';
import { readingsOf } from '../../../../src/main/domain/walls/air/readings.ts';
import { SIGNS } from '../../../../src/main/domain/walls/air/signs/all-signs.ts';
import type { RequestSignal } from '../../../../src/main/domain/walls/signal.ts';
import { get, look, post, typesOf } from './support/air.ts';

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

  it('W1 more addresses than are remembered cost what the bound costs, and who is quiet is forgotten first', () => {
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
