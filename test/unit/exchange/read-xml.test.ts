import { describe, expect, it } from 'vitest';
import { ImportRefused } from '../../../src/main/exchange/import-refused.ts';
import { elementsOf, firstOf, readXml, textInside } from '../../../src/main/exchange/xml/read-xml.ts';

const refusal = (xml: string | Uint8Array): string => {
  try {
    readXml(xml);
  } catch (error) {
    if (error instanceof ImportRefused) return `${error.code}: ${error.message}`;
    throw error;
  }
  return 'read';
};

describe('EX1 XML', () => {
  it('EX1 keeps elements, text and CDATA in order, with the line', () => {
    const root = readXml(
      '<?xml version="1.0"?>\n<q:quiz a="1" q:b="&lt;&#233;">\n  <text>x<![CDATA[<p>&amp;]]>y</text>\n</q:quiz>',
    );
    expect(root).toMatchObject({ name: 'quiz', line: 2, attributes: { a: '1', b: '<é' } });
    expect(elementsOf(root)).toHaveLength(1);
    expect(firstOf(root, 'text')).toMatchObject({ line: 3, children: ['x<p>&amp;y'] });
    expect(textInside(root).trim()).toBe('x<p>&amp;y');
  });

  it('EX1 reads UTF-16 and the mark of UTF-8', () => {
    expect(textInside(readXml(Buffer.from('\uFEFF<a>ไทย</a>', 'utf16le')))).toBe('ไทย');
    expect(textInside(readXml(Buffer.from('\uFEFF<a>é</a>')))).toBe('é');
  });

  it.each([
    ['<!DOCTYPE a><a/>', /^file_hostile: Line 1: a DOCTYPE/],
    ['<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', /^file_hostile/],
    ['<a>\n&x;</a>', /^file_hostile: Line 2: an entity/],
    [`${'<a>'.repeat(250)}${'</a>'.repeat(250)}`, /^file_hostile: Line 1: elements nested/],
    [`<a>${'<b/>'.repeat(1_000_001)}</a>`, /^file_hostile: Line 1: more than a million/],
    [
      `<a ${Array.from({ length: 201 }, (_, index) => `b${index}=""`).join(' ')}/>`,
      /^file_hostile: Line 1: more than 200 attributes/,
    ],
    ['<a>\n<b></a>', /^file_not_text: Line 2: this is not well-formed XML/],
    ['<a', /^file_not_text/],
    ['', /^file_not_text/],
    [Buffer.from([0x3c, 0x61, 0, 0x3e]), /^file_not_text/],
  ])('security 31 refuses what has no place in a question bank, with its line: %#', (xml, expected) => {
    expect(refusal(xml)).toMatch(expected);
  });
});
