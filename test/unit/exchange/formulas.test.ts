import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { importGift } from '../../../src/main/exchange/gift/import-gift.ts';
import { importMoodleXml } from '../../../src/main/exchange/moodle-xml/import-moodle-xml.ts';
import { toRichText } from '../../../src/main/exchange/rich-text.ts';
import type { TextFormat } from '../../../src/shared/model/question.ts';

const html = (text: string, format: TextFormat): string => toRichText(text, format).html;
const read = (text: string) => {
  const { questions, report } = importGift(new TextEncoder().encode(text));
  expect(report.skipped).toEqual([]);
  return { question: questions[0], warnings: report.warnings };
};

describe('EX1 formulas in GIFT', () => {
  it('EX1 gets back what GIFT makes an author escape', () => {
    const { question, warnings } = read(
      String.raw`Is \(\frac\{1\}\{2\} \= 0.5\) and \(S \= \\\{1,2\\\}\)?{=\(a\=b\)#see $$x\:y\#$$ ~$$\\frac\{a\}\{b\}$$}`,
    );
    expect(warnings).toEqual([]);
    expect(question).toMatchObject({
      stem: String.raw`Is \(\frac{1}{2} = 0.5\) and \(S = \{1,2\}\)?`,
      choices: [{ html: String.raw`\(a=b\)`, feedback: { html: 'see $$x:y#$$' } }, { html: String.raw`$$\frac{a}{b}$$` }],
    });
  });

  it('EX1 reads what Moodle writes: every backslash doubled, new lines as \\n', () => {
    const { question, warnings } = read(String.raw`[html]<p>\\(1 \\neq 0\\)\nand \\[a \\\\ b\n\\nu\\]</p>{T}`);
    expect(warnings).toEqual([]);
    expect(question?.stem).toBe('<p>\\(1 \\neq 0\\)\nand \\[a \\\\ b\n\\nu\\]</p>');
  });

  it('EX1 keeps commands whose first letters are GIFT’s new line, and says so', () => {
    const { question, warnings } = read(String.raw`\nIs \(a \neq \nu\) or $$\nabla f$$ \neq?{T}`);
    expect(question?.stem).toBe('Is \\(a \\neq \\nu\\) or $$\\nabla f$$\neq?');
    expect(warnings.map((warning) => /^Line 1: (\\n\w+) in a formula is read as TeX/.exec(warning)?.[1])).toEqual([
      '\\neq',
      '\\nu',
      '\\nabla',
    ]);
    expect(read(String.raw`\(a\nb\)?{T}`).question?.stem).toBe('\\(a\nb\\)?');
  });

  it('EX1 keeps the rows of a matrix written by hand, and says so', () => {
    const { question, warnings } = read(String.raw`\(\begin\{matrix\} a & b \\ c & d \end\{matrix\}\){}`);
    expect(question?.stem).toBe(String.raw`\(\begin{matrix} a & b \\ c & d \end{matrix}\)`);
    expect(question?.stemHtml).toBe(String.raw`\(\begin{matrix} a &amp; b \\ c &amp; d \end{matrix}\)`);
    expect(warnings).toEqual([expect.stringMatching(/^Line 1: .*end of a row/)]);
    const doubled = read(String.raw`\\(\\begin\{matrix\} a \\\\ c \\end\{matrix\}\\){}`);
    expect(doubled.question?.stem).toBe(String.raw`\(\begin{matrix} a \\ c \end{matrix}\)`);
    expect(doubled.warnings).toEqual([]);
  });
});

