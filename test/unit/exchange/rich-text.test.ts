import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toPlainLine, toRichText } from '../../../src/main/exchange/rich-text.ts';
import type { TextFormat } from '../../../src/shared/model/question.ts';

const html = (text: string, format: TextFormat = 'html'): string => toRichText(text, format).html;

describe('EX1 rich text', () => {
  it('EX1 keeps what exams are written with', () => {
    const table = '<table><tr><td colspan="2">H<sub>2</sub>O</td><td>x<sup>2</sup></td></tr></table>';
    expect(html(table)).toBe(table);
    expect(html('<h1>A</h1><p align="center">b</p>')).toBe('<h3>A</h3><p style="text-align:center">b</p>');
    expect(html('\\(a<b\\) and $$x^2$$')).toBe('\\(a&lt;b\\) and $$x^2$$');
  });

  it.each([
    ['<script>alert(1)</script>x', 'x'],
    ['<img src=x onerror=alert(1)>', '<span>[image]</span>'],
    ['<a href="javascript:alert(1)">go</a>', 'go'],
    ['<svg onload=alert(1)><desc>x</desc></svg>y', 'y'],
    ['<math><mtext><img src=x onerror=alert(1)></mtext></math>y', 'y'],
    [
      '<p style="text-align:right;background:url(http://x)" class="a" id="b" onclick="c()">t</p>',
      '<p style="text-align:right">t</p>',
    ],
    ['<iframe src="http://x"></iframe><form action="http://x"><input></form>y', 'y'],
    ['<style>*{display:none}</style><link rel=stylesheet href=http://x>y', 'y'],
    ['<noscript><p title="</noscript><img src=x onerror=alert(1)>">', ''],
  ])('EX1 makes %j harmless', (text, expected) => {
    expect(html(text)).toBe(expected);
    expect(html(text, 'moodle')).toBe(expected);
  });

  it('EX1 shows only pictures that are in the file, and names the others', () => {
    const small = '<img src="data:image/png;base64,iVBORw0KGgo=" alt="dot" />';
    expect(html(small)).toBe(small);
    const lost: string[] = [];
    const sources = [
      'https://example.org/a.png',
      'data:image/svg+xml;base64,AAAA',
      '//example.org/b.png',
      `data:image/png;base64,${'A'.repeat(800_000)}`,
    ];
    for (const source of sources) toRichText(`<img src="${source}">`, 'html', { lose: (name) => lost.push(name) });
    expect(lost).toEqual(sources);
  });

  it('EX1 loses no text that only looks like markup', () => {
    expect(html('#include <stdio.h>\nif (a<b && c>d) List<T>', 'moodle')).toBe(
      '#include &lt;stdio.h&gt;<br />if (a&lt;b &amp;&amp; c&gt;d) List&lt;T&gt;',
    );
    expect(html('3 <p <!-- 4')).toBe('3 &lt;p &lt;!-- 4');
  });

  it('EX1 breaks lines as Moodle does in its own format, and as written in plain text', () => {
    expect(html('a\nb', 'moodle')).toBe('a<br>b');
    expect(html('<b>a</b>\nb', 'moodle')).toBe('<b>a</b> b');
    expect(html('a <b>\n  c & "d"', 'plain')).toBe('a &lt;b&gt;<br>&nbsp; c &amp; &quot;d&quot;');
  });

  it('EX1 renders Markdown, but no HTML inside it', () => {
    expect(html('**a** <b>c</b>\n\n- x', 'markdown')).toBe(
      '<p><strong>a</strong> &lt;b&gt;c&lt;/b&gt;</p>\n<ul>\n<li>x</li>\n</ul>',
    );
    expect(html('[a](javascript:b) ![c](http://d/e.png)', 'markdown')).not.toMatch(/href|src/);
  });

  it('EX1 lets nothing active through, whatever is put together', () => {
    const pieces = fc.constantFrom(
      '<',
      '>',
      '"',
      "'",
      '/',
      'img',
      ' src=x',
      ' onerror=alert(1)',
      '<script>',
      '</script>',
      '<svg>',
      '<math>',
      '<b>',
      '</b>',
      '<p style="',
      '<!--',
      '-->',
      '&lt;',
      'javascript:',
      '<a href=',
      '<xmp>',
      '<table>',
      '<td>',
      '\n',
    );
    fc.assert(
      fc.property(
        fc.array(pieces, { maxLength: 30 }),
        fc.constantFrom<TextFormat>('html', 'moodle', 'markdown', 'plain'),
        (parts, format) => {
          for (const [tag] of html(parts.join(''), format).matchAll(/<[^>]*>/g)) {
            expect(tag).toMatch(
              /^<\/?(?:p|br|b|em|strong|ul|ol|li|table|tbody|thead|tr|td|span|blockquote|h3|pre|code|hr|img)(?: (?:style="text-align:\w+"|src="data:[^"]*"|alt="[^"]*"))*(?: \/)?>$/,
            );
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it('EX1 makes one line of words of it', () => {
    expect(toPlainLine(toRichText('<p>a &amp; b</p>\n<p>c</p>', 'html'), 80)).toBe('a & b c');
    expect(toPlainLine(toRichText('abcdef', 'plain'), 4)).toBe('abc…');
  });
});
