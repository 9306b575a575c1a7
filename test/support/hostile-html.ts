import fc from 'fast-check';

/** HTML that is not for an exam: what is known to get past sanitisers, and texts made of the same parts. */

/** Lines that changed their meaning between one parser and the next, or hid from one of them; most by way of svg, math, noscript or a comment. */
export const MUTATIONS: readonly string[] = [
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
  '<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>',
  '<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">',
  '<svg><p><style><g title="</style><img src=x onerror=alert(1)>"></p></svg>',
  '<math><mi><table><mglyph><svg><mtext><style><path id="</style><img onerror=alert(1) src>">',
  '<math><annotation-xml encoding="text/html"><style><img src=x onerror=alert(1)></style></annotation-xml></math>',
  '<svg><foreignObject><iframe srcdoc="&lt;script&gt;alert(1)&lt;/script&gt;"></iframe></foreignObject></svg>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
  '<noscript><style></noscript><img src=x onerror=alert(1)></style>',
  '<noembed><img title="</noembed><img src=x onerror=alert(1)>"></noembed>',
  '<textarea><img title="</textarea><img src=x onerror=alert(1)>"></textarea>',
  '<title><img title="</title><img src=x onerror=alert(1)>"></title>',
  '<xmp><img title="</xmp><img src=x onerror=alert(1)>"></xmp>',
  '<iframe><img title="</iframe><img src=x onerror=alert(1)>"></iframe>',
  '<select><template><style><!--</style><a rel="--></style></template></select><img src=x onerror=alert(1)>">',
  '<select><noembed></select><script>x="a</noembed><img src=x onerror=alert(1)>"</script>',
  '<option><style></option></select><b><img src=x onerror=alert(1)></style></option>',
  '<!--><img src=x onerror=alert(1)>-->',
  '<!---><img src=x onerror=alert(1)>-->',
  '<!-- --!><img src=x onerror=alert(1)> -->',
  '<!-- <!-- --> <img src=x onerror=alert(1)> -->',
  '<![CDATA[><img src=x onerror=alert(1)>]]>',
  '<?xml version="1.0"?><img src=x onerror=alert(1)>?>',
  '<?php echo "><img src=x onerror=alert(1)>" ?>',
  '<! foo="><img src=x onerror=alert(1)>">',
  '</ foo="><img src=x onerror=alert(1)>">',
  '<% foo><img src=x onerror=alert(1)>%>',
  '<img """><script>alert(1)</script>">',
  '<img src=`x`onerror=alert(1)>',
  "<img src='x'onerror=alert(1)>",
  '<img/src/onerror=alert(1)>',
  '<img\u000Csrc=x\u000Bonerror=alert(1)>',
  '<img src=x:x onerror\n=\nalert(1)>',
  '<img src="x` `<script>alert(1)</script>"` `>',
  '<<script>alert(1)//<</script>',
  '<scr<script>ipt>alert(1)</scr</script>ipt>',
  '<scr\u0000ipt>alert(1)</scr\u0000ipt>',
  '<script/xss>alert(1)</script\n>',
  '<a href="java&#10;script&colon;alert(1)">x</a>',
  '<a href=" &#14;  javascript:alert(1)">x</a>',
  '<a href="data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==">x</a>',
  '<img src="data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+">',
  '<img src="data:image/png;base64,AAAA" src="https://outside.example/x">',
  '<img src="https://outside.example/x.png" srcset="//outside.example/y.png 2x" lowsrc=//outside.example/z>',
  '<img src="\\\\outside\\share\\x.png"><img src="file:///etc/passwd"><img src="//outside.example/x">',
  '<audio src="@@PLUGINFILE@@/a.mp3" onloadstart=alert(1)><source src="//outside.example/x" onerror=alert(1)></audio>',
  '<video poster="//outside.example/p.png"><track src="//outside.example/t"></video>',
  '<table background="//outside.example/x"><td background="javascript:alert(1)">',
  '<p style="background:url(//outside.example/x);text-align:left;}</style><img src=x onerror=alert(1)>">x',
  '<p style="text-align:right&quot; onclick=&quot;alert(1)">x',
  '<span data-gap="g1&quot; onmouseover=&quot;alert(1)">x</span>',
  '<p dir="ltr&quot; onclick=&quot;alert(1)" lang="en&quot;><script>alert(1)</script>">x',
  '<ol start="1&quot; onclick=&quot;alert(1)" type="a onclick=alert(1)"><li>x</ol>',
  '<img alt="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;" src="@@PLUGINFILE@@/a.png">',
  '<img alt="\\( &quot; onerror=&quot;alert(1) \\)" src="@@PLUGINFILE@@/a.png">',
  '\\( <img src=x onerror=alert(1)> \\)',
  '<p title="\\("> <img src=x onerror=alert(1)> \\)</p>',
  '$$ </p><script>alert(1)</script> $$',
  '\\( &lt;script&gt;alert(1)&lt;/script&gt; <br onclick=alert(1)> \\)',
  '\\(a\\)<b title="\uFDD80\uFDD9" \uFDD80\uFDD9>x</b>\uFDD99\uFDD9\uFDD8 \\(b\\)',
  '<base href="//outside.example/"><link rel=stylesheet href="//outside.example/s"><meta http-equiv=refresh content="0;url=//outside.example">',
  '<object data="javascript:alert(1)"><embed src="//outside.example/x"><param name=src value="//outside.example">',
  '<form action="javascript:alert(1)"><button formaction="javascript:alert(1)">x</button><input type=image src=//outside.example/x>',
  '<details open ontoggle=alert(1)><summary>x</summary></details><marquee onstart=alert(1)>x</marquee>',
  '<x-element onclick=alert(1)>x</x-element><custom:tag xlink:href="javascript:alert(1)">',
  '<svg><animate xlink:href=#x attributeName=href values=javascript:alert(1) /><a id=x><text>x</text></a></svg>',
  '<svg><use href="data:image/svg+xml;base64,PHN2ZyBpZD0neCc+#x"/></svg>',
  '<plaintext><img src=x onerror=alert(1)>',
  '<img src=x onerror=alert(1)//',
  '<p id=location name=cookie><form id=attributes><input name=body></form>',
];