describe('EX1 formulas through the four formats', () => {
  it.each<[TextFormat, string, string]>([
    ['moodle', '\\[a\n= b\\]\nthen', '\\[a\n= b\\]<br>then'],
    ['moodle', '\\(a<b\\) & \\(c>d\\)', '\\(a&lt;b\\) &amp; \\(c&gt;d\\)'],
    ['html', '<p>\\(a &lt; b\\)</p>', '<p>\\(a &lt; b\\)</p>'],
    ['html', '<p>$$a<br />b$$</p>', '<p>$$a\nb$$</p>'],
    ['html', '<p>costs $$</p><p>or $$</p>', '<p>costs $$</p><p>or $$</p>'],
    ['plain', '$$a  \n b$$  x', '$$a  \n b$$&nbsp; x'],
    ['markdown', 'Is \\(a_1 * b_2 * c\\) *so*?', '<p>Is \\(a_1 * b_2 * c\\) <em>so</em>?</p>'],
    ['markdown', '\\[\nx\n= y\n+ z\n\\]', '<p>\\[\nx\n= y\n+ z\n\\]</p>'],
    ['markdown', 'As in \\[1\\], \\\\(x\\\\)', '<p>As in [1], \\(x\\)</p>'],
    ['markdown', '`\\(a\\)`', '<p><code>\\(a\\)</code></p>'],
    ['markdown', '$$a<b$$ <b>', '<p>$$a&lt;b$$ &lt;b&gt;</p>'],
  ])('EX1 %s keeps the formula of %j', (format, text, expected) => {
    expect(html(text, format)).toBe(expected);
  });

  it('EX1 lets nothing through inside a formula that could not come in outside', () => {
    for (const hostile of [
      '<img alt="x>\\(y" onerror="alert(1)\\)">',
      "<p title='>$$' onclick=alert(1) x=$$'>t</p>",
      '<img src="data:image/png;base64,iVBORw0KGgo=" alt="x>\\(y" onerror="alert(1)\\)">',
      '\\(<img src=x onerror=alert(1)>\\)',
      '$$<script>alert(1)</script>$$',
      '\\(\uFDD80\uFDD9<b onclick=x>\\)',
      '<img src="\\(data:image/png;base64,AAAA\\)" alt="$$\uFDD8$$">',
    ]) {
      for (const format of ['html', 'moodle', 'markdown', 'plain'] as const) {
        const shown = html(hostile, format);
        expect(shown).not.toMatch(/[\uFDD8\uFDD9]/);
        for (const [tag] of shown.matchAll(/<[^>]*>/g)) {
          expect(tag).not.toMatch(/src="(?!data:image)/i);
          // What stands in quotes is text.
          expect(tag.replace(/"[^"]*"/g, '')).not.toMatch(/\son|script/i);
        }
      }
    }
  });

  it('EX1 takes nothing in the file for a stand-in of its own', () => {
    for (const format of ['html', 'moodle', 'plain'] as const)
      expect(html('\\(a\\) \uFDD80\uFDD9', format)).toBe('\\(a\\) \uFFFD0\uFFFD');
  });

  it('EX1 lets no attribute or tag be built of formulas, whatever is put together', () => {
    const pieces = fc.constantFrom(
      '<img',
      ' alt="',
      '"',
      "'",
      '>',
      '<b>',
      '</b>',
      '\\(',
      '\\)',
      '$$',
      ' onerror=x',
      '<br>',
      '&quot;',
      '&',
      '<',
      '\n',
    );
    fc.assert(
      fc.property(
        fc.array(pieces, { maxLength: 30 }),
        fc.constantFrom<TextFormat>('html', 'moodle', 'markdown', 'plain'),
        (parts, format) => {
          for (const [tag] of html(parts.join(''), format).matchAll(/<[^>]*>/g)) {
            expect(tag).toMatch(/^<\/?(?:p|br|b|span|blockquote|ul|li)(?: \/)?>$/);
          }
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

describe('EX1 formulas in MathML within HTML', () => {
  const half = '<mfrac><mn>1</mn><mn>2</mn></mfrac>';
  it.each([
    [
      `<p>Is <math xmlns="http://www.w3.org/1998/Math/MathML">${half}<mo>&lt;</mo><mi>x</mi></math>?</p>`,
      String.raw`<p>Is \(\frac{1}{2}\lt x\)?</p>`,
    ],
    [`<math display="block">${half}</math>`, String.raw`\[\frac{1}{2}\]`],
    ['<math><mn>2</mn><mo>&times;</mo><mo>&InvisibleTimes;</mo><mi>y</mi></math>', String.raw`\(2\times y\)`],
    // As an editor of formulas veils it.
    ['a «math xmlns=¨http://www.w3.org/1998/Math/MathML¨»«msup»«mi»x«/mi»«mn»2«/mn»«/msup»«/math» b', 'a \\(x^{2}\\) b'],
    ['«Quoted» is no formula', '«Quoted» is no formula'],
  ])('EX1 are drawn, not lost: %s', (source, shown) => {
    expect(html(source, 'html')).toBe(shown);
    expect(html(source, 'moodle')).toBe(shown);
  });

  it('EX1 that are not simple are told, and keep their signs', () => {
    const strange = '<p>Is <math><mmultiscripts><mi>x</mi><mn>2</mn></mmultiscripts></math>?</p>';
    const { questions, report } = importMoodleXml(
      Buffer.from(
        `<quiz><question type="description"><questiontext format="html"><text><![CDATA[${strange}]]></text></questiontext></question></quiz>`,
      ),
    );
    expect(questions[0]?.stemHtml.replace(/\s+/g, '')).toBe('<p>Isx2?</p>');
    expect(report.warnings).toEqual([expect.stringContaining('MathML is not simple enough')]);
  });

  it.each(['<math>'.repeat(9_000), '«math»'.repeat(100_000), '<math><mi>'.repeat(4_000)])(
    'EX1 come to an end however many are never closed (%#)',
    (source) => {
      expect(html(`${source}</math>`, 'html')).not.toContain('<math');
    },
  );
});
