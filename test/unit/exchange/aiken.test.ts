import { describe, expect, it } from 'vitest';
import { importAiken } from '../../../src/main/exchange/aiken/import-aiken.ts';

const read = (text: string) => importAiken(Buffer.from(text), { filename: 'week 3.aiken.txt' });
const GOOD = 'What is it?\nA. One\nB. Two\nANSWER: B\n';

describe('EX1 Aiken', () => {
  it('EX1 reads questions of several lines, with letters in either style', () => {
    const exam = read(`\ufeffA. Smith asks:\r\nis 1 < 2 & <b>3</b>?\r\nA) Yes\r\n it is\r\nB) No\r\nANSWER: a\r\n\r\n${GOOD}`);
    expect(exam.title).toBe('week 3');
    expect(exam.report).toEqual({ format: 'aiken', imported: 2, byType: { single_choice: 2 }, skipped: [], warnings: [] });
    expect(exam.questions[0]).toMatchObject({
      type: 'single_choice',
      line: 1,
      points: 1,
      stem: 'A. Smith asks:\nis 1 < 2 & <b>3</b>?',
      stemHtml: 'A. Smith asks:<br>is 1 &lt; 2 &amp; &lt;b&gt;3&lt;/b&gt;?',
      choices: [
        { id: 'c1', text: 'Yes\nit is', weight: 1 },
        { id: 'c2', text: 'No', weight: 0 },
      ],
    });
    expect(exam.questions[1]).toMatchObject({ line: 8, choices: [{ weight: 0 }, { text: 'Two', weight: 1 }] });
  });

  it.each([
    ['Lost?\nA. One\nB. Two\n\n', 'its line ANSWER: is missing'],
    ['Lost?\nA. One\nB. Two\nANSWER: C\n', 'its answer "C" is none of its choices'],
    ['Lost?\nA. One\nB. Two\nANSWER: A, B\n', 'its answer "A, B" is none of its choices'],
    ['Lost?\nA. One\nA. Two\nANSWER: A\n', 'two of its choices are called A'],
    ['Lost?\nA. One\nANSWER: A\n', 'needs at least two choices'],
    ['ANSWER: A\n', 'the text of the question is missing'],
  ])('EX1 skips a broken one with its line and reason, and keeps the next (%#)', (broken, reason) => {
    const { report, questions } = read(`${GOOD}\n${broken}${GOOD}`);
    expect(report.skipped).toEqual([
      expect.objectContaining({ line: 6, type: 'single_choice', reason: expect.stringContaining(reason) }),
    ]);
    expect(questions).toHaveLength(2);
  });
});