const TAGS = (
  'p b span div table tbody tr td th ol li img audio ruby rt bdo pre h1 svg math mtext mi mglyph malignmark annotation-xml foreignObject ' +
  'desc style script title textarea xmp noscript noembed noframes iframe template select option form a button input details plaintext ' +
  'frameset body html head base link meta object embed video source image x-y'
).split(' ');

const VALUES = [
  'x',
  'javascript:alert(1)',
  'java\tscript:alert(1)',
  '//outside.example/x',
  'https://outside.example/x',
  'file:///etc/passwd',
  '\\\\outside\\share',
  'data:text/html,<script>alert(1)</script>',
  'data:image/png;base64,AAAA',
  'data:image/svg+xml,<svg onload=alert(1)>',
  '@@PLUGINFILE@@/a.png',
  'text-align:left',
  'text-align:center;background:url(//outside.example/x)',
  '"><img src=x onerror=alert(1)>',
  '--><img src=x onerror=alert(1)>',
  '</style><img src=x onerror=alert(1)>',
  '&quot; onclick=&quot;alert(1)',
  '\\( a < b \\)',
  'g1',
  'rtl',
  '3',
];

const NAMES = (
  'src href style onclick onerror onload ONERROR on\u0000click xlink:href srcset background formaction action poster srcdoc alt title id name ' +
  'class width colspan start type dir lang align data-gap data-x controls autoplay is encoding'
).split(' ');

const tag = fc.constantFrom(...TAGS);
const attribute = fc
  .tuple(
    fc.constantFrom(' ', '/', '\n', '\u000C', ''),
    fc.constantFrom(...NAMES),
    fc.constantFrom('"', "'", '', '`'),
    fc.constantFrom(...VALUES),
  )
  .map(([gap, name, quote, value]) => `${gap}${name}=${quote}${value}${quote}`);
const opening = fc
  .tuple(tag, fc.array(attribute, { maxLength: 3 }), fc.constantFrom('>', '/>', ' >', ''))
  .map(([name, attributes, end]) => `<${name}${attributes.join('')}${end}`);
