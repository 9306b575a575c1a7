import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entryOf, searchBook } from '../../../src/main/domain/tools/dictionary-book.ts';
import { readDictionary } from '../../../src/main/exchange/tool-files/read-dictionary.ts';
import { readToolFile } from '../../../src/main/exchange/tool-files/read-tool-file.ts';
import { foldWord, ToolTable, ToolText } from '../../../src/shared/model/tool-content.ts';
import { onePixelPng } from '../../support/hand-made-papers.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const json = (content: Uint8Array): unknown => JSON.parse(new TextDecoder().decode(content));
const reference = (filename: string, text: string) => readToolFile(bytes(text), { use: 'reference', filename });
const found = (text: string, beginning: string) =>
  searchBook(readDictionary(text).book, beginning, 20).words.map(({ headword }) => headword);

describe('TL1 a dictionary file', () => {
  it('TL1 words are found by how they begin, whatever their case and accents; Thai tones are told apart', () => {
    const words =
      'Éclair,pastry,noun\necho,reflected sound\nECLIPSE,shadow\nเสือ,tiger\nเสื้อ,shirt\nเสื่อ,mat\nน้ำ,water\nStraße,street';
    expect(found(words, 'ecl')).toEqual(['Éclair', 'ECLIPSE']);
    expect(found(words, 'ÉCH')).toEqual(['echo']);
    expect(found(words, 'เสื้อ')).toEqual(['เสื้อ']);
    expect(found(words, 'เส')).toHaveLength(3);
    expect(found(words, 'นํ้า'), 'typed with NIKHAHIT before the tone').toEqual(['น้ำ']);
    expect(found(words, 'STRASS')).toEqual(['Straße']);
    expect(found(words, ' ')).toEqual([]);
    expect(found(words, 'x')).toEqual([]);
  });

  it('TL1 the header is no entry, meanings of one word stay together in their order, and every line is taken or told', () => {
    const { book, reading } = readDictionary(
      'headword;meaning;part\nrun;to go fast;verb\nrun;an outing;noun\n;nothing\nbare\nodd;"a; b"',
    );
    expect(reading).toEqual({
      taken: 3,
      skipped: [
        { line: 4, flaw: 'no_headword' },
        { line: 5, flaw: 'no_meaning' },
      ],
      skippedCount: 2,
      lostPictures: 0,
    });
    expect(entryOf(book, 'run')).toEqual({
      headword: 'run',
      meanings: [
        { part: 'verb', meaning: 'to go fast' },
        { part: 'noun', meaning: 'an outing' },
      ],
    });
    expect(entryOf(book, 'ru')).toBeUndefined();
    expect(entryOf(book, 'odd')?.meanings).toEqual([{ meaning: 'a; b' }]);
  });

  it('TL1 tells twenty words at a time and that there are more, never the whole dictionary', () => {
    const { book } = readDictionary(Array.from({ length: 25 }, (_, n) => `word${n},meaning`).join('\n'));
    expect(searchBook(book, 'w', 20)).toMatchObject({ words: { length: 20 }, isMore: true });
    expect(searchBook(book, 'word1', 11)).toMatchObject({ words: { length: 11 }, isMore: false });
  });

  it('TL1 tabs part columns though meanings have commas', () => {
    expect(entryOf(readDictionary('cat\ta, b, c, d\ndog\te, f, g').book, 'cat')?.meanings).toEqual([{ meaning: 'a, b, c, d' }]);
  });

  it('TL1 a search tells what a look at every line would, and never more than its limit', () => {
    const word = fc.stringMatching(/^[a-cA-Cáéก-ค้่ื]{1,5}$/);
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 40 }), word, (words, beginning) => {
        const usable = words.filter((one) => foldWord(one) !== '');
        fc.pre(usable.length > 0);
        const { book } = readDictionary(usable.map((one) => `${one}\tmeaning of it`).join('\n'));
        const key = foldWord(beginning);
        const fitting = new Set(key === '' ? [] : usable.filter((one) => foldWord(one).startsWith(key)));
        const search = searchBook(book, beginning, 5);
        expect(search.isMore).toBe(fitting.size > 5);
        expect(search.words).toHaveLength(Math.min(5, fitting.size));
        for (const { headword } of search.words) expect(fitting.has(headword)).toBe(true);
        for (const one of usable) expect(entryOf(book, one)?.headword).toBe(one);
      }),
      { numRuns: 150 },
    );
  });

  it('TL1 what is no dictionary is refused in a sentence', () => {
    expect(() => readToolFile(bytes('just words\nof a letter\n'), { use: 'dictionary' })).toThrow(
      /No line of this file is an entry/,
    );
  });
});

describe('TL1 a reference file', () => {
  it('TL1 Markdown is rendered and cannot act; pictures from elsewhere are told as lost', () => {
    const file = reference(
      'sheet.md',
      '# Formulas\n\n<script>alert(1)</script> [x](javascript:alert(1)) ![p](https://spy.example/p.png)\n\n| a | b |\n|---|---|\n| 1 | 2 |',
    );
    const { html } = ToolText.parse(json(file.bytes));
    expect(file).toMatchObject({ kind: 'text', mediaType: 'application/json', reading: { lostPictures: 1 } });
    expect(html).toContain('<td>1</td>');
    expect(html).not.toMatch(/<script|href|spy\.example|src=/);
  });

  it('TL1 plain text stays plain, a table gets rows of one length, a picture is told by its bytes', () => {
    expect(ToolText.parse(json(reference('note.txt', 'a < b\n# c').bytes)).html).toBe('a &lt; b<br># c');
    const table = reference('t.csv', 'symbol,mass\nH,1.008\nHe,4.0026,extra\n');
    expect(ToolTable.parse(json(table.bytes))).toEqual({
      header: ['symbol', 'mass', ''],
      rows: [
        ['H', '1.008', ''],
        ['He', '4.0026', 'extra'],
      ],
    });
    expect(table.count).toBe(2);
    const png = readToolFile(onePixelPng(1), { use: 'reference', filename: 'harmless.txt' });
    expect(png).toMatchObject({ kind: 'picture', mediaType: 'image/png' });
  });

  it('TL1 PDF and what cannot be shown is refused with what to do', () => {
    const refusal = (content: Uint8Array, filename: string, use: 'dictionary' | 'reference' = 'reference') => {
      try {
        readToolFile(content, { use, filename });
        return 'taken';
      } catch (error) {
        return `${(error as { code: string }).code}: ${(error as Error).message}`;
      }
    };
    expect(refusal(bytes('%PDF-1.7\n...'), 'sheet.txt')).toMatch(/^pdf_not_taken: .*save the pages as PNG/);
    expect(refusal(bytes('\n\n%PDF-1.4'), 'sheet.csv', 'dictionary')).toMatch(/^pdf_not_taken/);
    expect(refusal(Buffer.from('GIF89a....'), 'a.gif')).toMatch(/^format_unknown/);
    expect(refusal(Buffer.from([0x50, 0x4b, 3, 4, 0, 0]), 'a.docx')).toMatch(/^format_unknown/);
    expect(refusal(bytes('<svg onload=alert(1)>'), 'a.svg')).toMatch(/^format_unknown/);
    expect(refusal(bytes('  \n'), 'a.txt')).toMatch(/^nothing_importable/);
    expect(refusal(Buffer.concat([onePixelPng(), Buffer.alloc(5 * 1024 * 1024)]), 'a.png')).toMatch(/^file_too_large/);
  });
});
