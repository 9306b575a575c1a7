import { describe, expect, it } from 'vitest';
import { importGift } from '../../../src/main/exchange/gift/import-gift.ts';
import { ImportRefused } from '../../../src/main/exchange/import-refused.ts';
import type { ImportedExam } from '../../../src/main/exchange/imported-exam.ts';

const read = (text: string, filename?: string): ImportedExam =>
  importGift(new TextEncoder().encode(text), filename === undefined ? {} : { filename });
const questionsIn = (bytes: Uint8Array) => importGift(bytes).questions;
const reasonFor = (text: string): string => {
  const { report } = read(`${text}\n\nA good one. {T}`);
  expect(report.imported).toBe(1);
  expect(report.skipped).toHaveLength(1);
  expect(report.skipped[0]?.line).toBe(1);
  return report.skipped[0]?.reason ?? '';
};
const refusal = (make: () => unknown): ImportRefused => {
  try {
    make();
  } catch (error) {
    if (error instanceof ImportRefused) return error;
    throw error;
  }
  throw new Error('nothing was refused');
};
const utf16 = (text: string, littleEndian: boolean): Uint8Array => {
  const view = new DataView(new ArrayBuffer(2 * (text.length + 1)));
  for (const [index, character] of [...`\uFEFF${text}`].entries())
    view.setUint16(index * 2, character.charCodeAt(0), littleEndian);
  return new Uint8Array(view.buffer);
};

const unmarked = (text: string, littleEndian: boolean): Uint8Array => utf16(text, littleEndian).subarray(2);

describe('EX1 UTF-16 without a byte-order mark', () => {
  it.each([true, false])('EX1 is recognised by where its zeros are (little endian: %s), in any script', (littleEndian) => {
    expect(questionsIn(unmarked('::Q::Is water wet? {T}\r\n', littleEndian))).toMatchObject([
      { type: 'true_false', stem: 'Is water wet?' },
    ]);
    expect(questionsIn(unmarked('::Q::น้ำเปียกใช่หรือไม่ {T}\r\n', littleEndian))).toMatchObject([{ stem: 'น้ำเปียกใช่หรือไม่' }]);
  });

  it.each<[string, Uint8Array]>([
    ['half a character too many', unmarked('Is water wet? {T}\n', true).subarray(1)],
    ['a zero on both sides', Uint8Array.from([0x41, 0, 0, 0x41, 0x42, 0, 0x43, 0])],
    ['control characters', unmarked('Is \u0003water wet? {T}', true)],
    ['half of a pair', Uint8Array.from([0x41, 0, 0x42, 0, 0x01, 0xd8, 0x43, 0])],
  ])('EX1 %s is no text', (_what, bytes) => {
    expect(refusal(() => importGift(bytes)).code).toBe('file_not_text');
  });
});

