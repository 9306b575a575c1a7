import { describe, expect, it } from 'vitest';
import { gradeAnswer } from '../../../src/main/domain/grading/grade-answer.ts';
import { importBank, only, question, skippedIn } from './moodle-banks.ts';

const row = (number: number, text: string, feedback = ''): string =>
  `<row number="${number}"><optiontext format="html"><text>${text}</text></optiontext><feedbacktext format="html"><text>${feedback}</text></feedbacktext></row>`;
const columns = ['True', 'False']
  .map(
    (text, place) =>
      `<column number="${place + 1}"><responsetext format="moodle_auto_format"><text>${text}</text></responsetext></column>`,
  )
  .join('');
const weight = (rowNumber: number, column: number, value: string): string =>
  `<weight rownumber="${rowNumber}" columnnumber="${column}"><value>\n ${value}\n</value></weight>`;
/** Statements 1 and 3 are true, 2 and 4 are false. */
const inside = (
  method: string,
  { rows = [1, 2, 3, 4].map((n) => row(n, `Statement ${n}`)).join(''), weights = '' } = {},
): string =>
  `${method === '' ? '' : `<scoringmethod><text>${method}</text></scoringmethod>`}<shuffleanswers>true</shuffleanswers>${rows}${columns}${
    weights ||
    [1, 2, 3, 4]
      .map((n) => weight(n, 1, n % 2 === 1 ? '1.000' : '0.000') + weight(n, 2, n % 2 === 1 ? '0.000' : '1.000'))
      .join('')
  }`;
/** Answers of which the first so many are right. */
const answered = (right: number): Record<string, string> =>
  Object.fromEntries([1, 2, 3, 4].map((n) => [`s${n}`, (n % 2 === 1) === n <= right ? 'c1' : 'c2']));

describe('EX1 statements that are each right or wrong (kprime, mtf)', () => {
  it.each([
    ['kprime', 'subpoints', [0, 0.25, 0.5, 0.75, 1]],
    ['mtf', 'subpoints', [0, 0.25, 0.5, 0.75, 1]],
    ['kprime', 'kprimeonezero', [0, 0, 0, 0, 1]],
    ['mtf', 'mtfonezero', [0, 0, 0, 0, 1]],
  ])('EX1 %s by %s gives the points Moodle gives for every number of right answers', (type, method, shares) => {
    const read = only(question(type, `<defaultgrade>2</defaultgrade>${inside(method)}`));
    expect(read).toMatchObject({
      type: 'matching',
      stems: [1, 2, 3, 4].map((n) => ({ id: `s${n}`, text: `Statement ${n}` })),
      choices: [{ text: 'True' }, { text: 'False' }],
      pairs: { s1: 'c1', s2: 'c2', s3: 'c1', s4: 'c2' },
    });
    expect([0, 1, 2, 3, 4].map((right) => gradeAnswer(read, answered(right)).points)).toEqual(shares.map((share) => share * 2));
  });

  it.each([
    ['kprime', inside('kprime'), 'half of the points for all statements but one'],
    ['kprime', inside(''), 'half of the points for all statements but one'],
    ['mtf', inside('subpointdeduction'), 'its way to score, "subpointdeduction", is not known here'],
    ['mtf', inside('__proto__'), 'its way to score, "__proto__", is not known here'],
    ['mtf', inside('subpoints', { weights: weight(1, 1, '1') + weight(1, 2, '1') }), 'which column is right for its statement 1'],
    ['mtf', inside('subpoints', { weights: weight(1, 3, '1') }), 'which column is right for its statement 1'],
    ['mtf', inside('subpoints', { rows: row(1, '') }), 'its statement 1 has no text'],
    ['mtf', '<scoringmethod><text>subpoints</text></scoringmethod>', 'at least two columns'],
  ])('EX1 %s is reported where the points or the key would be others (%#)', (type, content, reason) => {
    expect(skippedIn(question(type, content))).toEqual([{ line: 3, item: 'One', type, reason: expect.stringContaining(reason) }]);
  });

  it('EX1 tells that feedback of statements is not kept', () => {
    const rows = [1, 2, 3, 4].map((n) => row(n, `Statement ${n}`, 'Because.')).join('');
    expect(importBank(question('kprime', inside('subpoints', { rows }))).report.warnings).toEqual([
      'Line 3: the feedback of its statements is not kept.',
    ]);
  });
});
