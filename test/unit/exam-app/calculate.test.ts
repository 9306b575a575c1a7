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
        expect(Number(calculate(text))).toBe(Number(value.toPrecision(14)));
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
    ['5!', '120'],
    ['50%×8', '4'],
    ['2×π', '6.2831853071796'],
    ['ln(e^3)', '3'],
    ['log(1000)', '3'],
    ['abs(-3)+sqrt(16)', '7'],
    ['sin(30)', '0.5'],
    ['cos(60)', '0.5'],
    ['sin(-180)', '0'],
    ['tan(45)', '1'],
    ['atan(1)', '45'],
    ['SIN(90)^2+cos(90)^2', '1'],
    ['1÷3', '0.33333333333333'],
  ])('EX5 %s is %s', (expression, value) => {
    expect(calculate(expression)).toBe(value);
  });

  it.each([
    ['sin(π)', '0'],
    ['sin(π÷2)', '1'],
    ['cos(pi)', '-1'],
    ['acos(-1)', '3.1415926535898'],
  ])('EX5 %s is %s in radians', (expression, value) => {
    expect(calculate(expression, 'radians')).toBe(value);
  });

  it.each(['tan(90)', 'asin(2)', '(-1)!', '1.5!', '171!', 'sin 30', 'sin', 'foo(1)', 'e(2)', 'toString(1)', '2π'])(
    'EX5 %s has no value, and no name of the language is one of its own',
    (expression) => {
      expect(calculate(expression)).toBeUndefined();
    },
  );

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
