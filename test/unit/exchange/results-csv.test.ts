import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { resultsToCsv } from '../../../src/main/exchange/results-csv.ts';
import { AttemptResult } from '../../../src/shared/model/attempt.ts';

const result = (changes: Partial<AttemptResult> = {}): AttemptResult =>
  AttemptResult.parse({
    attemptId: '0198c0de-0000-7000-8000-000000000001',
    candidateNumber: '007',
    name: 'Ada Lovelace',
    score: 8.5,
    maxScore: 10,
    pendingPoints: 1,
    state: 'submitted',
    riskScore: 12,
    incidents: 2,
    heldAnswers: 1,
    ...changes,
  });

describe('EX7 results as CSV', () => {
  it('EX7 writes RFC 4180 with a mark, CRLF and the field names of the wire', () => {
    expect(resultsToCsv([result({ name: 'O"Neil, Ann' })])).toBe(
      '\uFEFFattemptId,candidateNumber,name,score,maxScore,pendingPoints,state,riskScore,incidents\r\n' +
        '0198c0de-0000-7000-8000-000000000001,007,"O""Neil, Ann",8.5,10,1,submitted,12,2\r\n',
    );
    expect(resultsToCsv([], 'th')).toMatch(/คะแนนเต็ม/);
    expect(resultsToCsv([], 'en')).toMatch(/Maximum score/);
  });

  it('EX7 keeps numbers numbers, negative ones too', () => {
    expect(resultsToCsv([result({ score: -1.5 })])).toContain(',-1.5,10,');
  });

  it.each([
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    ' =1',
    '\t=1',
    '\rx',
    '＝1',
    '＋1',
    '－1',
    '＠x',
    '\u00a0=1',
    '\u200b=1',
    '\u202e\u2066=1',
    '\ufeff-1',
    '﹢1',
    '﹣1',
    '﹦1',
    '﹫x',
  ])('EX7 security-35 defuses %j', (name) => {
    const [, line] = Papa.parse<string[]>(resultsToCsv([result({ name })]).slice(1), { newline: '\r\n', delimiter: ',' }).data;
    expect(line?.[2]).toBe(`'${name}`);
  });

  it('EX7 gives back every name, and never one a spreadsheet would run', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 20 }), (name) => {
        const [, line] = Papa.parse<string[]>(resultsToCsv([result({ name })]).slice(1), {
          newline: '\r\n',
          delimiter: ',',
        }).data;
        expect([name, `'${name}`]).toContain(line?.[2]);
        expect(line?.[2]?.trimStart()).not.toMatch(/^[=+\-@]/);
      }),
    );
  });
});
