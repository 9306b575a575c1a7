import { describe, expect, it } from 'vitest';
import { resolvePath } from '../../../../src/main/exchange/qti/package-media.ts';
import { craftZip } from '../../../support/crafted-zip.ts';
import { choices, correct, declared, imported, itemXml, reasonIn, refusalOf, template } from '../../../support/qti-texts.ts';

/** One pixel. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const OGG = Buffer.from('OggS\u0000\u0002 and more', 'latin1');

const choiceBody = (extra = '', inner = choices(['A', 'B'])): string =>
  `${extra}<choiceInteraction responseIdentifier="RESPONSE" shuffle="false" maxChoices="1"><prompt>Which?</prompt>${inner}</choiceInteraction>`;
const choiceItem = (
  extra = '',
  { id = 'it', after = '', processing = template('match_correct'), inner = choices(['A', 'B']) } = {},
): string => itemXml(choiceBody(extra, inner), { declarations: declared(correct('A')), processing, after, id });

const zip = (files: Record<string, string | Uint8Array>): Uint8Array =>
  craftZip(Object.entries(files).map(([name, content]) => ({ name, content })));
const manifest = (...resources: [string, string][]): string =>
  `<?xml version="1.0"?><manifest><resources>${resources.map(([type, href]) => `<resource identifier="r" type="${type}" href="${href}"><file href="${href}"/></resource>`).join('')}</resources></manifest>`;
const test = (inner: string): string =>
  `<?xml version="1.0"?><assessmentTest xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="t" title="The test"><testPart identifier="p" navigationMode="linear" submissionMode="individual">${inner}</testPart></assessmentTest>`;
const reference = (id: string, href: string, inner = ''): string =>
  `<assessmentItemRef identifier="${id}" href="${href}">${inner}</assessmentItemRef>`;

describe('EX1 QTI packages', () => {
  it('EX1 finds a picture by its name alone where its address is of the program that wrote it, and only one has the name', async () => {
    const item = (source: string) => choiceItem(`<p><img src="${source}" alt="map"/></p>`);
    const held = (source: string, ...paths: string[]) =>
      imported(zip({ 'i.xml': item(source), ...Object.fromEntries(paths.map((path) => [path, PNG])) }));
    for (const source of ['%%LINKPATH%%map.png', '/webct/Template/My folder/map.png'])
      expect((await held(source, 'pictures/map.png')).media).toHaveLength(1);
    for (const [source, ...paths] of [
      ['/webct/map.png', 'a/map.png', 'b/map.png'],
      ['other/map.png', 'pictures/map.png'],
      ['//host/map.png', 'pictures/map.png'],
    ] as const) {
      const { media, report } = await held(source, ...paths);
      expect([media, report.warnings.length]).toEqual([undefined, 1]);
    }
  });

  it('EX1 follows the test: order, weights, sections, directions; what a room does otherwise is told', async () => {
    const { title, questions, report } = await imported(
      zip({
        'imsmanifest.xml': manifest(
          ['imsqti_test_xmlv2p1', 'tests/t.xml'],
          ['imsqti_item_xmlv2p1', 'items/a.xml'],
          ['imsqti_item_xmlv2p1', 'items/b.xml'],
        ),
        'tests/t.xml': test(
          `<timeLimits maxTime="600"/><assessmentSection identifier="s" title="Part one" visible="true"><rubricBlock view="candidate"><p>Be quick.</p></rubricBlock><selection select="1"/><ordering shuffle="true"/>${reference('rb', '../items/b.xml', '<weight identifier="W" value="2.5"/>')}<assessmentSectionRef identifier="sr" href="more.xml"/></assessmentSection>`,
        ),
        'tests/more.xml': `<assessmentSection xmlns="x" identifier="s2" title="Part two" visible="true">${reference('ra', '../items/a.xml')}</assessmentSection>`,
        'items/a.xml': choiceItem('', { id: 'a' }),
        'items/b.xml': choiceItem('', { id: 'b' }),
        'items/c.xml': choiceItem('', { id: 'c' }),
      }),
    );
    expect(title).toBe('The test');
    expect(questions.map(({ id, idNumber, points, category }) => [id, idNumber, points, category])).toEqual([
      ['q1', 'b', 2.5, 'Part one'],
      ['q2', 'a', 1, 'Part one/Part two'],
      ['q3', 'c', 1, undefined],
    ]);
    expect(questions.map(({ stemHtml }) => stemHtml.startsWith('<div><p>Be quick.</p></div>'))).toEqual([true, true, false]);
    expect(report.skipped).toEqual([]);
    expect(report.warnings.join('\n')).toMatch(
      /time of its own.*600[\s\S]*draws 1 of its items[\s\S]*shuffled[\s\S]*1 items of the package are in none/,
    );
  });

  it('EX1 pictures and sounds come along once each, named by what they hold', async () => {
    const picture =
      '<p><img src="../media/dot.png" alt="A dot"/><img src="../media/same%20dot.png" alt=""/></p><object data="../media/dot.png" type="image/png">dot</object><audio src="../media/s.ogg"/>';
    const { questions, media, report } = await imported(
      zip({
        'deep/items/a.xml': choiceItem(picture),
        'deep/media/dot.png': PNG,
        'deep/media/same dot.png': PNG,
        'deep/media/s.ogg': OGG,
      }),
    );
    expect(media?.map(({ mediaType }) => mediaType)).toEqual(['image/png', 'audio/ogg']);
    const [dot, sound] = media?.map(({ sha256 }) => sha256) ?? [];
    const html = questions[0]?.stemHtml ?? '';
    expect(html.split(`src="media:${dot}"`)).toHaveLength(4);
    expect(html).toContain(`<audio src="media:${sound}"`);
    expect(report.warnings).toEqual([]);
  });

  it('EX1 what claims to be a picture and is none is left out and told', async () => {
    const { questions, media, report } = await imported(
      zip({ 'a.xml': choiceItem('<p><img src="x.png" alt="A lie"/></p>'), 'x.png': '<svg onload="alert(1)"/>' }),
    );
    expect(media).toBeUndefined();
    expect(questions[0]?.stemHtml).toContain('[image: A lie]');
    expect(report.warnings).toEqual(['Item "it": "x.png" is of a kind not shown here and left out.']);
  });

  it('EX1 passages beside the item stand before it, from every kind of file', async () => {
    const stimulus =
      '<qti-assessment-stimulus identifier="s"><qti-stimulus-body><p>From a passage. <img src="dot.png" alt=""/></p></qti-stimulus-body></qti-assessment-stimulus>';
    const item = choiceItem(
      '<object data="shared/page.html" type="text/html"/><xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="shared/part.xml"/>',
    ).replace('<itemBody>', '<assessmentStimulusRef identifier="s" href="shared/s.xml"/><itemBody>');
    const { questions, media } = await imported(
      zip({
        'item.xml': item,
        'shared/s.xml': stimulus,
        'shared/dot.png': PNG,
        'shared/page.html':
          '<!DOCTYPE html><html><head><title>x</title></head><body onload="a()"><p>From a page.<script>alert(1)</script></p></body></html>',
        'shared/part.xml': '<p>From an include.</p>',
      }),
    );
    expect(media).toHaveLength(1);
    const html = questions[0]?.stemHtml ?? '';
    expect(html).toMatch(/From a passage\. <img src="media:[\s\S]*From a page\.<\/p>[\s\S]*From an include\.[\s\S]*Which\?/);
    expect(html).not.toMatch(/script|onload|alert/);
  });

  it('EX1 finds items by what they are, whatever their files are called', async () => {
    const { questions } = await imported(
      zip({
        'imsmanifest.xml': manifest(['imsqti_item_xmlv2p1', 'item-one']),
        'item-one': choiceItem('', { id: 'one' }),
        'picture.png': PNG,
      }),
    );
    expect(questions.map(({ idNumber }) => idNumber)).toEqual(['one']);
  });

  it('EX1 reads a package without a manifest, and one that is wrapped in a folder', async () => {
    const bare = await imported(zip({ 'b.xml': choiceItem('', { id: 'b' }), 'a.xml': choiceItem('', { id: 'a' }) }));
    expect(bare.questions.map(({ idNumber }) => idNumber)).toEqual(['a', 'b']);
    const wrapped = await imported(
      zip({
        'export/imsmanifest.xml': manifest(['imsqti_item_xmlv2p1', 'b.xml'], ['imsqti_item_xmlv2p1', 'a.xml']),
        'export/b.xml': choiceItem('', { id: 'b' }),
        'export/a.xml': choiceItem('', { id: 'a' }),
      }),
    );
    expect(wrapped.questions.map(({ idNumber }) => idNumber)).toEqual(['b', 'a']);
  });

  it('EX1 an item that is missing, outside or no XML is skipped by name; the others are read', async () => {
    const { questions, report } = await imported(
      zip({
        't.xml': test(
          [
            'gone.xml',
            'https://example.org/i.xml',
            'file:///etc/passwd',
            '\\\\host\\share\\i.xml',
            '../up.xml',
            'broken.xml',
            'a.xml',
          ]
            .map((href, index) => reference(`r${index}`, href))
            .join(''),
        ),
        'a.xml': choiceItem(),
        'broken.xml': '<?xml version="1.0"?><assessmentItem identifier="x"><itemBody></assessmentItem>',
      }),
    );
    expect(questions).toHaveLength(1);
    expect(report.skipped.map(({ item }) => item)).toEqual(['r0', 'r1', 'r2', 'r3', 'r4', 'broken.xml']);
    expect(report.skipped[5]?.reason).toMatch(/Line 1: this is not well-formed/);
    expect(report.skipped.slice(0, 5).every(({ reason }) => /nothing outside it is fetched/.test(reason))).toBe(true);
  });

  it.each([
    ['img/a.png', 'items/x.xml', 'items/img/a.png'],
    ['../img/a%20b.png?v=1#top', 'items/x.xml', 'img/a b.png'],
    ['../a.png', 'x.xml', undefined],
    ['a/../../a.png', 'x.xml', undefined],
    ['/a.png', 'x.xml', undefined],
    ['//host/a.png', 'x.xml', undefined],
    ['\\\\host\\a.png', 'x.xml', undefined],
    ['%2e%2e/a.png', 'x.xml', undefined],
    ['file:a.png', 'x.xml', undefined],
    ['C:/a.png', 'x.xml', undefined],
    ['', 'x.xml', undefined],
  ])('EX1 the reference %j in %s means %s', (reference, from, path) => {
    expect(resolvePath(reference, from)).toBe(path);
  });

  it('EX1 circles end: sections that include themselves, files that include one another', async () => {
    const sections = await refusalOf(
      zip({
        't.xml': test('<assessmentSectionRef identifier="s" href="s.xml"/>'),
        's.xml': '<assessmentSection identifier="s"><assessmentSectionRef identifier="again" href="s.xml"/></assessmentSection>',
      }),
    );
    expect(sections.report?.skipped).toMatchObject([{ item: 'again', reason: expect.stringMatching(/includes itself/) }]);
    const include = (href: string) => `<include href="${href}"/>`;
    const files = await refusalOf(
      zip({
        'i.xml': choiceItem(include('a.xml')),
        'a.xml': `<div>${include('b.xml')}</div>`,
        'b.xml': `<div>${include('a.xml')}</div>`,
      }),
    );
    expect(files.report?.skipped[0]?.reason).toMatch(/circle/);
  });

  it('EX1 a quiz and its bank in one cartridge: each question once, the others named', async () => {
    const essay = (id: string, more = '') =>
      `<item ident="${id}" title="${id}"><itemmetadata><qtimetadata><qtimetadatafield><fieldlabel>question_type</fieldlabel><fieldentry>essay_question</fieldentry></qtimetadatafield>${more}</qtimetadata></itemmetadata><presentation><material><mattext>Write ${id}</mattext></material><response_str ident="response1"><render_fib/></response_str></presentation></item>`;
    const from = (id: string) =>
      `<qtimetadatafield><fieldlabel>assessment_question_identifierref</fieldlabel><fieldentry>${id}</fieldentry></qtimetadatafield>`;
    const quiz = (...items: string[]) =>
      `<questestinterop><assessment ident="quiz" title="Quiz"><section ident="root">${items.join('')}</section></assessment></questestinterop>`;
    const bank = `<questestinterop><objectbank ident="bank"><qtimetadata><qtimetadatafield><fieldlabel>bank_title</fieldlabel><fieldentry>My bank</fieldentry></qtimetadatafield></qtimetadata>${essay('b1')}${essay('b2')}</objectbank></questestinterop>`;
    const { title, questions, report } = await imported(
      zip({
        'bank/b.xml.qti': bank,
        'cc/quiz.xml': quiz(essay('x')),
        'full/quiz.xml.qti': quiz(essay('x'), essay('y', from('b1'))),
      }),
    );
    expect(title).toBe('Quiz');
    expect(questions.map(({ idNumber, category }) => [idNumber, category])).toEqual([
      ['x', undefined],
      ['y', undefined],
      ['b2', 'My bank'],
    ]);
    expect(report.skipped).toMatchObject([{ item: 'b1', type: 'essay_question', reason: expect.stringMatching(/already/) }]);
    expect(report.warnings.join()).toMatch(/twice/);
  });

  it.each<[string, string | Uint8Array, RegExp]>([
    ['results', '<?xml version="1.0"?><assessmentResult><context/></assessmentResult>', /holds results/],
    ['results in a zip', zip({ 'r.xml': '<assessmentResult/>' }), /holds results/],
    ['a rule alone', '<responseProcessing template="x"/>', /no QTI item/],
    ['a zip of nothing', zip({ 'a.txt': 'x' }), /no questions in this zip/],
    ['a manifest alone', zip({ 'imsmanifest.xml': manifest() }), /no questions in this zip/],
  ])('EX1 refuses %s in words', async (_what, file, message) => {
    const refusal = await refusalOf(file);
    expect(refusal.code).toBe('format_unknown');
    expect(refusal.message).toMatch(message);
  });

  it('EX1 a lone item that needs other files says so', async () => {
    expect(await reasonIn(choiceItem('<object data="page.html" type="text/html"/>'))).toMatch(
      /"page\.html", which is not in the file/,
    );
  });
});
