import { describe, expect, it } from 'vitest';
import { importQti } from '../../../../src/main/exchange/qti/import-qti.ts';
import type { Question } from '../../../../src/shared/model/question.ts';
import { craftZip } from '../../../support/crafted-zip.ts';
import { choices, correct, declared, imported, itemXml, refusalOf, template } from '../../../support/qti-texts.ts';

const EVIL = [
  '<script>alert(1)</script>',
  '<img src="x" onerror="alert(1)" alt="evil"/>',
  '<a href="javascript:alert(1)">link</a>',
  '<iframe src="https://evil.example/"></iframe>',
  '<img src="https://evil.example/p.png" alt=""/>',
  '<img src="file:///etc/passwd" alt=""/>',
  '<img src="\\\\evil\\share\\p.png" alt=""/>',
  '<object data="file:///etc/passwd" type="image/png"/>',
  '<audio src="https://evil.example/a.mp3" autoplay="autoplay"/>',
  '<video src="https://evil.example/a.mp4"/>',
  '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>',
  '<p style="background:url(https://evil.example/)" onclick="alert(1)">text</p>',
  '<form action="https://evil.example/"><input name="x"/></form>',
  '<style>@import "https://evil.example/";</style>',
  '<embed src="https://evil.example/"/>',
  `<img src="media:${'ab'.repeat(32)}" alt="of another exam"/>`,
  '<m:math xmlns:m="http://www.w3.org/1998/Math/MathML"><m:mtext>&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;</m:mtext></m:math>',
].join('');

/** Every piece of HTML a page may show of a question. */
const htmlOf = (question: Question): string[] =>
  [...JSON.stringify(question).matchAll(/"(?:html|stemHtml)":("(?:[^"\\]|\\.)*")/g)].map(
    ([, written = '""']) => JSON.parse(written) as string,
  );

const isHarmless = (html: string): boolean =>
  !/<(?!\/?(?:p|div|span|b|i|em|strong|br|img|audio|ul|ol|li|table|tbody|tr|td)\b)/i.test(html) &&
  !/<[^>]*\s(?:on\w+|href|style|srcset|autoplay)\s*=/i.test(html) &&
  !/<[^>]*\ssrc\s*=\s*"(?!media:[0-9a-f]{64}"|data:image\/)/i.test(html);

