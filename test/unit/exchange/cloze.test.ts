import { describe, expect, it } from 'vitest';
import { importCloze } from '../../../src/main/exchange/cloze/import-cloze.ts';
import { importGift } from '../../../src/main/exchange/gift/import-gift.ts';
import type { ImportRefused } from '../../../src/main/exchange/import-refused.ts';
import type { Question } from '../../../src/shared/model/question.ts';
import { importBank, only, question, skippedIn } from './moodle-banks.ts';

function read(text: string): Extract<Question, { type: 'cloze' }> {
  const [first] = importCloze(Buffer.from(text)).questions;
  if (first?.type !== 'cloze') throw new Error('a cloze was expected');
  return first;
}
function faultOf(text: string): string | undefined {
  try {
    importCloze(Buffer.from(text));
    return undefined;
  } catch (error) {
    return (error as ImportRefused).report?.skipped[0]?.reason;
  }
}
const gap = (text: string) => read(text).gaps[0];

describe('EX1 texts with gaps', () => {
  it('EX1 reads each gap in its place with its share, its key and what is said of each answer', () => {
    const cloze = read(
      'Paris is in {2:SHORTANSWER:=France#Yes!~%50%Gaul#Once.~*#No.}.\nIt has {:NM:%100%20:0.5~*#No.} {1:MC:towers~=districts}.\n',
    );
    expect(cloze).toMatchObject({
      stemFormat: 'moodle',
      stemHtml: 'Paris is in <span data-gap="g1"></span>.<br>It has <span data-gap="g2"></span> <span data-gap="g3"></span>.',
      points: 4,
      keepOrder: true,
      gaps: [
        {
          id: 'g1',
          kind: 'text',
          share: 2,
          caseSensitive: false,
          accepted: [
            { text: 'France', weight: 1, feedback: { text: 'Yes!' } },
            { text: 'Gaul', weight: 0.5 },
            { text: '*', weight: 0 },
          ],
        },
        {
          id: 'g2',
          kind: 'number',
          share: 1,
          accepted: [{ match: { kind: 'within', value: 20, tolerance: 0.5 } }, { match: { kind: 'any' } }],
        },
        {
          id: 'g3',
          kind: 'choice',
          choices: [
            { text: 'towers', weight: 0 },
            { text: 'districts', weight: 1 },
          ],
        },
      ],
    });
    expect(cloze.stem).toContain('in <span data-gap="g1"></span>.');
  });

  it.each(['SHORTANSWER', 'SA', 'MW'])('EX1 reads %s as a text of any capitals', (kind) => {
    expect(gap(`a {1:${kind}:=x}`)).toMatchObject({ kind: 'text', caseSensitive: false });
  });
  it.each(['SHORTANSWER_C', 'SAC', 'MWC'])('EX1 reads %s as a text whose capitals count', (kind) => {
    expect(gap(`a {1:${kind}:=x}`)).toMatchObject({ kind: 'text', caseSensitive: true });
  });
  it.each(['MULTICHOICE', 'MC', 'MULTICHOICE_V', 'MCV', 'MULTICHOICE_H', 'MCH'])(
    'EX1 reads %s as choices in their order',
    (kind) => {
      expect(read(`a {1:${kind}:=x~y}`)).toMatchObject({ keepOrder: true, gaps: [{ kind: 'choice' }] });
    },
  );
  it.each(['MULTICHOICE_S', 'MCS', 'MULTICHOICE_VS', 'MCVS', 'MULTICHOICE_HS', 'MCHS'])(
    'EX1 reads %s as choices that may be mixed',
    (kind) => {
      expect(read(`a {1:${kind}:=x~y}`)).not.toHaveProperty('keepOrder');
    },
  );
  it.each([
    ...['MULTIRESPONSE', 'MR', 'MULTIRESPONSE_H', 'MRH'].map((kind) => [kind, true] as const),
    ...['MULTIRESPONSE_S', 'MRS', 'MULTIRESPONSE_HS', 'MRHS'].map((kind) => [kind, undefined] as const),
  ])('EX1 reads %s as choices of which several may be picked', (kind, keepOrder) => {
    const cloze = read(`a {1:SA:=x} {1:${kind}:=x~=y~z}`);
    expect(cloze.gaps[1]).toMatchObject({ kind: 'several', choices: [{ html: 'x' }, { html: 'y' }, { html: 'z' }] });
    expect(cloze.keepOrder).toBe(keepOrder);
    expect(importCloze(Buffer.from(`a {1:${kind}:=x~=y~z}`)).report.warnings).toEqual([]);
  });

  it.each([
    // Nothing is weighed: the right ones share the whole, and a wrong one takes off what a right one gives.
    ['=x~=y~z', [0.5, 0.5, -0.5]],
    ['%50%x~%50%y~%-100%z~w', [0.5, 0.5, -1, 0]],
    ['%100%x~%100%y~z', [0.5, 0.5, 0]],
    ['%25%x~%75%y~z', [0.25, 0.75, 0]],
  ])('EX1 shares the points of several choices out as Moodle does: %s', (answers, weights) => {
    const several = gap(`a {1:MR:${answers}}`);
    expect(several?.kind === 'several' && several.choices.map(({ weight }) => weight)).toEqual(weights);
  });

  it('EX1 undoes the escapes of the gap and of the editor, and keeps entities whole', () => {
    expect(gap('{1:SA:=\\}a\\~b\\#c}')).toMatchObject({ accepted: [{ text: '}a~b#c' }] });
    expect(gap('{1:SA:=it&#39;s&amp;more &eacute;&lt;b#fine \\} &amp; so}')).toMatchObject({
      accepted: [{ text: "it's&more é<b", feedback: { text: 'fine } &amp; so' } }],
    });
    expect(gap('{1:NM:=3,14:0,01}')).toMatchObject({ accepted: [{ match: { value: 3.14, tolerance: 0.01 } }] });
    expect(gap('{1:MC:%-33.33333%a~%100%b}')).toMatchObject({ choices: [{ weight: -1 / 3 }, { weight: 1 }] });
  });

  it.each([
    ['one {1:SA:=a}\ntwo {1:MC:=b~c', 'the gap at line 2 of its text, character 5 ("{1:MC:=b~c") is never closed with }'],
    ['one {1:SA:=a and {1:SA:=b}', 'the gap at line 1 of its text, character 5'],
    ['one {1:MULTICHOIZE:=a} {1:SA:=a}', 'is of an unknown kind'],
    ['one {1:sa:=a} {1:SA:=a}', 'is of an unknown kind: write it in capitals'],
    ['one {1:SA:a~b}', 'in gap 1 no answer is marked as right'],
    ['one {1:SA:}', 'gap 1 has no answer'],
    ['one {1:MC:=a}', 'gap 1 has one choice, and needs two'],
    ['one {1:NM:=many}', 'in gap 1 "many" is no number'],
    ['one {0:SA:=a}', 'counts 0'],
    ['one {1:MC:%200%a~b}', 'is not between -100% and 100%'],
    ['{1:SA:=x} '.repeat(201), 'more than 200 gaps'],
    ['none at all', 'its text has no gap'],
    ['a <p title="{1:SA:=a}">b</p>', 'stands where it cannot be shown'],
    ['a <script>{1:SA:=a}</script> b', 'stands where it cannot be shown'],
  ])('EX1 reports a broken gap with its place (%#)', (text, reason) => {
    expect(faultOf(text)).toContain(reason);
  });

  it('EX1 lets no text write a gap of its own, nor script into one', () => {
    const cloze = read('<span data-gap="g9">x</span> {1:MC:=<img src=x onerror=alert(1)>a~<script>b</script>c}');
    expect(cloze.stemHtml).toBe('<span>x</span> <span data-gap="g1"></span>');
    expect(JSON.stringify(cloze.gaps[0]?.kind === 'choice' && cloze.gaps[0].choices.map(({ html }) => html))).not.toMatch(
      /onerror|script/,
    );
  });

  it('EX1 reads the gaps of Moodle XML, in its tables and beside its formulas', () => {
    const stem = '<table><tr><td>{1:SA:=a}</td><td>\\(x_{1:2}\\) {2:NM:=2}</td></tr></table>';
    expect(only(question('cloze', '', stem))).toMatchObject({
      stemHtml: '<table><tr><td><span data-gap="g1"></span></td><td>\\(x_{1:2}\\) <span data-gap="g2"></span></td></tr></table>',
      points: 3,
    });
    expect(only(question('multianswer', '<defaultgrade>5</defaultgrade>', stem)).points).toBe(5);
    expect(skippedIn(question('cloze', '', 'nothing'))).toMatchObject([
      { type: 'cloze', reason: expect.stringContaining('no gap') },
    ]);
    expect(importBank(question('cloze', '', '{1:MCHS:=a~b} {1:MULTICHOICE_S:=a~b}')).report.warnings).toEqual([
      expect.stringContaining('as a list, not as buttons'),
    ]);
    expect(importBank(question('cloze', '', '{1:MCS:=a~b} {1:MC:=a~b}')).report.warnings).toEqual([
      expect.stringContaining('want their choices in order'),
    ]);
  });
});