const closing = tag.map((name) => `</${name}>`);
const crumb = fc.constantFrom(
  ...['<!--', '-->', '--!>', '<!-->', '<![CDATA[', ']]>', '<?', '?>', '<!', '</', '<', '>', '"', "'", '`', '\u0000', '\n', '\r'],
  ...[
    '&lt;',
    '&gt;',
    '&quot;',
    '&#60;',
    '&#x3C',
    '&amp;lt;',
    '&Tab;',
    '\\(',
    '\\)',
    '\\[',
    '\\]',
    '$$',
    '\uFDD80\uFDD9',
    '\uFDD8',
  ],
  ...['a', 'words of a text', '**b**', '[x](javascript:alert(1))', '![y](//outside.example/y)', '<javascript:alert(1)>', '{=a}'],
);

/** Elements within elements, as a writer of HTML would put them, in places where they may not stand. */
const nested = fc.letrec<{ element: string; child: string }>((tie) => ({
  child: fc.oneof({ depthSize: 'small', withCrossShrink: true }, crumb, tie('element')),
  element: fc
    .tuple(tag, fc.array(attribute, { maxLength: 2 }), fc.array(tie('child'), { maxLength: 3 }))
    .map(([name, attributes, children]) => `<${name}${attributes.join('')}>${children.join('')}</${name}>`),
})).element;

/** A known line cut somewhere, with something else put into the cut, or inside an element. */
const mutated = fc
  .tuple(
    fc.constantFrom(...MUTATIONS),
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.oneof(crumb, opening, closing),
    tag,
    fc.nat(3),
  )
  .map(([line, share, piece, around, kind]) => {
    const at = Math.floor(line.length * share);
    switch (kind) {
      case 0:
        return line.slice(0, at) + piece + line.slice(at);
      case 1:
        return line.slice(at) + line.slice(0, at);
      case 2:
        return `<${around}>${line}</${around}>${piece}`;
      default:
        return piece + line.slice(0, at);
    }
  });

const soup = fc.array(fc.oneof(opening, closing, crumb), { minLength: 1, maxLength: 20 }).map((pieces) => pieces.join(''));

/** Any of these; shrinks to few pieces. */
export const hostileHtml = fc.oneof(
  soup,
  nested,
  mutated,
  fc.tuple(mutated, nested, soup).map((parts) => parts.join('')),
);

/** An element as any parser may tell of it. */
export interface SeenElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

const SHOWN = new Set(
  (
    'p br hr div span b strong i em u s strike del ins sub sup small big tt mark abbr code pre kbd samp var blockquote q cite ul ol li dl dt ' +
    'dd h3 h4 h5 h6 table caption colgroup col thead tbody tfoot tr th td figure figcaption ruby rt rp bdi bdo center wbr img audio'
  ).split(' '),
);
/** What an attribute's whole value may be. Words of an `alt` are read out and nothing else. */
const HARMLESS: Readonly<Record<string, RegExp>> = {
  src: /^(?:media:[0-9a-f]{64}|data:image\/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/]*={0,2})$/,
  style: /^text-align:(?:left|right|center|justify)$/,
  dir: /^(?:ltr|rtl|auto)$/,
  lang: /^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/i,
  alt: /^[\s\S]*$/,
  controls: /^$/,
  'data-gap': /^[\w-]{1,64}$/,
  type: /^[1aAiI]$/,
};
for (const number of ['width', 'height', 'colspan', 'rowspan', 'span', 'start'])
  Object.assign(HARMLESS, { [number]: /^\d{1,4}$/ });

/** What of these could act, reach out of the room or stand over the page: nothing, of a text for an exam. */
export function harmIn(elements: readonly SeenElement[]): string[] {
  return elements.flatMap(({ name, attributes }) => [
    ...(SHOWN.has(name) ? [] : [`<${name}>`]),
    ...Object.entries(attributes)
      .filter(([attribute, value]) => !HARMLESS[attribute]?.test(value))
      .map(([attribute, value]) => `<${name} ${attribute}="${value}">`),
  ]);
}
