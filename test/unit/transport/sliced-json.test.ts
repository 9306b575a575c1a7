import { describe, expect, it } from 'vitest';
import { slicedJson } from '../../../src/main/transport/sliced-json.ts';

const question = (n: number) => ({ id: `q${n}`, stem: `Nº ${n}, "ไทย"`, stemHtml: 'x'.repeat(2_000), type: 'description' });
const paper = (count: number) => ({
  id: 'exam',
  title: 'A, "B"',
  questions: Array.from({ length: count }, (_, n) => question(n)),
  revision: 3,
});

describe('R15 a large paper over REST', () => {
  it('R15 is the same JSON, written in slices between which others are answered', async () => {
    const whole = paper(500);
    const answer = slicedJson('exam_get', whole);
    const pieces: string[] = [];
    let turns = 0;
    let isOver = false;
    const others = (): void => {
      turns += 1;
      if (!isOver) setImmediate(others);
    };
    setImmediate(others);
    for await (const piece of answer ?? []) pieces.push(String(piece));
    isOver = true;
    expect(JSON.parse(pieces.join(''))).toEqual(whole);
    expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(250_000);
    expect(turns).toBeGreaterThanOrEqual(10);
  });

  it('R15 is written at once where it is small, and so is every other answer', () => {
    expect(slicedJson('exam_get', paper(20))).toBeUndefined();
    expect(slicedJson('exam_get', paper(0))).toBeUndefined();
    expect(slicedJson('roster_get', paper(500))).toBeUndefined();
  });
});
