import { isElement, type XmlElement, type XmlNode } from '../xml/read-xml.ts';

const toCamel = (name: string): string => name.replace(/-([a-z0-9])/g, (_dash, letter: string) => letter.toUpperCase());

/**
 * The names of version 2 for those of version 3: `qti-choice-interaction max-choices` is `choiceInteraction maxChoices`.
 * Elements of HTML and MathML keep theirs; a file that mixes both spellings, as some do, becomes one.
 */
export function withNamesOfVersion2(element: XmlElement): XmlElement {
  const children = element.children.map((node): XmlNode => (isElement(node) ? withNamesOfVersion2(node) : node));
  if (!element.name.startsWith('qti-')) {
    // What has nothing to change is not copied: a large file is in memory once.
    return children.every((child, index) => child === element.children[index]) ? element : { ...element, children };
  }
  const attributes = Object.entries(element.attributes).map(([key, value]) => [isOwn(key) ? toCamel(key) : key, value]);
  return { name: toCamel(element.name.slice(4)), attributes: Object.fromEntries(attributes), children, line: element.line };
}

const isOwn = (attribute: string): boolean => !/^(?:data|aria)-/.test(attribute);

/** Every element below, in the order of the file. */
export function everyElement(element: XmlElement): XmlElement[] {
  const found: XmlElement[] = [];
  collect(element, () => true, found);
  return found;
}

export function allNamed(element: XmlElement, ...names: string[]): XmlElement[] {
  const found: XmlElement[] = [];
  collect(element, ({ name }) => names.includes(name), found);
  return found;
}

function collect(element: XmlElement, isWanted: (one: XmlElement) => boolean, found: XmlElement[]): void {
  for (const child of element.children) {
    if (!isElement(child)) continue;
    if (isWanted(child)) found.push(child);
    collect(child, isWanted, found);
  }
}

export const isTrue = (value: string | undefined): boolean => /^(?:true|yes|1)$/i.test(value?.trim() ?? '');
export const isFalse = (value: string | undefined): boolean => /^(?:false|no|0)$/i.test(value?.trim() ?? '');
