import { describe, expect, it } from 'vitest';
import { choices, correct, declared, imported, itemXml, questionIn, reasonIn, template } from '../../../support/qti-texts.ts';
import { PNG } from '../moodle-banks.ts';

const choiceBody = (extra = '', inner = choices(['A', 'B'])): string =>
  `${extra}<choiceInteraction responseIdentifier="RESPONSE" shuffle="false" maxChoices="1"><prompt>Which?</prompt>${inner}</choiceInteraction>`;
const choiceItem = (
  extra = '',
  { id = 'it', after = '', processing = template('match_correct'), inner = choices(['A', 'B']) } = {},
): string => itemXml(choiceBody(extra, inner), { declarations: declared(correct('A')), processing, after, id });

describe('EX1 QTI texts', () => {
  it('EX1 keeps pictures written into a text beside it, in every version', async () => {
    const source = `data:image/png;base64,${PNG.toString('base64')}`;
    const version1 = `<questestinterop><item ident="i" title="One"><presentation><material><mattext texttype="text/html">&lt;p&gt;x &lt;img src="${source}"&gt;&lt;/p&gt;</mattext></material></presentation></item></questestinterop>`;
    for (const file of [itemXml(`<p>x <img src="${source}" alt=""/></p>`), version1]) {
      const { questions, media } = await imported(file);
      expect(media).toMatchObject([{ mediaType: 'image/png' }]);
      expect(questions[0]?.stemHtml).toContain(`src="media:${media?.[0]?.sha256}"`);
    }
  });

  it('EX1 words of a body that are all markup are its text; markup in a choice is what the choice says', async () => {
    const written = (text: string) => `<![CDATA[${text}]]>`;
    const question = await questionIn(
      choiceItem(written('<div>Which <b>one</b>?</div>'), {
        inner: `<simpleChoice identifier="A">${written('<p>a</p>')}</simpleChoice><simpleChoice identifier="B">b</simpleChoice>`,
      }),
      'single_choice',
    );
    expect(question.stemHtml).toMatch(/^<div>Which <b>one<\/b>\?<\/div>/);
    expect(question.choices[0]?.html).toBe('&lt;p&gt;a&lt;/p&gt;');
    const text = await questionIn(choiceItem('<p>Is &lt;b&gt; an element?</p>'), 'single_choice');
    expect(text.stemHtml).toContain('Is &lt;b&gt; an element?');
  });

  it('EX1 tells of a file that a text only links to, and of a choice that shows nothing', async () => {
    const link = (href: string) => choiceItem(`<p>Use <a href="${href}">the table</a>.</p>`);
    const warnings = async (file: string) => (await imported(file)).report.warnings;
    expect(await warnings(link('files/table.csv'))).toEqual([expect.stringContaining('link to "files/table.csv" is left out')]);
    expect(await warnings(link('data:text/csv;base64,AAAA'))).toEqual([expect.stringContaining('a file written into the text')]);
    expect(await warnings(link('https://example.org/'))).toEqual([]);
    expect((await imported(link('files/table.csv'))).questions[0]?.stemHtml).toContain('Use the table.');

    const empty = (id: string) => `<simpleChoice identifier="${id}"/>`;
    const question = await questionIn(choiceItem('', { inner: `${empty('B')}${choices(['A', 'C'])}` }), 'single_choice');
    expect(question.choices.map(({ id, text, weight }) => [id, text, weight])).toEqual([
      ['c1', 'Choice A', 1],
      ['c2', 'Choice C', 0],
    ]);
    expect(await reasonIn(choiceItem('', { inner: `${empty('A')}${choices(['B', 'C'])}` }))).toBe('its right choice is empty');
    const gap = await questionIn(
      itemXml(
        `<p>It is <inlineChoiceInteraction responseIdentifier="RESPONSE"><inlineChoice identifier="B"/>${choices(['A'], 'inlineChoice')}</inlineChoiceInteraction>.</p>`,
        { declarations: declared(correct('A')), processing: template('match_correct') },
      ),
      'cloze',
    );
    expect(gap.gaps[0]).toMatchObject({ choices: [{ id: 'c1', text: 'Choice A', weight: 1 }] });
  });

  it('EX1 simple MathML is TeX, other MathML its signs, and that is told', async () => {
    const math = (inner: string) => `<p><m:math xmlns:m="http://www.w3.org/1998/Math/MathML">${inner}</m:math></p>`;
    const tex = await questionIn(
      choiceItem(
        math(
          '<m:mfrac><m:mn>1</m:mn><m:msqrt><m:mi>x</m:mi></m:msqrt></m:mfrac><m:mo>≤</m:mo><m:msubsup><m:mi>a</m:mi><m:mn>1</m:mn><m:mn>2</m:mn></m:msubsup>',
        ),
      ),
      'single_choice',
    );
    expect(tex.stemHtml).toContain('<p>\\(\\frac{1}{\\sqrt{x}}\\le {a}_{1}^{2}\\)</p>');
    const { questions, report } = await imported(choiceItem(math('<m:mlongdiv><m:mn>4</m:mn><m:mn>20</m:mn></m:mlongdiv>')));
    expect(questions[0]?.stemHtml).toContain('<p>4 20</p>');
    expect(report.warnings).toEqual([expect.stringMatching(/formula in MathML/)]);
  });

  it('EX1 feedback goes to its choice, by the outcome the rules give it', async () => {
    const inner =
      '<simpleChoice identifier="A">a<feedbackInline outcomeIdentifier="FB" identifier="A" showHide="show">well done</feedbackInline></simpleChoice><simpleChoice identifier="B">b</simpleChoice>';
    const processing =
      '<responseProcessing><setOutcomeValue identifier="FB"><variable identifier="RESPONSE"/></setOutcomeValue><responseCondition><responseIf><match><variable identifier="RESPONSE"/><correct identifier="RESPONSE"/></match><setOutcomeValue identifier="SCORE"><baseValue baseType="float">1</baseValue></setOutcomeValue></responseIf></responseCondition></responseProcessing>';
    const modal = (id: string, show: string) =>
      `<modalFeedback outcomeIdentifier="FB" identifier="${id}" showHide="${show}">${id} ${show}</modalFeedback>`;
    const question = await questionIn(
      choiceItem('', { inner, processing, after: modal('B', 'show') + modal('never', 'hide') }),
      'single_choice',
    );
    expect(question.choices.map(({ html, feedback }) => [html, feedback?.html])).toEqual([
      ['a', 'well done'],
      ['b', 'B show'],
    ]);
    expect(question.generalFeedback?.html).toBe('never hide');
  });

  it('EX1 directions for scorers go to whoever marks, with the model answer', async () => {
    const body =
      '<rubricBlock view="scorer"><p>Two points each.</p></rubricBlock><rubricBlock view="candidate"><p>Be brief.</p></rubricBlock><extendedTextInteraction responseIdentifier="RESPONSE" format="plain"><prompt>Write.</prompt></extendedTextInteraction>';
    const question = await questionIn(
      itemXml(body, { declarations: declared(correct('A &lt;good&gt; answer'), { baseType: 'string' }) }).replace(
        'baseType="float"/>',
        'baseType="float" normalMaximum="12"/>',
      ),
      'essay',
    );
    expect(question).toMatchObject({
      points: 12,
      graderInfo: { html: '<div><p>Two points each.</p></div><p>A &lt;good&gt; answer</p>' },
    });
    expect(question.stemHtml).toBe('<div><p>Be brief.</p></div><div>Write.</div>');
  });

  it('EX1 an item without an interaction is text to read', async () => {
    const question = await questionIn(itemXml('<p>Read this.</p>'), 'description');
    expect([question.points, question.stemHtml]).toEqual([0, '<p>Read this.</p>']);
  });

  it('EX1 reads the names of version 3, with any prefix, and versions mixed', async () => {
    const file = `<?xml version="1.0"?><q:qti-assessment-item xmlns:q="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="three" title="Three" time-dependent="false">
      <q:qti-response-declaration identifier="RESPONSE" cardinality="multiple" base-type="identifier"><q:qti-correct-response><q:qti-value>A</q:qti-value><q:qti-value>B</q:qti-value></q:qti-correct-response></q:qti-response-declaration>
      <q:qti-item-body><choiceInteraction responseIdentifier="RESPONSE" maxChoices="0"><q:qti-prompt>Which?</q:qti-prompt><q:qti-simple-choice identifier="A" fixed="true">a</q:qti-simple-choice><simpleChoice identifier="B">b</simpleChoice><simpleChoice identifier="C">c</simpleChoice></choiceInteraction></q:qti-item-body>
      <q:qti-response-processing template="https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/match_correct.xml"/></q:qti-assessment-item>`;
    const question = await questionIn(file, 'multiple_choice');
    expect([question.scoring, question.idNumber, question.name]).toEqual(['all', 'three', 'Three']);
  });

  it('EX1 the identifier of a choice, which may be the key, reaches nobody', async () => {
    const inner = '<simpleChoice identifier="correct">a</simpleChoice><simpleChoice identifier="wrong">b</simpleChoice>';
    const file = itemXml(choiceBody('', inner), {
      declarations: declared(correct('correct')),
      processing: template('match_correct'),
    });
    expect((await questionIn(file, 'single_choice')).choices.map(({ id }) => id)).toEqual(['c1', 'c2']);
  });
});
