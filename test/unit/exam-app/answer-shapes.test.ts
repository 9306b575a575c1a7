import { describe, expect, it } from 'vitest';
import { isWholeCode, shapeCode } from '../../../src/renderer/exam/features/join/join-code-shape.ts';
import { countWords, looksLikeNumber, setPair, toggleChoice } from '../../../src/renderer/exam/features/player/answer-shapes.ts';
import { parseHash } from '../../../src/renderer/exam/hash-route.ts';

describe('EX5 the shape of answers', () => {
  it('EX5 toggles choices in the order of the question; none is no answer', () => {
    const order = ['a', 'b', 'c'];
    expect(toggleChoice(null, 'c', order)).toEqual(['c']);
    expect(toggleChoice(['c'], 'a', order)).toEqual(['a', 'c']);
    expect(toggleChoice(['c'], 'c', order)).toBeNull();
    expect(toggleChoice('text of another type', 'b', order)).toEqual(['b']);
  });

  it('EX5 sets and takes back pairs; none is no answer', () => {
    expect(setPair(null, 's1', 'a')).toEqual({ s1: 'a' });
    expect(setPair({ s1: 'a' }, 's2', 'a')).toEqual({ s1: 'a', s2: 'a' });
    expect(setPair({ s1: 'a' }, 's1', '')).toBeNull();
  });

  it.each(['3', '-3.14', '+.5', '1,5', '1 000', "1'000.5", '2e10', '6.02E-23', '\u22125', '1822 '])(
    'EX5 takes %s for a number',
    (text) => {
      expect(looksLikeNumber(text)).toBe(true);
    },
  );

  it.each(['about three', '3 apples', 'e', '-', '', '0x1f'])('EX5 hints that "%s" is no number', (text) => {
    expect(looksLikeNumber(text)).toBe(false);
  });

  it('EX5 counts words, also where they are written without spaces', () => {
    expect(countWords('It stands in a park.', 'en')).toBe(5);
    expect(countWords('', 'en')).toBe(0);
    expect(countWords('สวัสดีครับ', 'th')).toBe(2);
  });
});

describe('EX4 the way in', () => {
  it.each([
    ['abcd efgh jkmn p', 'ABCD-EFGH-JKMN-P'],
    ['ABCDEFGHJKMNP', 'ABCD-EFGH-JKMN-P'],
    ['abcde', 'ABCD-E'],
    ['ABCD-', 'ABCD'],
    ['', ''],
    ['ABCD-EFGH-JKMN-P-and-more', 'ABCD-EFGH-JKMN-P'],
  ])('EX4 forms %s into %s', (typed, shaped) => {
    expect(shapeCode(typed)).toBe(shaped);
    expect(isWholeCode(shaped)).toBe(shaped.length === 16);
  });

  it('EX4 reads a join link from the hash', () => {
    const { path, query } = parseHash('#/join?code=ABCD-EFGH-JKMN-P');
    expect([path, query.get('code')]).toEqual(['/join', 'ABCD-EFGH-JKMN-P']);
    expect(parseHash('').path).toBe('/');
  });
});
