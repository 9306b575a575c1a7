import { decodeText } from '../decode-text.ts';
import { escapeHtml, toRichText } from '../rich-text.ts';
import { isElement, textInside, type XmlElement, type XmlNode } from '../xml/read-xml.ts';
import type { ItemFiles } from './item-files.ts';
import { texOf, wordsOf } from './mathml.ts';
import { Unreadable } from './unreadable.ts';

/** What writing a text needs to know of its surroundings. */
export interface BodyContext {
  readonly files: ItemFiles;
  /** The file the text stands in, by its place in the package; empty for a lone file. */
  readonly from: string;
  readonly warn: (message: string) => void;
  /** HTML in place of an element; nothing to write it as it is. */
  readonly replace?: (element: XmlElement, context: BodyContext) => string | undefined;
  /** Files within files so far: a circle of them ends. */
  readonly depth?: number;
}

/** Its words stay. That a page of the web cannot be opened in an exam goes without saying; that a file of the package is lost does not. */
function tellOfLink(href: string, { warn }: BodyContext): void {
  if (/^(?:#|$|https?:|mailto:|javascript:|\/\/)/i.test(href.trim())) return;
  const shown = /^data:/i.test(href.trim())
    ? 'a file written into the text'
    : `"${href.slice(0, 100).replace(/\p{C}/gu, '?').toWellFormed()}"`;
  warn(`the link to ${shown} is left out: candidates cannot open it here`);
}

const MAX_INCLUDES = 5;
const VOID = new Set(['br', 'hr', 'img', 'col', 'wbr']);
const SILENT = new Set([
  'feedbackInline',
  'feedbackBlock',
  'modalFeedback',
  'stylesheet',
  'rubricBlock',
  'catalogInfo',
  'companionMaterialsInfo',
  'script',
  'style',
  'head',
  'title',
  'source',
  'track',
  'param',
  'embed',
  'noscript',
  'textarea',
  'select',
  'svg',
  'canvas',
]);
/** What else has no place on an exam page; the words in it stay. */
const HTML =
  /^(?:p|div|span|b|strong|i|em|u|s|strike|del|ins|sub|sup|small|big|tt|mark|abbr|acronym|code|pre|kbd|samp|var|blockquote|q|cite|ul|ol|li|dl|dt|dd|h[1-6]|table|caption|colgroup|col|thead|tbody|tfoot|tr|th|td|figure|figcaption|ruby|rt|rp|bdi|bdo|center|wbr|br|hr|address|section|article|header|footer)$/;
const BLOCK = new Set([
  'p',
  'div',
  'ul',
  'ol',
  'table',
  'blockquote',
  'pre',
  'li',
  'tr',
  'td',
  'th',
  'tbody',
  'thead',
  'dl',
  'figure',
  'caption',
]);
const KEPT_ATTRIBUTES = ['style', 'align', 'dir', 'lang', 'colspan', 'rowspan', 'span', 'start', 'type'];

/** The HTML of what stands inside an element; sanitised later, as any text of a file. */
export const htmlInside = (element: XmlElement, context: BodyContext): string =>
  element.name === 'itemBody'
    ? element.children.map((node) => (isWrittenHtml(node) ? node : htmlOf([node], context))).join('')
    : htmlOf(element.children, context);

/**
 * A body may hold blocks alone, and no words of its own: where words stand there and are all markup, they are a text that
 * a writer took for HTML (Angel does). Anywhere else markup in words is what the words are about.
 */
const isWrittenHtml = (node: XmlNode): node is string => !isElement(node) && /^\s*<([a-z]+)\b[^<>]*>[\s\S]*<\/\1>\s*$/.test(node);

export function htmlOf(nodes: readonly XmlNode[], context: BodyContext): string {
  return nodes.map((node) => (isElement(node) ? htmlOfElement(node, context) : escapeHtml(node))).join('');
}

function htmlOfElement(element: XmlElement, context: BodyContext): string {
  const replaced = context.replace?.(element, context);
  if (replaced !== undefined) return replaced;
  const { name, attributes } = element;
  if (SILENT.has(name)) return '';
  switch (name) {
    case 'math':
      return formula(element, context);
    case 'img':
      return (
        picture(attributes.src ?? '', attributes.alt ?? '', attributes, context) ??
        lost(attributes.src ?? '', attributes.alt ?? '', context)
      );
    case 'audio':
      return sound(
        attributes.src ?? element.children.filter(isElement).find((one) => one.name === 'source')?.attributes.src ?? '',
        context,
      );
    case 'video':
    case 'iframe':
      context.warn(`${name === 'video' ? 'a film' : 'a page in a frame'} is not shown here and left out`);
      return `${name === 'video' ? '[film]' : ''}${htmlInside(element, context)}`;
    case 'object':
      return object(element, context);
    case 'a':
      tellOfLink(attributes.href ?? '', context);
      break;
    case 'include':
      return included(attributes.href ?? '', context);
    case 'printedVariable':
      throw new Unreadable('its text shows a value that is computed for each candidate');
    case 'templateBlock':
    case 'templateInline':
      throw new Unreadable('its text depends on a value that is computed for each candidate');
    default:
      break;
  }
  const inner = htmlInside(element, context);
  // Speech markup has a `sub` of its own, which is no subscript.
  if (!HTML.test(name) || (name === 'sub' && attributes.alias !== undefined)) return inner;
  const kept = KEPT_ATTRIBUTES.flatMap((key) =>
    attributes[key] === undefined ? [] : [` ${key}="${escapeHtml(attributes[key])}"`],
  ).join('');
  if (VOID.has(name)) return `<${name}${kept}>`;
  return `<${name}${kept}>${inner}</${name}>`;
}

function formula(element: XmlElement, context: BodyContext): string {
  const tex = texOf(element);
  if (tex !== undefined) return element.attributes.display === 'block' ? `\\[${escapeHtml(tex)}\\]` : `\\(${escapeHtml(tex)}\\)`;
  context.warn('a formula in MathML is not simple enough to be drawn here and was kept as its signs in order: check it');
  return escapeHtml(wordsOf(element));
}

function picture(
  source: string,
  alt: string,
  attributes: Readonly<Record<string, string>>,
  { files, from }: BodyContext,
): string | undefined {
  const name = files.media.find(source, from) ?? (/^data:image\//i.test(source) ? source : undefined);
  if (name === undefined) return undefined;
  const size = ['width', 'height'].flatMap((key) =>
    /^\d{1,4}$/.test(attributes[key] ?? '') ? [` ${key}="${attributes[key]}"`] : [],
  );
  return `<img src="${escapeHtml(name)}" alt="${escapeHtml(alt)}"${size.join('')}>`;
}

function lost(source: string, alt: string, { files, from, warn }: BodyContext): string {
  warn(files.media.lossOf(source, from));
  return escapeHtml(alt.trim() === '' ? '[image]' : `[image: ${alt.trim()}]`);
}

function sound(source: string, { files, from, warn }: BodyContext): string {
  const name = files.media.find(source, from);
  if (name !== undefined) return `<audio src="${escapeHtml(name)}" controls></audio>`;
  warn(files.media.lossOf(source, from));
  return '[sound]';
}

/** A picture, a sound or a text beside the item; what stands inside is shown where it cannot be. */
function object(element: XmlElement, context: BodyContext): string {
  const { data = '', type = '' } = element.attributes;
  const alternative = htmlInside(element, { ...context, warn: () => undefined }).trim();
  if (/^audio\//i.test(type)) return sound(data, context);
  if (/^text\/|xml$/i.test(type) || /\.(?:x?html?|xml|txt)$/i.test(data)) return textBeside(data, context) ?? alternative;
  const shown = picture(data, textInside(element).replace(/\s+/g, ' ').trim(), element.attributes, context);
  if (shown !== undefined) return shown;
  context.warn(context.files.media.lossOf(data, context.from));
  return alternative === '' ? '[image]' : alternative;
}

function textBeside(reference: string, context: BodyContext): string | undefined {
  const found = context.files.bytesOf(reference, context.from);
  const text = found && decodeText(found.bytes)?.text;
  if (!found || text === undefined) {
    throw new Unreadable(`its text stands in ${named(reference)}, which is not in the file`);
  }
  if (/\.txt$/i.test(found.path)) return `<p>${escapeHtml(text).replaceAll('\n', '<br>')}</p>`;
  const body = /<body[^>]*>([\s\S]*)<\/body\s*>/i.exec(text)?.[1] ?? text.replace(/^\s*<\?xml[^>]*>/, '');
  return toRichText(body, 'html', {
    find: (source) => context.files.media.find(source, found.path),
    lose: (source) => context.warn(context.files.media.lossOf(source, found.path)),
  }).html;
}

/** XInclude and its like: the body of another file of the package, in place. */
function included(reference: string, context: BodyContext): string {
  const depth = (context.depth ?? 0) + 1;
  if (depth > MAX_INCLUDES) throw new Unreadable(`it includes ${named(reference)} in a circle or too deep`);
  const found = context.files.bytesOf(reference, context.from);
  if (!found) throw new Unreadable(`it includes ${named(reference)}, which is not in the file`);
  const tree = context.files.tree(found.path);
  if (!tree) throw new Unreadable(`it includes ${named(reference)}, which is not in the file`);
  return htmlOf([tree], { ...context, from: found.path, depth });
}

export const named = (reference: string): string => `"${reference.slice(0, 100).replace(/\p{C}/gu, '?').toWellFormed()}"`;

/** White space of the file's indentation is none of the text; a text that is all markup around nothing is empty. */
export function tidy(html: string): string {
  if (/<pre\b/i.test(html)) return html.trim();
  return html
    .replace(/\s+/g, ' ')
    .replace(/ ?(<\/?([a-z]+[1-6]?)\b[^<>]*>) ?/gi, (whole, tag: string, name: string) =>
      BLOCK.has(name.toLowerCase()) ? tag : whole,
    )
    .trim();
}
