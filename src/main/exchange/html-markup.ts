/**
 * Every element name of HTML, MathML and SVG roots included, so that what the sanitiser will drop is told apart from
 * text that only looks like a tag: `#include <stdio.h>`, `List<T>`, `x<y`.
 */
const ELEMENTS = new Set(
  (
    'a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big blink blockquote body br button canvas caption ' +
    'center cite code col colgroup command content data datalist dd del details dfn dialog dir div dl dt element em embed fieldset figcaption ' +
    'figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe image img input ins isindex kbd keygen label ' +
    'legend li link listing main map mark marquee math menu menuitem meta meter multicol nav nobr noembed noframes noscript object ol optgroup ' +
    'option output p param picture plaintext portal pre progress q rb rp rt rtc ruby s samp script search section select shadow slot small source ' +
    'spacer span strike strong style sub summary sup svg table tbody td template textarea tfoot th thead time title tr track tt u ul var video ' +
    'wbr xmp'
  ).split(' '),
);

/** Elements of one letter are markup only where they are closed somewhere: `a<b and c` is a comparison. */
const NEEDS_CLOSING = new Set(['a', 'b', 'i', 'q', 's', 'u']);

/**
 * Escapes each `<` that opens no element, so that a parser of HTML keeps it as text instead of swallowing what follows.
 * Moodle loses such text; an exam must not.
 */
export function escapeNonMarkup(text: string): string {
  if (!text.includes('<')) return text;
  const lastEnd = text.lastIndexOf('>');
  const lower = text.toLowerCase();
  const closed = new Map<string, boolean>();
  const isClosed = (name: string): boolean => {
    const known = closed.get(name) ?? lower.includes(`</${name}>`);
    closed.set(name, known);
    return known;
  };
  const lastCommentEnd = text.lastIndexOf('-->');
  return text.replace(/<(\/?[a-z][a-z0-9]*(?=[\s/>])|!--)?/gi, (whole, opening: string | undefined, offset: number) => {
    if (opening === '!--') return offset < lastCommentEnd ? whole : '&lt;!--';
    const name = (opening ?? '').replace('/', '').toLowerCase();
    const isMarkup = offset < lastEnd && ELEMENTS.has(name) && (!NEEDS_CLOSING.has(name) || isClosed(name));
    return isMarkup ? whole : `&lt;${opening ?? ''}`;
  });
}

/** Long texts go the slow way, so that the expression below stays on short ground. */
const MAX_SIMPLE = 4_000;
const SIMPLE = /^(?:[^<>&]|<\/?(?:p|b|i|u|em|strong|sub|sup|code)>|<br>|&(?:amp|lt|gt|quot|nbsp);)*$/;

/**
 * Is this only text in plain tags without attributes, each closed in turn? Such HTML is safe as it stands, and it is
 * what most questions are written in: no need to wake a parser for every "<p>Paris</p>" of 500 questions.
 */
export function isSimpleMarkup(html: string): boolean {
  if (html.length > MAX_SIMPLE || !SIMPLE.test(html)) return false;
  const open: string[] = [];
  for (const [tag] of html.matchAll(/<[^>]*>/g)) {
    if (tag === '<br>') continue;
    if (!tag.startsWith('</')) open.push(tag.slice(1));
    else if (open.pop() !== tag.slice(2)) return false;
  }
  return open.length === 0;
}
