import { escapeHtml } from '../../rich-text.ts';
import { elementsOf, isElement, textInside, type XmlElement } from '../../xml/read-xml.ts';
import { type BodyContext, htmlInside } from '../body-html.ts';

/** Text of a writer who did not say it is HTML, but closes tags. */
const CLOSES_TAGS = /<\/(?:p|div|span|b|i|em|strong|u|sub|sup|ul|ol|li|table|h[1-6])>/i;

/** The HTML of `material` and of the flows it stands in; `replace` writes something else for an element, a gap say. */
export function materialHtml(
  element: XmlElement,
  context: BodyContext,
  replace: (element: XmlElement) => string | undefined = () => undefined,
): string {
  return elementsOf(element)
    .map((child) => replace(child) ?? oneHtml(child, context, replace))
    .join('');
}

function oneHtml(element: XmlElement, context: BodyContext, replace: (element: XmlElement) => string | undefined): string {
  switch (element.name) {
    case 'flow':
    case 'flow_mat':
    case 'flow_label': {
      const inner = materialHtml(element, context, replace);
      return inner === '' ? '' : `<div>${inner}</div>`;
    }
    case 'material':
    case 'altmaterial':
    case 'mat_extension':
    case 'render_extension':
      return element.name === 'altmaterial' ? '' : materialHtml(element, context, replace);
    case 'mattext':
    case 'localizable_mattext':
    case 'matemtext':
    case 'mat_formattedtext':
      return textHtml(element, context);
    case 'matbreak':
      return '<br>';
    case 'matimage':
      return mediaTag('img', element);
    case 'mataudio':
      return mediaTag('audio', element);
    case 'matvideo':
    case 'matapplet':
    case 'matapplication':
      context.warn(`a ${element.name} is not shown here and left out`);
      return '';
    default:
      return '';
  }
}

function textHtml(element: XmlElement, context: BodyContext): string {
  // Some writers forget to escape their HTML: then it stands in the file as elements.
  if (element.children.some(isElement)) return htmlInside(element, context);
  const text = textInside(element);
  const type = element.attributes.texttype ?? element.attributes.type;
  const isHtml = type === undefined ? CLOSES_TAGS.test(text) : /html/i.test(type);
  const html = isHtml ? text : escapeHtml(text).replaceAll('\n', /plain/i.test(type ?? '') ? '<br>' : ' ');
  return element.name === 'matemtext' ? `<em>${html}</em>` : withFormulas(html);
}

/** Canvas shows a formula as a picture its server draws, with the TeX beside: the TeX is what is meant. */
function withFormulas(html: string): string {
  if (!html.includes('equation')) return html;
  return html.replace(/<img\b[^<>]*>/gi, (tag) => {
    if (!/\bclass\s*=\s*["'][^"']*\bequation_image\b|\/equation_images\//i.test(tag)) return tag;
    const tex = /\bdata-equation-content\s*=\s*(?:"([^"]*)"|'([^']*)')/i.exec(tag);
    const content = tex?.[1] ?? tex?.[2] ?? '';
    return content === '' ? tag : `\\(${content}\\)`;
  });
}

function mediaTag(tag: 'img' | 'audio', element: XmlElement): string {
  const { uri = '', label = '', imagtype = '', embedded } = element.attributes;
  const data = textInside(element).replace(/\s+/g, '');
  const source = embedded === 'base64' && data !== '' ? `data:${imagtype || 'image/png'};base64,${data}` : uri;
  return tag === 'img'
    ? `<img src="${escapeHtml(source)}" alt="${escapeHtml(label)}">`
    : `<audio src="${escapeHtml(source)}"></audio>`;
}