describe('security 31 hostile QTI', () => {
  const base = itemXml(
    `${EVIL}<choiceInteraction responseIdentifier="RESPONSE" maxChoices="1"><prompt>${EVIL}Which?</prompt><simpleChoice identifier="A">${EVIL}a<feedbackInline outcomeIdentifier="FB" identifier="A" showHide="show">${EVIL}said</feedbackInline></simpleChoice><simpleChoice identifier="B">b</simpleChoice></choiceInteraction>`,
    {
      declarations: declared(correct('A')),
      processing: `<responseProcessing><setOutcomeValue identifier="FB"><variable identifier="RESPONSE"/></setOutcomeValue><responseCondition><responseIf><match><variable identifier="RESPONSE"/><correct identifier="RESPONSE"/></match><setOutcomeValue identifier="SCORE"><baseValue baseType="float">1</baseValue></setOutcomeValue></responseIf></responseCondition></responseProcessing>`,
      after: `<modalFeedback outcomeIdentifier="FB" identifier="B" showHide="show">${EVIL}modal</modalFeedback>`,
    },
  );
  const inCdata = (text: string) => `<material><mattext texttype="text/html"><![CDATA[${text}${EVIL}]]></mattext></material>`;
  const version1 = `<questestinterop><item ident="i" title="&lt;script&gt;"><presentation>${inCdata('Stem')}<response_lid ident="r" rcardinality="Single"><render_choice><response_label ident="1">${inCdata('one')}</response_label><response_label ident="2">${inCdata('two')}</response_label></render_choice></response_lid></presentation><resprocessing><outcomes><decvar varname="SCORE"/></outcomes><respcondition><conditionvar><varequal respident="r">1</varequal></conditionvar><setvar action="Set">1</setvar><displayfeedback linkrefid="f"/></respcondition></resprocessing><itemfeedback ident="f">${inCdata('Feedback')}</itemfeedback></item></questestinterop>`;

  it.each([
    ['version 2', base],
    ['version 1', version1],
  ])('security 31 nothing in any text acts or reaches a network: %s', async (_what, file) => {
    const { questions, report } = await imported(file);
    const pieces = questions.flatMap(htmlOf);
    expect(pieces.length).toBeGreaterThanOrEqual(4);
    expect(pieces.filter((html) => !isHarmless(html))).toEqual([]);
    expect(pieces.filter((html) => html.includes('media:'))).toEqual([]);
    expect(report.warnings.join('\n')).toMatch(/evil\.example.*nothing is fetched/);
    expect(report.warnings.join('\n')).toMatch(/file:\/\/\/etc\/passwd.*outside the file/);
  });

  it.each([
    ['a DOCTYPE', '<?xml version="1.0"?><!DOCTYPE assessmentItem><assessmentItem/>'],
    [
      'an external entity',
      '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><assessmentItem identifier="x">&e;</assessmentItem>',
    ],
    [
      'an entity bomb',
      `<!DOCTYPE x [<!ENTITY a "ha">${'bcdefgh'
        .split('')
        .map((name, index) => `<!ENTITY ${name} "${`&${'abcdefg'[index]};`.repeat(10)}">`)
        .join('')}]><questestinterop>&h;</questestinterop>`,
    ],
    ['an entity nobody defined', '<assessmentItem identifier="x"><itemBody>&nbsp;</itemBody></assessmentItem>'],
    ['200,000 elements in one another', `<assessmentItem>${'<p>'.repeat(200_000)}</assessmentItem>`],
  ])('security 31 refuses %s, alone and in a package, and takes nothing', async (_what, file) => {
    expect((await refusalOf(file)).code).toBe('file_hostile');
    const good = itemXml('<p>Text</p>');
    expect(
      (
        await refusalOf(
          craftZip([
            { name: 'a.xml', content: good },
            { name: 'b.xml', content: file },
          ]),
        )
      ).code,
    ).toBe('file_hostile');
  });

  it('security 31 asks nothing of a file its package does not read as questions', async () => {
    const page = '<!DOCTYPE html><html><body>A page of the course</body></html>';
    const { questions } = await imported(
      craftZip([
        { name: 'a.xml', content: itemXml('<p>Text</p>') },
        { name: 'wiki/page.html', content: page },
        { name: 'wiki/page.xml', content: page },
      ]),
    );
    expect(questions).toHaveLength(1);
  });

  it('security 31 names of Object are no operators, elements or declarations', async () => {
    const strange = itemXml(
      `<choiceInteraction responseIdentifier="__proto__">${choices(['constructor', '__proto__'])}</choiceInteraction>`,
      {
        declarations: declared(correct('constructor'), { id: '__proto__' }),
        processing:
          '<responseProcessing><setOutcomeValue identifier="SCORE"><constructor/></setOutcomeValue></responseProcessing>',
        id: '__proto__',
      },
    );
    expect((await refusalOf(strange)).report?.skipped).toMatchObject([
      { item: '__proto__', reason: expect.stringMatching(/constructor/) },
    ]);
    expect((await refusalOf('<toString/>')).code).toBe('format_unknown');
  });

  it('security 31 reads 10,000 items, and refuses one more', async () => {
    const item = (index: number) =>
      `<item ident="i${index}"><presentation><material><mattext>Text ${index}</mattext></material></presentation></item>`;
    const bank = (count: number) =>
      new TextEncoder().encode(
        `<questestinterop>${Array.from({ length: count }, (_, index) => item(index)).join('')}</questestinterop>`,
      );
    expect((await importQti(bank(10_000))).report.imported).toBe(10_000);
    expect((await refusalOf(bank(10_001))).code).toBe('file_too_large');
  });

  it('security 31 one passage above thousands of items does not fill the memory', async () => {
    const passage = `<p>${'word '.repeat(9_500)}</p>`;
    const references = Array.from(
      { length: 860 },
      (_, index) => `<assessmentItemRef identifier="r${index}" href="i${index}.xml"/>`,
    ).join('');
    const test = `<assessmentTest identifier="t" title="T"><testPart identifier="p"><assessmentSection identifier="s" title="S" visible="true"><rubricBlock view="candidate">${passage}</rubricBlock>${references}</assessmentSection></testPart></assessmentTest>`;
    const items = Array.from({ length: 860 }, (_, index) => ({
      name: `i${index}.xml`,
      content: itemXml('<p>Text</p>', { id: `i${index}` }),
    }));
    const refusal = await refusalOf(craftZip([{ name: 't.xml', content: test }, ...items]));
    expect([refusal.code, refusal.message]).toEqual(['file_too_large', expect.stringMatching(/40 million characters/)]);
  });

  it('security 31 a file larger than 20 MB is refused before it is read', async () => {
    expect((await refusalOf(new Uint8Array(20 * 1024 * 1024 + 1))).code).toBe('file_too_large');
  });

  it('security 31 the rules of one item cannot hold the reader: many choices, many numbers', async () => {
    const many = Array.from({ length: 201 }, (_, index) => `c${index}`);
    const file = itemXml(`<choiceInteraction responseIdentifier="RESPONSE" maxChoices="0">${choices(many)}</choiceInteraction>`, {
      declarations: declared(correct('c0'), { cardinality: 'multiple' }),
      processing: template('match_correct'),
    });
    expect((await refusalOf(file)).report?.skipped[0]?.reason).toMatch(/more than 200 choices/);
  });
});
