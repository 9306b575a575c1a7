import { escapeHtml } from '../rich-text.ts';
import { firstOf, isElement, type XmlElement } from '../xml/read-xml.ts';

/** Markup that should have been CDATA and is not: put together again as it stood. */
const rebuilt = (element: XmlElement): string =>
  element.children
    .map((node) => {
      if (!isElement(node)) return escapeHtml(node);
      const attributes = Object.entries(node.attributes)
        .map(([name, value]) => ` ${name}="${escapeHtml(value)}"`)
        .join('');
      return `<${node.name}${attributes}>${rebuilt(node)}</${node.name}>`;
    })
    .join('');

/** The `<text>` of an element, or what stands in the element itself where a tool forgot it. Trimmed. */
export function textOf(element: XmlElement | undefined): string {
  if (!element) return '';
  const holder = firstOf(element, 'text');
  if (!holder)
    return element.children
      .filter((node) => !isElement(node))
      .join('')
      .trim();
  const hasMarkup = holder.children.some(isElement);
  return (hasMarkup ? rebuilt(holder) : holder.children.join('')).trim();
}

/** The text right inside the child of that name: `<penalty>0.1</penalty>`. Empty if there is none. */
export const childText = (element: XmlElement, name: string): string => textOf(firstOf(element, name));

/** `true`, `1`, `True`; anything else that stands there is false. */
export function flagOf(element: XmlElement, name: string, otherwise: boolean): boolean {
  const value = childText(element, name).toLowerCase();
  return value === '' ? otherwise : value === 'true' || value === '1' || value === 'yes';
}
