import katex from 'katex';
import { describe, expect, it } from 'vitest';
import { DRAWING, isDrawable } from '../../../src/renderer/ui/formulas/drawable.ts';

const draw = (tex: string): string => katex.renderToString(tex, DRAWING);

describe('EX1 formulas: what is drawn', () => {
  it.each([
    String.raw`\frac{1}{2}`,
    String.raw`\begin{pmatrix}1&2\\3&4\end{pmatrix}`,
    String.raw`\int_0^\infty e^{-x^2}\,dx = \frac{\sqrt\pi}{2}`,
    String.raw`\leftarrow \letters \definite`.replace(/\\(?:letters|definite)/g, ''),
    String.raw`\text{ความเร็ว} = 5\ \mathrm{m/s}`,
    String.raw`\color{red} x \ne y`,
    String.raw`\left\{ x \mid x > 0 \right\}`,
  ])('EX1 draws %s, for the eye and for the ear', (tex) => {
    expect(isDrawable(tex)).toBe(true);
    expect(draw(tex)).toMatch(/<math .*class="katex-html" aria-hidden="true"/s);
  });

  it.each([
    String.raw`\href{javascript:alert(1)}{x}`,
    String.raw`\url{https://example.org}`,
    String.raw`\includegraphics{https://example.org/a.png}`,
    String.raw`\htmlData{a=b}{x}`,
    String.raw`\htmlClass{a}{x}`,
    String.raw`\htmlStyle{position: fixed}{x}`,
    String.raw`\htmlId{root}{x}`,
    String.raw`\def\a{\a\a}\a`,
    String.raw`\gdef\a{x}`,
    String.raw`\edef\a{xx}`,
    String.raw`\newcommand{\a}{\a\a}\a`,
    String.raw`\providecommand{\a}{}`,
    String.raw`\let\a=\b`,
    String.raw`\global\def\a{}`,
    'x'.repeat(4_001),
  ])('EX1 security-30 does not draw %s', (tex) => {
    expect(isDrawable(tex)).toBe(false);
  });

  it('EX1 keeps commands whose names only begin like those', () => {
    for (const tex of [
      String.raw`\leq`,
      String.raw`\longrightarrow`,
      String.raw`\left(x\right)`,
      String.raw`\lets`,
      String.raw`\defx`,
    ])
      expect(isDrawable(tex)).toBe(true);
  });

  it('EX1 security-30 trusts nothing even if such a command got as far as the drawer', () => {
    const drawn = [
      String.raw`\href{javascript:alert(1)}{x}`,
      String.raw`\includegraphics{https://example.org/a.png}`,
      String.raw`\htmlStyle{position: fixed}{x}`,
      String.raw`\htmlData{a=b}{x}`,
    ].map(draw);
    for (const html of drawn)
      expect(html.replace(/<annotation.*?<\/annotation>/s, '')).not.toMatch(/href=|src=|position: ?fixed|data-a|<img|<a /);
  });

  it('EX1 security-30 bounds sizes and expansions', () => {
    expect(draw(String.raw`\rule{9000em}{9000em}`)).not.toContain('9000em;');
    expect(() => draw(String.raw`\def\a{\a\a}\a`)).toThrow(/Too many expansions/);
  });
});
