import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasFormula, splitFormulas } from '../../../src/shared/model/formulas.ts';

const formulas = (text: string): string[] =>
  splitFormulas(text).flatMap((piece) =>
    piece.kind === 'formula' ? [`${piece.isDisplay ? 'display' : 'inline'} ${piece.tex}`] : [],
  );

describe('EX1 formulas in a text', () => {
  it.each([
    [String.raw`a \(x^2\) b`, ['inline x^2']],
    [String.raw`\[x\] and $$y$$`, ['display x', 'display y']],
    [String.raw`\(a\)\(b\)`, ['inline a', 'inline b']],
    [String.raw`\(\text{if \(y\)}\)`, [String.raw`inline \text{if \(y\)}`]],
    [String.raw`$$\text{$$}$$`, [String.raw`display \text{$$}`]],
    [String.raw`\(\{1,2\}\)`, [String.raw`inline \{1,2\}`]],
    [String.raw`\(\begin{matrix} a \\ b \end{matrix}\)`, [String.raw`inline \begin{matrix} a \\ b \end{matrix}`]],
    ['\\(over\ntwo lines\\)', ['inline over\ntwo lines']],
  ])('EX1 finds what Moodle would: %j', (text, expected) => {
    expect(formulas(text)).toEqual(expected);
  });

  it.each([
    'It costs $5, not $10.',
    'From $5 to $$.',
    String.raw`Write \\(x\\) for a formula.`,
    String.raw`\(never closed`,
    String.raw`\(\) and $$ $$`,
    String.raw`\(closed by another\]`,
    'C:\\dir\\file',
  ])('EX1 leaves what is none: %j', (text) => {
    expect(formulas(text)).toEqual([]);
    expect(hasFormula(text)).toBe(false);
  });

  it('EX1 closes a formula whose braces do not match at the first delimiter, and goes on', () => {
    expect(formulas(String.raw`\(\frac{1\) and \(y\)`)).toEqual([String.raw`inline \frac{1`, 'inline y']);
  });

  it('EX1 loses no character, whatever is put together', () => {
    const pieces = fc.constantFrom('\\(', '\\)', '\\[', '\\]', '$$', '$', '{', '}', '\\', '\\{', 'x', ' ', '\n');
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
        const text = parts.join('');
        expect(
          splitFormulas(text)
            .map(({ source }) => source)
            .join(''),
        ).toBe(text);
      }),
      { numRuns: 1_000 },
    );
  });

  it.each(['\\(', '\\({\\)', '$$', '$$x', '\\[\\(', '\\(x\\)', '{\\(', '\\('.concat('{'.repeat(50), '\\)')])(
    'EX1 stays linear on a megabyte of %j',
    (piece) => {
      const text = piece.repeat(Math.floor(1_000_000 / piece.length));
      const started = performance.now();
      splitFormulas(text);
      expect(performance.now() - started).toBeLessThan(3_000);
    },
  );
});
