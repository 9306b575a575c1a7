import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GradebookRow } from '../../../src/main/domain/grading/gradebook-rows.ts';
import { exactTextCell, readBack } from '../../../src/main/exchange/csv-cells.ts';
import { canvasGradebook, moodleGradebook } from '../../../src/main/exchange/gradebook-csv.ts';
import { readGradebook } from '../../../src/main/exchange/read-gradebook.ts';

const row = (changes: Partial<GradebookRow>): GradebookRow => ({
  attemptId: '00000000-0000-4000-8000-000000000000' as GradebookRow['attemptId'],
  candidateNumber: '7',
  name: 'Ada Example',
  firstName: 'Ada',
  lastName: 'Example',
  email: 'ada@example.test',
  score: 1.3333333,
  maxScore: 4,
  pendingPoints: 0,
  state: 'submitted',
  riskScore: 0,
  incidents: 0,
  heldAnswers: 0,
  ...changes,
});

describe('EX7 gradebooks', () => {
  it('EX7 look as Moodle and Canvas take them', () => {
    expect(moodleGradebook('Final, part 1', [row({})])).toBe(
      'idnumber,username,email,firstname,lastname,"Final, part 1"\r\n7,7,ada@example.test,Ada,Example,1.33\r\n',
    );
    expect(canvasGradebook('Final', [row({ firstName: '=cmd()', lastName: '' })])).toBe(
      'Student,ID,SIS User ID,SIS Login ID,Section,Final\r\n"    Points Possible",,,,,4\r\n\'=cmd(),,7,ada@example.test,,1.33\r\n',
    );
  });

  it('EX7 scale a drawn paper that is worth less to what the exam is worth', () => {
    const text = canvasGradebook('Final', [row({ score: 1, maxScore: 2 }), row({ candidateNumber: '8', score: 3, maxScore: 4 })]);
    expect(readGradebook(text)?.grades.map(({ score }) => score)).toEqual([2, 3]);
  });

  const word = fc.oneof(
    fc.string({ maxLength: 12, unit: 'grapheme' }),
    fc.constantFrom("'=1+1", '=1+1', '\u200B=1', '\uFE66=1', ' =2', '@x', '-3', '+4', '\t=5', "''", 'a,b', 'a"b', '\uFF1D6', "'"),
  );
  /** What a roster can hold: no line breaks inside a name, and no lone surrogates. */
  const name = word.filter((text) => !/[\r\n\u0085\u2028\u2029]/.test(text) && text.isWellFormed());

  it('EX7 security-35 no cell begins a formula, and each text comes back as it was', () => {
    fc.assert(
      fc.property(name, (text) => {
        const cell = exactTextCell(text);
        const bare = cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
        expect(bare).not.toMatch(/^(?:[\t\r\n]|[\s\p{Cf}]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20\uFE62\uFE63\uFE66\uFE6B])/u);
        expect(readBack(bare)).toBe(text);
      }),
      { numRuns: 200 },
    );
  });

  it('EX7 are read back with the same numbers', () => {
    const score = fc.integer({ min: 0, max: 400 }).map((hundredths) => hundredths / 100);
    const number = name.filter((text) => text.trim() === text && text !== '');
    fc.assert(
      fc.property(
        fc.array(fc.record({ candidateNumber: number, firstName: name, score }), { minLength: 1, maxLength: 8 }),
        (people) => {
          const rows = people.map(row);
          const numbers = rows.map(({ candidateNumber, score: points }) => [candidateNumber, points]);
          for (const write of [moodleGradebook, canvasGradebook]) {
            const read = readGradebook(write('The exam', rows));
            expect(read?.grades.map(({ candidateNumber, score: points }) => [candidateNumber, points])).toEqual(numbers);
          }
        },
      ),
      { numRuns: 100 },
    );
  });
});
