/** Longer formulas are no formulas; drawing one takes up to a hundredth of a second per thousand characters. */
const MAX_TEX = 4_000;

/**
 * Commands that reach outside the formula (links, pictures, attributes), define others, or name a formula for elsewhere.
 * KaTeX would show the first as words in red and expand the second for minutes; as source they do no harm.
 */
const REFUSED =
  /\\(?:href|url|includegraphics|html(?:Class|Id|Style|Data|@mathml)|(?:g|e|x)?def|global|long|let|futurelet|(?:re|provide)?newcommand|providecommand|newenvironment|expandafter|noexpand|csname|input|include|write|read|catcode)(?![a-z])/i;

/** May this TeX be drawn? What may not is shown as it was written. Source: security 30. */
export const isDrawable = (tex: string): boolean => tex.length <= MAX_TEX && !REFUSED.test(tex);

/** What KaTeX is asked for: nothing trusted, nothing unbounded, and MathML beside the drawing for those who hear it. */
export const DRAWING = {
  output: 'htmlAndMathml',
  trust: false,
  strict: 'ignore',
  throwOnError: true,
  maxSize: 20,
  maxExpand: 500,
} as const;
