import sanitizeHtml from 'sanitize-html';
import { inlinePicture } from './inline-picture.ts';
import type { MediaOfText } from './rich-text.ts';

/** 512 KiB of picture, as base64 has it. */
const MAX_IMAGE_CHARS = Math.ceil((512 * 1024) / 3) * 4;
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
  'audio',
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

/** Direction, language and alignment: what any element may have. */
function harmlessAnywhere(attributes: sanitizeHtml.Attributes): sanitizeHtml.Attributes {
  const kept: sanitizeHtml.Attributes = {};
  const align = ALIGN.exec(attributes.style ?? '')?.[1] ?? /^(left|right|center|justify)$/i.exec(attributes.align ?? '')?.[1];
  if (align !== undefined) kept.style = `text-align:${align.toLowerCase()}`;
  if (/^(?:ltr|rtl|auto)$/i.test(attributes.dir ?? '')) kept.dir = String(attributes.dir).toLowerCase();
  if (/^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/i.test(attributes.lang ?? '')) kept.lang = String(attributes.lang);
  return kept;
}

/** Keeps of an element's attributes those that cannot act, fetch or cover: size, span, direction, alignment, a gap's name. */
function harmless(tag: string, attributes: sanitizeHtml.Attributes): sanitizeHtml.Attributes {
  const kept = harmlessAnywhere(attributes);
  if (tag === 'td' || tag === 'th' || tag === 'col' || tag === 'colgroup') {
    for (const name of ['colspan', 'rowspan', 'span']) if (isNumber(attributes[name])) kept[name] = attributes[name];
  }
  if (tag === 'span' && /^[\w-]{1,64}$/.test(attributes['data-gap'] ?? '')) kept['data-gap'] = String(attributes['data-gap']);
  if (tag === 'ol' && isNumber(attributes.start)) kept.start = attributes.start;
  if (tag === 'ol' && /^[1aAiI]$/.test(attributes.type ?? '')) kept.type = String(attributes.type);
  return kept;
}

const MEDIA = /^media:[0-9a-f]{64}$/;

/** Only a name of our own passes: what a file calls its media is never shown. */
const own = (name: string | undefined): string | undefined => (name !== undefined && MEDIA.test(name) ? name : undefined);

/** A sound stays only if it is inside the file, with its controls and without starting by itself. */
function sound(attributes: sanitizeHtml.Attributes, { find, lose }: MediaOfText): sanitizeHtml.Tag {
  const source = attributes.src ?? '';
  const found = own(find?.(source));
  if (found !== undefined) return { tagName: 'audio', attribs: { src: found, controls: '' } };
  lose?.(source);
  return { tagName: 'span', attribs: {}, text: '[sound]' };
}

/** A picture stays only if it is inside the file; any other is replaced by its description, and told. */
function picture(attributes: sanitizeHtml.Attributes, { find, lose }: MediaOfText): sanitizeHtml.Tag {
  const source = attributes.src ?? '';
  const data = inlinePicture(source);
  const alt = (attributes.alt ?? '').slice(0, 500);
  const inline = data !== undefined && data.length <= MAX_IMAGE_CHARS ? source.replace(/\s+/g, '') : undefined;
  const found = own(find?.(source)) ?? inline;
  if (found === undefined) {
    lose?.(source);
    return { tagName: 'span', attribs: {}, text: alt === '' ? '[image]' : `[image: ${alt}]` };
  }
  const kept: sanitizeHtml.Attributes = { src: found, alt };
  for (const name of ['width', 'height']) if (isNumber(attributes[name])) kept[name] = attributes[name];
  return { tagName: 'img', attribs: kept };
}

/**
 * HTML of a foreign file made fit for an exam page: text, tables, sub- and superscript, pictures that are in the file
 * itself. No script, style, link, form, frame, SVG or MathML, and nothing that reaches out to a network.
 *
 * Pictures and sounds the file brings along are named by their content; the others are told as lost. Gaps of a cloze keep
 * their place. Source: features EX1, security 30.
 */
export function sanitiseHtml(html: string, media: MediaOfText = {}): string {
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
      audio: ['src', 'controls'],
      span: ['data-gap'],
    },
    allowedSchemes: [],
    allowedSchemesByTag: { img: ['data', 'media'], audio: ['media'] },
    allowProtocolRelative: false,
    // The only style there can be is the one `harmless` writes.
    parseStyleAttributes: false,
    nonTextTags: DROPPED_WITH_TEXT,
    nestingLimit: 60,
    transformTags: {
      img: (_tag, attributes) => picture(attributes, media),
      audio: (_tag, attributes) => sound(attributes, media),
      h1: 'h3',
      h2: 'h3',
      // Runs after those above; what `picture` kept is all a picture may have.
      '*': (tag, attributes) => ({
        tagName: tag,
        attribs: tag === 'img' || tag === 'audio' ? attributes : harmless(tag, attributes),
      }),
    },
  });
}
