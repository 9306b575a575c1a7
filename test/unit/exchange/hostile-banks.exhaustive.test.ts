import { describe, expect, it } from 'vitest';
import { carryOutImport } from '../../../src/main/exchange/import-task.ts';
import type { ImportedExam } from '../../../src/main/exchange/imported-exam.ts';
import { answer, file, importBank, PNG, question } from './moodle-banks.ts';

const outcomeOf = async (text: string): Promise<string> => {
  const outcome = await carryOutImport({ kind: 'exam', bytes: Buffer.from(text) });
  return outcome.ok ? 'read' : outcome.code;
};

/** What acts, fetches or covers, in the ways people smuggle it. */
const ATTACKS = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg onload=alert(1)><use href="data:image/svg+xml,x"></svg>',
  '<a href="javascript:alert(1)" onclick=go()>go</a>',
  '<a href="@@PLUGINFILE@@/a.mp3&quot; onmouseover=&quot;alert(1)">sound</a>',
  '<audio autoplay src="http://outside.example/a.mp3" onplay=go()></audio>',
  '<audio><source src="@@PLUGINFILE@@/a.mp3" onerror="go()"><img src=x onerror=go()></audio>',
  '<iframe src="file:///etc/passwd"></iframe><object data="//host/share"></object><embed src="\\\\host\\share">',
  '<form action="http://outside.example"><input name=a></form><meta http-equiv=refresh content="0;url=//x">',
  '<p style="background:url(//outside.example/x);position:fixed">x</p><style>*{}</style><link rel=stylesheet href=//x>',
  '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  '\uFDD80\uFDD9 \uFDE01\uFDE1 <span data-gap="g1">',
];
const SAFE = new Set([
  'src',
  'alt',
  'width',
  'height',
  'controls',
  'style',
  'dir',
  'lang',
  'colspan',
  'rowspan',
  'span',
  'start',
  'type',
  'data-gap',
]);

