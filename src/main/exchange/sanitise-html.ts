import sanitizeHtml from 'sanitize-html';

/** 512 KiB of picture, as base64 has it. */
const MAX_IMAGE_CHARS = Math.ceil((512 * 1024) / 3) * 4;
const IMAGE = /^data:image\/(?:png|jpeg|gif|webp);base64,([A-Za-z0-9+/\s]+={0,2})\s*$/i;
const ALIGN = /(?:^|;)\s*text-align\s*:\s*(left|right|center|justify)\s*(?:;|$)/i;

const TEXT_TAGS = [
  'p',
  'br',
  'hr',
  'div',
  'span',
  'b',
  'strong',
  'i',
  'em',
  'u',
  's',
  'strike',
  'del',
  'ins',
  'sub',
  'sup',
  'small',
  'big',
  'tt',
  'mark',
  'abbr',
  'code',
  'pre',
  'kbd',
  'samp',
  'var',
  'blockquote',
  'q',
  'cite',
  'ul',
  'ol',
  'li',
  'dl',
  'dt',
  'dd',
  'h3',
  'h4',
  'h5',
  'h6',
  'table',
  'caption',
  'colgroup',
  'col',
  'thead',
  'tbody',
  'tfoot',
  'tr',
  'th',
  'td',
  'figure',
  'figcaption',
  'ruby',
  'rt',
  'rp',
  'bdi',
  'bdo',
  'center',
  'wbr',
  'img',
];

/** Elements whose text is no text for a reader: it goes with them. */
const DROPPED_WITH_TEXT = [
  'script',
  'style',
  'textarea',
  'option',
  'select',
  'noscript',
  'template',
  'iframe',
  'object',
  'embed',
  'applet',
  'svg',
  'math',
  'title',
  'head',
  'audio',
  'video',
  'canvas',
  'noembed',
  'noframes',
  'xmp',
  'plaintext',
  'datalist',
];

const NUMBER = /^\d{1,4}$/;
const isNumber = (value: string | undefined): value is string => value !== undefined && NUMBER.test(value);

/** Keeps of an element's attributes those that cannot act, fetch or cover: size, span, direction, alignment. */
function harmless(tag: string, attributes: sanitizeHtml.Attributes): sanitizeHtml.Attributes {
  const kept: sanitizeHtml.Attributes = {};
  const align = ALIGN.exec(attributes.style ?? '')?.[1] ?? /^(left|right|center|justify)$/i.exec(attributes.align ?? '')?.[1];
  if (align !== undefined) kept.style = `text-align:${align.toLowerCase()}`;
  if (/^(?:ltr|rtl|auto)$/i.test(attributes.dir ?? '')) kept.dir = String(attributes.dir).toLowerCase();
  if (/^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/i.test(attributes.lang ?? '')) kept.lang = String(attributes.lang);
  if (tag === 'td' || tag === 'th' || tag === 'col' || tag === 'colgroup') {
    for (const name of ['colspan', 'rowspan', 'span']) if (isNumber(attributes[name])) kept[name] = attributes[name];
  }
  if (tag === 'ol' && isNumber(attributes.start)) kept.start = attributes.start;
  if (tag === 'ol' && /^[1aAiI]$/.test(attributes.type ?? '')) kept.type = String(attributes.type);
  return kept;
}

/** A picture stays only if it is inside the file; any other is replaced by its description, and told. */
function picture(attributes: sanitizeHtml.Attributes, lose: (source: string) => void): sanitizeHtml.Tag {
  const source = attributes.src ?? '';
  const data = IMAGE.exec(source)?.[1];
  const alt = (attributes.alt ?? '').slice(0, 500);
  if (data === undefined || data.length > MAX_IMAGE_CHARS) {
    lose(source);
    return { tagName: 'span', attribs: {}, text: alt === '' ? '[image]' : `[image: ${alt}]` };
  }
  const kept: sanitizeHtml.Attributes = { src: source.replace(/\s+/g, ''), alt };
  for (const name of ['width', 'height']) if (isNumber(attributes[name])) kept[name] = attributes[name];
  return { tagName: 'img', attribs: kept };
}

/**
 * HTML of a foreign file made fit for an exam page: text, tables, sub- and superscript, pictures that are in the file
 * itself. No script, style, link, form, frame, SVG or MathML, and nothing that reaches out to a network.
 *
 * `lose` is told the source of each picture that had to go. Source: features EX1, security 30.
 */
export function sanitiseHtml(html: string, lose: (source: string) => void): string {
  return sanitizeHtml(html, {
    allowedTags: TEXT_TAGS,
    allowedAttributes: {
      '*': ['style', 'dir', 'lang'],
      td: ['colspan', 'rowspan'],
      th: ['colspan', 'rowspan'],
      col: ['span'],
      colgroup: ['span'],
      ol: ['start', 'type'],
      img: ['src', 'alt', 'width', 'height'],
    },
    allowedSchemes: [],
    allowedSchemesByTag: { img: ['data'] },
    allowProtocolRelative: false,
    // The only style there can be is the one `harmless` writes.
    parseStyleAttributes: false,
    nonTextTags: DROPPED_WITH_TEXT,
    nestingLimit: 60,
    transformTags: {
      img: (_tag, attributes) => picture(attributes, lose),
      h1: 'h3',
      h2: 'h3',
      // Runs after those above; what `picture` kept is all a picture may have.
      '*': (tag, attributes) => ({ tagName: tag, attribs: tag === 'img' ? attributes : harmless(tag, attributes) }),
    },
  });
}