describe('EX1 GIFT: what cannot be read is reported by line and reason', () => {
  it.each([
    ['Who? {~a =b', /line 1 is never closed/],
    ['Who? ~a =b}', /} of line 1 closes nothing/],
    ['Who? {~a {b} =c}', /second \{ inside/],
    ['Who {=a} and {=b}?', /another \{ after the answers/],
    ['Who? {~a ~b}', /no answer is marked as right/],
    ['Who? {~%-50%a ~%0%b}', /no answer is marked as right/],
    ['Who? {=a ~}', /at least two choices/],
    ['Who? {=%0%a}', /no answer is marked as right/],
    ['Who? {=}', /answer after = is missing/],
    ['Pi? {#abc}', /unknown number "abc"/],
    ['Pi? {#3,14}', /unknown number "3,14"; write the decimal with a point/],
    ['Pi? {#3:x}', /unknown number "x"/],
    ['Pi? {#3:-1}', /negative/],
    ['Pi? {#5..1}', /greater/],
    ['Pi? {#}', /number after # is missing/],
    ['Match {=a -> b}', /at least two pairs/],
    ['Match {=a -> b =c}', /no -> between/],
    ['Match {=a -> b =c ->}', /no right side/],
    ['Match {= -> b = -> c}', /nothing to match/],
    ['Much {~%150%a ~b}', /not between -100% and 100%/],
    ['::Name::{=a ~b}', /text of the question is missing/],
  ])('EX1 skips %j', (text, reason) => {
    expect(reasonFor(text)).toMatch(reason);
  });

  it('EX1 names the skipped question and, where it is known, its type', () => {
    expect(read('::Q9::Pi? {#abc}\n\nok{T}').report.skipped).toEqual([
      { line: 1, item: 'Q9', type: 'numerical', reason: 'unknown number "abc"' },
    ]);
  });

  it('EX1 never lets a bad question swallow the next', () => {
    const { questions, report } = read(
      '::A::Open {~x =y\n::B::Closed {T}\n\n::C::Open {=z\n\n::D::Fine {F}\n::E::No blank line {=e}\nF, no name {=f}',
    );
    expect(questions.map(({ name }) => name)).toEqual(['B', 'D', 'E', 'F, no name']);
    expect(report.skipped.map(({ line, item }) => [line, item])).toEqual([
      [1, 'A'],
      [4, 'C'],
    ]);
    expect(report.warnings.filter((warning) => warning.includes('no blank line'))).toHaveLength(3);
  });

  it('EX1 reads answers that go over a blank line, and says that Moodle does not', () => {
    const { questions, report } = read('Who? {\n~a\n\n\n=b\n\n}\n\nNext {T}');
    expect(questions).toMatchObject([
      { type: 'single_choice', choices: [{ text: 'a' }, { text: 'b' }] },
      { type: 'true_false', line: 9 },
    ]);
    expect(report.warnings).toEqual([expect.stringMatching(/^Line 1: .*blank line/)]);
  });

  it('EX1 ends a category at its line, so that a question right below it is read', () => {
    const { questions, title } = read('$CATEGORY: $course$/top/Default for Cell biology/Parts\nWhy?{}\n$CATEGORY: Other\nHow?{}');
    expect(questions.map(({ stem }) => stem)).toEqual(['Why?', 'How?']);
    expect(title).toBe('Cell biology');
  });

  it('EX1 takes the title from the name of the file', () => {
    expect(read('a{T}', 'C:\\exams\\Mid-term 2.gift.txt').title).toBe('Mid-term 2');
    expect(read('a{T}').title).toBe('Untitled exam');
  });

  it('EX1 says when a file of mere text was probably no GIFT', () => {
    expect(read('What is 2+2?\nA. 3\nB. 4\nANSWER: B').report.warnings[0]).toMatch(/check that it is a GIFT file/);
  });
});

describe('EX1 GIFT: files', () => {
  const text = 'Größe? {=été}\r\n\r\nNächste {T}\r\n';

  it.each([
    ['UTF-8', new TextEncoder().encode(text)],
    ['UTF-8 with a mark', new TextEncoder().encode(`\uFEFF${text}`)],
    ['UTF-16, little end first', utf16(text, true)],
    ['UTF-16, big end first', utf16(text, false)],
  ])('EX1 reads %s', (_name, bytes) => {
    const { questions, report } = importGift(bytes);
    expect(questions).toMatchObject([{ stem: 'Größe?', accepted: [{ text: 'été' }] }, { line: 3 }]);
    expect(report.warnings).toEqual([]);
  });

  it('EX1 reads old Windows text with a warning', () => {
    const { questions, report } = importGift(new Uint8Array(Buffer.from(text, 'latin1')));
    expect(questions[0]).toMatchObject({ stem: 'Größe?' });
    expect(report.warnings[0]).toMatch(/windows-1252/);
  });

  it('EX1 refuses what is no text, too large, or no exam, each with its code', () => {
    expect(refusal(() => importGift(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 1))).code).toBe('file_not_text');
    expect(refusal(() => importGift(Uint8Array.of(0x41, 0xff, 0x01))).code).toBe('file_not_text');
    expect(refusal(() => importGift(new Uint8Array(20 * 1024 * 1024 + 1))).code).toBe('file_too_large');
    expect(refusal(() => read('x{T}\n\n'.repeat(10_001))).code).toBe('file_too_large');
    expect(refusal(() => read('// nothing\n\n$CATEGORY: a')).code).toBe('nothing_importable');
    expect(refusal(() => read('Pi? {#abc}'))).toMatchObject({
      code: 'nothing_importable',
      report: { imported: 0, skipped: [{ line: 1 }] },
    });
  });

  it('EX1 imports 500 questions well within a second', () => {
    const one =
      '::Q::[html]<p>Which <b>one</b> is\\: it?</p>{\n~<p>a</p>#<p>no</p>\n=<p>b</p>#<p>yes</p>\n~<i>c</i>\n~d\n####<p>So.</p>\n}\n\n';
    const bytes = new TextEncoder().encode(one.repeat(500));
    importGift(bytes);
    const started = performance.now();
    expect(importGift(bytes).report.imported).toBe(500);
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  it('EX1 comes to an end however many tags of a comment are never closed', () => {
    const source = `// ${'[tag:'.repeat(100_000)}${'[id:'.repeat(100_000)}\n// [tag:good]\nIs it? {T}`;
    expect(importGift(new TextEncoder().encode(source)).questions).toMatchObject([{ tags: ['good'] }]);
  });

  it.each(['{', '{\n', '{\n\n', '}', '::', '\\', '~=', '{~a\n\n', '[html]<table>', 'a {=b\n::c::'])(
    'EX1 stays linear on megabytes of %j',
    (piece) => {
      const bytes = new TextEncoder().encode(`q{${piece.repeat(Math.floor(2_000_000 / piece.length))}`);
      const started = performance.now();
      try {
        importGift(bytes);
      } catch (error) {
        expect(error).toBeInstanceOf(ImportRefused);
      }
      expect(performance.now() - started).toBeLessThan(5_000);
    },
  );
});