describe('EX1 gaps among GIFT', () => {
  const FILE = [
    '$CATEGORY: $course$/top/Maps',
    '',
    '::rivers \\: one:: [html]<p>The {1:SHORTANSWER:=Nile} is \\~ long.</p>',
    'It has {1:MC:=a delta~two} and {2:NM:=2:1}.',
    '',
    '::dogs::A dog {=barks ~meows}.',
    '',
    '::broken::A {1:SA:=one',
    '',
    '::water::Is it wet? {T}',
  ].join('\n');

  it('EX1 reads a cloze between questions of GIFT, and a broken one takes no other with it', () => {
    const { questions, report } = importGift(Buffer.from(FILE));
    expect(questions.map(({ name, type, category }) => [name, type, category])).toEqual([
      ['rivers : one', 'cloze', 'Maps'],
      ['dogs', 'single_choice', 'Maps'],
      ['water', 'true_false', 'Maps'],
    ]);
    expect(questions[0]).toMatchObject({
      line: 3,
      points: 4,
      stemHtml:
        '<p>The <span data-gap="g1"></span> is ~ long.</p>\nIt has <span data-gap="g2"></span> and <span data-gap="g3"></span>.',
    });
    expect(report.skipped).toEqual([
      { line: 8, item: 'broken', type: 'cloze', reason: expect.stringContaining('is never closed with }') },
    ]);
  });
});
