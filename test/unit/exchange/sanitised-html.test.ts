import fc from 'fast-check';
import sanitizeHtml from 'sanitize-html';
import { describe, expect, it } from 'vitest';
import { toRichText } from '../../../src/main/exchange/rich-text.ts';
import type { TextFormat } from '../../../src/shared/model/question.ts';
import { harmIn, hostileHtml, MUTATIONS, type SeenElement } from '../../support/hostile-html.ts';

const FORMATS: readonly TextFormat[] = ['html', 'moodle', 'markdown', 'plain'];
const find = (source: string): string | undefined =>
  source.startsWith('@@PLUGINFILE@@/') ? `media:${'ab'.repeat(32)}` : undefined;
const rendered = (text: string, format: TextFormat): string => toRichText(text, format, { find }).html;

/** As the parser reads it that the sanitiser itself is built on (htmlparser2), with nothing forbidden. */
function elementsIn(html: string): SeenElement[] {
  const elements: SeenElement[] = [];
  sanitizeHtml(html, {
    allowedTags: false,
    allowedAttributes: false,
    allowVulnerableTags: true,
    nonTextTags: [],
    transformTags: {
      '*': (name, attributes) => {
        elements.push({ name, attributes: { ...attributes } });
        return { tagName: name, attribs: attributes };
      },
    },
  });
  return elements;
}

/**
 * The same by the standard's own words for a tag, of which nothing else may be left over: what a parser would have to repair, guess at
 * or take for a comment is not in it. Whatever reads HTML reads this alike.
 */
function strictly(html: string): SeenElement[] {
  const elements: SeenElement[] = [];
  const rest = html.replace(/<(\/?)([a-z][a-z0-9]*)((?: [a-z-]+(?:="[^"<>]*")?)*) ?\/?>/g, (_tag, slash, name, attributes) => {
    const pairs = [...String(attributes).matchAll(/ ([a-z-]+)(?:="([^"]*)")?/g)].map(([, key = '', value = '']) => [key, value]);
    elements.push({
      name,
      attributes: slash ? { closing: 'with attributes', ...Object.fromEntries(pairs) } : Object.fromEntries(pairs),
    });
    if (slash && pairs.length === 0) elements.pop();
    return '';
  });
  return rest.includes('<') ? [...elements, { name: `left over: ${rest}`, attributes: {} }] : elements;
}

const harm = (text: string, format: TextFormat): string[] => {
  const html = rendered(text, format);
  return [...harmIn(elementsIn(html)), ...harmIn(strictly(html))];
};

describe('security 30: HTML of a file, after the sanitiser', () => {
  it.each(MUTATIONS)('EX1 security-30 has no script, handler or outside address, as two readers see it: %s', (line) => {
    for (const format of FORMATS) expect(harm(line, format)).toEqual([]);
  });

  it('EX1 nor whatever is put together of such lines', () => {
    fc.assert(
      fc.property(hostileHtml, fc.constantFrom(...FORMATS), (text, format) => {
        expect(harm(text, format)).toEqual([]);
      }),
      { numRuns: 1_000 },
    );
  });

  it('EX1 the readers see harm where there is some', () => {
    const harmless = MUTATIONS.filter((line) => harmIn(elementsIn(line)).length === 0 && harmIn(strictly(line)).length === 0);
    expect(harmless).toEqual([]);
  });
});
