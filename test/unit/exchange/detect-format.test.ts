import { describe, expect, it } from 'vitest';
import { detectFormat } from '../../../src/main/exchange/detect-format.ts';
import { carryOutImport } from '../../../src/main/exchange/import-task.ts';
import type { ImportedExam } from '../../../src/main/exchange/imported-exam.ts';

const kindOf = (file: string | Buffer): string => {
  try {
    return detectFormat(Buffer.from(file));
  } catch (error) {
    return (error as { code: string }).code;
  }
};
const outcomeOf = async (file: string | Buffer, format?: string): Promise<string> => {
  const outcome = await carryOutImport({ kind: 'exam', bytes: Buffer.from(file), format });
  return outcome.ok ? (outcome.value as { report: { format: string } }).report.format : outcome.code;
};
const BANK =
  '<quiz><question type="truefalse"><questiontext><text>Is it?</text></questiontext>' +
  '<answer fraction="100"><text>true</text></answer><answer fraction="0"><text>false</text></answer></question></quiz>';
const utf16 = (text: string): Buffer => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);

describe('protocol 6 Import of a file whose content says what it is', () => {
  it.each([
    '<?xml version="1.0"?>\n<!DOCTYPE quiz SYSTEM "file:///etc/passwd"><quiz/>',
    '<!DOCTYPE quiz [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><quiz>&b;</quiz>',
    '\ufeff  \n<?xml version="1.0"?><!doctype x><x/>',
    utf16('<?xml version="1.0"?><!DOCTYPE x><x/>'),
    `<?xml version="1.0"?>${' '.repeat(5_000)}<!ENTITY a "b">`,
    '<?xml version="1.0"?><quiz><question type="essay"><name><text>&nobody;</text></name></question></quiz>',
    'Bank of last year\n<?xml version="1.0"?>\n<!DOCTYPE data SYSTEM "http://bank.example/a.dtd">\n<data>&send;</data>',
  ])('EX1 refuses it as hostile when it declares a DOCTYPE or entities (%#)', async (file) => {
    expect(await outcomeOf(file)).toBe('file_hostile');
  });

  it.each([
    [BANK, 'moodle-xml'],
    [`\ufeff\r\n<?xml version="1.0" encoding="UTF-8"?>\r\n<!-- <manifest> of a teacher -->\r\n${BANK}`, 'moodle-xml'],
    [`<?latexml class="article"?>\n<?latexml RelaxNGSchema="LaTeXML"?>\n${BANK}`, 'moodle-xml'],
    [utf16(`<?xml version="1.0" encoding="UTF-16"?>${BANK}`), 'moodle-xml'],
    [`<!--${'x'.repeat(400)}-->${BANK}`, 'moodle-xml'],
    ['<?xml version="1.0"?><questestinterop xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2"></questestinterop>', 'qti'],
    ['<imsqti:assessmentItem identifier="a"></imsqti:assessmentItem>', 'qti'],
    ['<qti-assessment-test></qti-assessment-test>', 'qti'],
    ['<manifest identifier="m">', 'qti'],
    [Buffer.from([0x50, 0x4b, 0x03, 0x04, 0, 0]), 'qti'],
    ['What is it?\nA. One\nB. Two\nANSWER: B\n', 'aiken'],
    ['What is it?\r\nA) One\r\nB) Two\r\n\r\nANSWER: B', 'aiken'],
    ['The {1:SHORTANSWER:=sun} is {:MC:=hot~cold}.', 'cloze'],
    ['With \\(\\frac{a}{b}\\): {1:NM:=3:0.1}', 'cloze'],
  ])('EX1 tells each format by its content (%#)', (file, format) => {
    expect(kindOf(file)).toBe(format);
  });

  it.each([
    '::a::What does <!DOCTYPE html> mean? {}',
    '<p>Is it?</p> {T}',
    '<quizzes> is no element {F}',
    '::x::<?php echo 1; {T}',
    'Which line begins an XML file? {=<?xml version\\="1.0"?> ~<!DOCTYPE quiz>\n~<quiz>}',
    '::gaps::What does \\{1:SHORTANSWER:\\=x\\} mean? {=a gap ~an answer}',
    '::aiken::How does Aiken end?\nA. x\nB. y\nANSWER: A\n{}',
    'A text to read.\n\na) with one letter',
    '',
    '\u0000<?xml',
  ])('EX1 lets text be text (%#)', (file) => {
    expect(kindOf(file)).toBe('gift');
  });

  it.each([
    '<?xml version="1.0"?><plist/>',
    '<?xml version="1.0"',
    '#Q What?\n^ One\nA One\nB Two\n',
    ':TYPE:MC:1:0:C\n:TITLE:One\n:QUESTION:H\nWhat?\n:ANSWER1:0:H\nNo\n',
    '1.  What is it?\n*a) One\nb) Two\n',
    'What is it?\nA. One\nB. Two\nCorrect: B\n',
    '[{"question":"a"}]',
    'question,a,b\nx,y,z\n',
  ])('EX1 says of what nobody can read as a paper that its format is unknown (%#)', async (file) => {
    expect(await outcomeOf(file)).toBe('format_unknown');
  });

  it('EX1 obeys the sender between texts, and contradicts one who calls XML text', async () => {
    expect(await outcomeOf('What is it?\nA. One\nB. Two\nANSWER: B\n', 'gift')).toBe('gift');
    expect(await outcomeOf(BANK, 'moodle-xml')).toBe('moodle-xml');
    expect(await outcomeOf(BANK, 'gift')).toBe('format_unknown');
    expect(await outcomeOf('What? {T}', 'moodle-xml')).toBe('format_unknown');
    expect(await outcomeOf('What? {T}', 'aiken')).toBe('nothing_importable');
  });
});

/** `การสอบ` and `ใช่` as Thai Windows writes them: a byte a letter, and nothing says of which alphabet. */
const thai = (file: string): Buffer =>
  Buffer.from(
    file.replace(/[\u0e01-\u0e5b]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0xe00 + 0xa0)),
    'latin1',
  );

describe('EX1 a file of old Thai Windows', () => {
  it.each([
    ['gift', '::การสอบ::การสอบ {=ใช่ที่สุด ~b}'],
    ['aiken', 'การสอบ?\nA. ใช่ที่สุด\nB. b\nANSWER: A\n'],
    ['cloze', 'การสอบ {1:MULTICHOICE:=ใช่ที่สุด~b} {1:SA:=ใช่ที่สุด}'],
    ['moodle-xml', BANK.replace('Is it?', 'การสอบ')],
  ])('EX1 is read as Thai, and the report says that it was guessed: %s', async (format, text) => {
    const outcome = await carryOutImport({ kind: 'exam', bytes: thai(text) });
    if (!outcome.ok) throw new Error(outcome.message);
    const { questions, report } = outcome.value as ImportedExam;
    expect(report).toMatchObject({
      format,
      imported: 1,
      warnings: [expect.stringContaining('windows-874'), ...report.warnings.slice(1)],
    });
    expect(questions[0]?.stem).toContain('การสอบ');
    if (format !== 'moodle-xml') expect(JSON.stringify(questions)).toContain('ใช่ที่สุด');
  });

  it('EX1 is told apart from the west', async () => {
    const western = Buffer.from('Où était le café préféré? {=à côté ~b}', 'latin1');
    const warned = async (bytes: Buffer) => {
      const outcome = await carryOutImport({ kind: 'exam', bytes });
      return outcome.ok ? (outcome.value as ImportedExam).report.warnings.join() : outcome.code;
    };
    expect(await warned(western)).toContain('windows-1252');
  });
});