const TAG = /<\/?([a-z][a-z0-9]*)((?: [a-z-]+(?:="[^"<>]*")?)*) ?\/?>/g;

/** Holds HTML to a grammar of our own, which has nothing but whole tags and their attributes in it: what does not fit, no page may guess at. */
function assertHarmless(html: string): void {
  expect(html.replace(TAG, '')).not.toContain('<');
  for (const [, tag = '', attributes = ''] of html.matchAll(TAG)) {
    expect(FORBIDDEN).not.toContain(tag);
    for (const [, name = '', value = ''] of attributes.matchAll(/ ([a-z-]+)(?:="([^"]*)")?/g)) {
      expect(SAFE).toContain(name);
      if (name === 'src') expect(value).toMatch(/^(?:media:[0-9a-f]{64}|data:image\/(?:png|jpeg|gif|webp);base64,)/);
      if (name === 'style') expect(value).toMatch(/^text-align:\w+$/);
    }
  }
}

const FORBIDDEN = 'script style svg math iframe object embed form input a link meta source video'.split(' ');

/** Every `html` of an exam, wherever it stands. */
function htmlIn(value: unknown, into: string[] = []): string[] {
  if (typeof value !== 'object' || value === null) return into;
  for (const [name, inside] of Object.entries(value)) {
    if ((name === 'html' || name === 'stemHtml') && typeof inside === 'string') into.push(inside);
    else htmlIn(inside, into);
  }
  return into;
}

describe('security 30, 31: banks that mean harm', () => {
  it.each(ATTACKS)('EX1 security-30 has no script, handler or outside address in any field (%#)', (attack) => {
    const [cdata, feedback] = [`<![CDATA[${attack}]]>`, `<feedback format="html"><text><![CDATA[${attack}]]></text></feedback>`];
    const general = `<generalfeedback format="html"><text>${cdata}</text></generalfeedback>`;
    const bank = importBank(
      [
        question(
          'multichoice',
          answer('100', `A ${attack}`, feedback) + answer('0', 'B') + general,
          `A ${attack}`,
          file('a.mp3', PNG),
        ),
        question(
          'matching',
          `<subquestion format="html"><text><![CDATA[A ${attack}]]></text><answer><text>${cdata}</text></answer></subquestion>`,
        ),
        question('ordering', answer('1', `A ${attack}`) + answer('2', 'B')),
        question(
          'essay',
          `<graderinfo format="html"><text>${cdata}</text></graderinfo><responsetemplate format="html"><text>${cdata}</text></responsetemplate>`,
        ),
        question('ddwtos', `<dragbox><text><![CDATA[A ${attack}]]></text><group>1</group></dragbox>`, '[[1]]'),
        question('truefalse', answer('100', 'true', feedback) + answer('0', 'false', feedback)),
        question('shortanswer', answer('100', 'A', feedback)),
        question('numerical', answer('100', '1', feedback)),
        question(
          'cloze',
          '',
          `${attack} {1:MC:=A ${attack.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}#${attack}~B} {1:SA:=A}`,
        ),
      ].join(''),
    );
    const html = htmlIn(bank.questions);
    expect(html.length).toBeGreaterThanOrEqual(12);
    for (const one of html) assertHarmless(one);
  });

  it('EX1 security-31 refuses what multiplies, fetches or never ends, whatever the rest of the file is', async () => {
    const laughs = Array.from({ length: 9 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join('');
    expect(await outcomeOf(`<?xml version="1.0"?><!DOCTYPE quiz [<!ENTITY l0 "ha">${laughs}]><quiz>&l9;</quiz>`)).toBe(
      'file_hostile',
    );
    expect(
      await outcomeOf('<?xml version="1.0"?><!DOCTYPE quiz [<!ENTITY f SYSTEM "file:///etc/passwd">]><quiz>&f;</quiz>'),
    ).toBe('file_hostile');
    expect(await outcomeOf(`<quiz>${'<question>'.repeat(200_000)}`)).toBe('file_hostile');
    expect(await outcomeOf(`<quiz>${'<question type="x"/>'.repeat(10_001)}</quiz>`)).toBe('file_too_large');
    const least = '<question type="essay"><questiontext><text>a</text></questiontext></question>';
    expect(await outcomeOf(`<quiz>${least.repeat(10_001)}</quiz>`)).toBe('file_too_large');
    expect(await outcomeOf(`<quiz>${question('essay', '')}`)).toBe('file_not_text');
  });

  it('EX1 security-33 computes no formula: a calculated question is reported, its text kept out of the exam', () => {
    const bank = importBank(
      question('description', '') + question('calculated', answer('100', '{a}*process.exit(1)'), 'What is {={a}+{b}}?'),
    );
    expect(bank.report.skipped).toEqual([
      expect.objectContaining({ type: 'calculated', reason: expect.stringContaining('never computed') }),
    ]);
    expect(JSON.stringify(bank.questions)).not.toContain('process');
  });

  it.each([
    ['blanks', ' '.repeat(150_000)],
    ['lines', '\n'.repeat(150_000)],
    ['braces', '{'.repeat(50_000)],
    ['openings of gaps', '{1:SA:=a'.repeat(10_000)],
    ['a brace before blanks', `{${' '.repeat(150_000)}`],
    ['tags', '<a href="'.repeat(9_000)],
    ['players', '<audio>'.repeat(5_000)],
    ['answers', `ANSWER:${' '.repeat(150_000)}x`],
    ['options', `A.${' '.repeat(150_000)}x`],
  ])('EX1 comes to an end with very many %s', async (_, many) => {
    for (const text of [many, `x {1:SA:=a} ${many}`, `What?\nA. ${many}\nB. b\nANSWER: B`]) await outcomeOf(text);
    const bank: ImportedExam = importBank(
      [
        // So that there is something to read, whatever becomes of the others.
        question('description', ''),
        question('essay', `<responsetemplate format="html"><text><![CDATA[<p>${many}]]></text></responsetemplate>`, `${many}x`),
        question('cloze', '', `${many} {1:SA:=a}`),
        question('gapselect', '<selectoption><text>a</text><group>1</group></selectoption>', `[[1]] ${many}`),
        `<question type="category"><category><text><![CDATA[${many}]]></text></category></question>`,
      ].join(''),
    );
    expect(bank.report.imported + bank.report.skipped.length).toBe(4);
  });
});
