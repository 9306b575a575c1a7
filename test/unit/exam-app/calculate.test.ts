import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calculate } from '../../../src/renderer/exam/parts/help/calculate.ts';

interface Term {
  readonly text: string;
  readonly value: number;
}
const number = fc.integer({ min: 0, max: 999 }).map((value): Term => ({ text: String(value), value }));
const { term } = fc.letrec<{ term: Term }>((tie) => ({
  term: fc.oneof(
    { maxDepth: 4 },
    number,
    fc.tuple(tie('term'), fc.constantFrom('+', '−', '×'), tie('term')).map(([a, sign, b]): Term => {
      const value = sign === '+' ? a.value + b.value : sign === '−' ? a.value - b.value : a.value * b.value;
      return { text: `(${a.text} ${sign} ${b.text})`, value };
    }),
    tie('term').map((a): Term => ({ text: `-(${a.text})`, value: -a.value })),
  ),
}));

describe('EX5 the calculator', () => {
  it('EX5 agrees with arithmetic, however brackets are nested', () => {
    fc.assert(
      fc.property(term, ({ text, value }) => {
        fc.pre(text.length <= 200);
        expect(Number(calculate(text))).toBe(Number(value.toPrecision(12)));
      }),
    );
  });

  it.each([
    ['1+2×3', '7'],
    ['(1+2)×3', '9'],
    ['8÷4÷2', '1'],
    ['2^3^2', '512'],
    ['-2^2', '-4'],
    ['2^-1', '0.5'],
    ['0,1+0,2', '0.3'],
    ['√(9)+√16', '7'],
    ['.5 * 4.', '2'],
    ['10 : 4', '2.5'],
  ])('EX5 %s is %s', (expression, value) => {
    expect(calculate(expression)).toBe(value);
  });

  it.each(['', '1+', '(1', '1)', '1 2', '2(3)', '1÷0', '√(-1)', 'alert(1)', '1e5', 'constructor', '9'.repeat(201), '((((('])(
    'EX5 %s has no value',
    (expression) => {
      // White space is nothing: "1 2" is 12, as on any pocket calculator.
      expect(calculate(expression)).toBe(expression === '1 2' ? '12' : undefined);
    },
  );

  it('EX5 never fails on anything typed', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (typed) => {
        const value = calculate(typed);
        expect(value === undefined || Number.isFinite(Number(value))).toBe(true);
      }),
    );
  });
});
