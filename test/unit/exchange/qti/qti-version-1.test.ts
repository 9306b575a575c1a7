import { describe, expect, it } from 'vitest';
import { graded, imported, questionIn, reasonIn } from '../../../support/qti-texts.ts';

const field = (label: string, entry: string) =>
  `<qtimetadatafield><fieldlabel>${label}</fieldlabel><fieldentry>${entry}</fieldentry></qtimetadatafield>`;
const mattext = (text: string, type = 'text/html') => `<material><mattext texttype="${type}">${text}</mattext></material>`;
const label = (id: string, text = `Choice ${id}`) =>
  `<response_label ident="${id}">${mattext(text, 'text/plain')}</response_label>`;
const lid = (id: string, labels: string[], { cardinality = 'Single', own = '', render = '' } = {}) =>
  `<response_lid ident="${id}" rcardinality="${cardinality}">${own === '' ? '' : mattext(own, 'text/plain')}<render_choice ${render}>${labels.map((one) => label(one)).join('')}</render_choice></response_lid>`;
const str = (id = 'response1', fibtype = '') =>
  `<response_str ident="${id}" rcardinality="Single"><render_fib ${fibtype}><response_label ident="answer1"/></render_fib></response_str>`;
const varequal = (value: string, id = 'response1', rest = '') => `<varequal respident="${id}" ${rest}>${value}</varequal>`;
const cond = (test: string, setvar: string, rest = '') =>
  `<respcondition ${rest}><conditionvar>${test}</conditionvar>${setvar}</respcondition>`;
const set = (value: string, action = 'Set') => `<setvar action="${action}" varname="SCORE">${value}</setvar>`;

const item = (
  type: string,
  presentation: string,
  conditions: string,
  { points = '', after = '', decvar = 'maxvalue="100" minvalue="0"', id = 'i1' } = {},
): string =>
  `<item ident="${id}" title="Question"><itemmetadata><qtimetadata>${type === '' ? '' : field('question_type', type)}${points === '' ? '' : field('points_possible', points)}</qtimetadata></itemmetadata><presentation>${presentation}</presentation><resprocessing><outcomes><decvar ${decvar} varname="SCORE" vartype="Decimal"/></outcomes>${conditions}</resprocessing>${after}</item>`;
const quiz = (...items: string[]): string =>
  `<?xml version="1.0"?><questestinterop xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2"><assessment ident="a1" title="A quiz"><section ident="root_section">${items.join('')}</section></assessment></questestinterop>`;

describe('EX1 QTI 1.2 as Canvas writes it', () => {
  it('EX1 multiple_choice: points of the file, feedback of each choice, what all get apart', async () => {
    const feedback = (id: string, text: string) =>
      `<itemfeedback ident="${id}"><flow_mat>${mattext(text)}</flow_mat></itemfeedback>`;
    const show = (id: string) => `<displayfeedback feedbacktype="Response" linkrefid="${id}"/>`;
    const question = await questionIn(
      quiz(
        item(
          'multiple_choice_question',
          mattext('&lt;p&gt;Which?&lt;/p&gt;') + lid('response1', ['1', '2']),
          cond('<other/>', show('general_fb'), 'continue="Yes"') +
            cond(varequal('1'), show('1_fb'), 'continue="Yes"') +
            cond(varequal('2'), set('100') + show('right_fb'), 'continue="No"'),
          {
            points: '2.5',
            after: feedback('general_fb', 'For all') + feedback('1_fb', 'Not this') + feedback('right_fb', 'Yes'),
          },
        ),
      ),
      'single_choice',
    );
    expect(question).toMatchObject({
      stem: '<p>Which?</p>',
      points: 2.5,
      idNumber: 'i1',
      generalFeedback: { html: '<div>For all</div>' },
    });
    expect(question.choices.map(({ html, weight, feedback: said }) => [html, weight, said?.html])).toEqual([
      ['Choice 1', 0, '<div>Not this</div>'],
      ['Choice 2', 1, '<div>Yes</div>'],
    ]);
  });

  it('EX1 short_answer: values side by side for one field are any of them; for several choices they are all of them', async () => {
    const typed = await questionIn(
      quiz(
        item(
          'short_answer_question',
          mattext('Colour?') + str(),
          cond(['red', 'blue'].map((one) => varequal(one)).join(''), set('100')),
          {
            points: '2',
          },
        ),
      ),
      'short_answer',
    );
    expect([graded(typed, 'red'), graded(typed, 'Blue'), graded(typed, 'green')]).toEqual([2, 2, 0]);
    const picked = await questionIn(
      quiz(
        item(
          'multiple_answers_question',
          mattext('Which?') + lid('response1', ['1', '2', '3'], { cardinality: 'Multiple' }),
          cond(`${varequal('1')}${varequal('2')}<not>${varequal('3')}</not>`, set('100')),
          { points: '2' },
        ),
      ),
      'multiple_choice',
    );
    expect([graded(picked, ['c1', 'c2']), graded(picked, ['c1'])]).toEqual([2, 0]);
  });

  it('EX1 true_false by its words, not by its order', async () => {
    const labels = `<response_lid ident="response1" rcardinality="Single"><render_choice>${label('7', 'False')}${label('8', 'True')}</render_choice></response_lid>`;
    const question = await questionIn(
      quiz(item('true_false_question', mattext('Is it?') + labels, cond(varequal('8'), set('100')), { points: '1' })),
      'true_false',
    );
    expect(question.answer).toBe(true);
    const foreign = labels.replace('False', 'Falsch').replace('True', 'Wahr');
    await questionIn(
      quiz(item('true_false_question', mattext('Is it?') + foreign, cond(varequal('8'), set('100')))),
      'single_choice',
    );
  });

  it('EX1 multiple_answers: the right ones and no other, as its condition says', async () => {
    const test = `<and>${varequal('1')}<not>${varequal('2')}</not>${varequal('3')}</and>`;
    const question = await questionIn(
      quiz(
        item(
          'multiple_answers_question',
          mattext('Which?') + lid('response1', ['1', '2', '3'], { cardinality: 'Multiple' }),
          cond(test, set('100')),
          { points: '3' },
        ),
      ),
      'multiple_choice',
    );
    expect(question.scoring).toBe('all');
    expect([graded(question, ['c1', 'c3']), graded(question, ['c1']), graded(question, ['c1', 'c2', 'c3'])]).toEqual([3, 0, 0]);
  });

  it('EX1 short_answer: every text of its condition, whatever the case', async () => {
    const question = await questionIn(
      quiz(
        item(
          'short_answer_question',
          mattext('Say it') + str(),
          cond(`<or>${varequal('Yes')}${varequal('Of course')}</or>`, set('100')),
          { points: '2' },
        ),
      ),
      'short_answer',
    );
    expect(['yes', 'OF COURSE', 'no'].map((typed) => graded(question, typed))).toEqual([2, 2, 0]);
  });

  it('EX1 case="Yes" is heeded', async () => {
    const question = await questionIn(
      quiz(item('', mattext('Say it') + str(), cond(varequal('Yes', 'response1', 'case="Yes"'), set('4')), { decvar: '' })),
      'short_answer',
    );
    expect([question.points, graded(question, 'Yes'), graded(question, 'yes')]).toEqual([4, 4, 0]);
  });

  it('EX1 numerical: exact, range and precision together', async () => {
    const and = (low: string, high: string, open = 'vargte') =>
      `<and><${open} respident="response1">${low}</${open}><varlte respident="response1">${high}</varlte></and>`;
    const conditions = [
      cond(`<or>${varequal('5.0')}${and('5.0', '5.0')}</or>`, set('100'), 'continue="No"'),
      cond(and('10', '12'), set('100'), 'continue="No"'),
      cond(`<or>${varequal('42.0')}${and('41.995', '42.005', 'vargt')}</or>`, set('100'), 'continue="No"'),
    ];
    const question = await questionIn(
      quiz(
        item('numerical_question', mattext('How much?') + str('response1', 'fibtype="Decimal"'), conditions.join(''), {
          points: '1',
        }),
      ),
      'numerical',
    );
    expect(['5', '5.01', '10', '11', '12', '12.1', '41.995', '41.996', '42.005'].map((typed) => graded(question, typed))).toEqual(
      [1, 0, 1, 1, 1, 0, 0, 1, 1],
    );
    expect(question.accepted[0]?.match).toEqual({ kind: 'within', value: 5, tolerance: 0 });
  });

  it('EX1 matching: pairs, distractors, rounded per cent; a pair without any text is told and left out', async () => {
    const labels = ['1', '2', '3'];
    const stems = ['A', 'B', 'C', 'D', 'E', 'F', ''].map((own, index) => lid(`response_${index}`, labels, { own: own || ' ' }));
    const key = ['1', '2', '1', '1', '2', '1'].map((right, index) =>
      cond(varequal(right, `response_${index}`), set('14.29', 'Add')),
    );
    const blank = lid('response_6', ['9'], { own: ' ' }).replace('Choice 9', '');
    const file = quiz(
      item(
        'matching_question',
        mattext('Match') + stems.slice(0, 6).join('') + blank,
        key.join('') + cond(varequal('9', 'response_6'), set('14.29', 'Add')),
        { points: '6' },
      ),
    );
    const { questions, report } = await imported(file);
    const [question] = questions;
    if (question?.type !== 'matching') throw new Error('not a matching question');
    expect(report.warnings).toEqual(['Item "i1": a pair without any text is left out.']);
    expect(question.stems.map(({ html }) => html)).toEqual(['A', 'B', 'C', 'D', 'E', 'F']);
    expect(question.choices.map(({ html }) => html)).toEqual(['Choice 1', 'Choice 2', 'Choice 3']);
    expect(graded(question, question.pairs)).toBe(6);
    expect(graded(question, { ...question.pairs, s1: 'c3' })).toBe(5);
  });

  const blanks = (type: string, text = 'Roses are [one], violets are [two &amp;amp; more].') =>
    quiz(
      item(
        type,
        mattext(text) +
          lid('response_one', ['1', '2'], { own: 'one' }) +
          lid('response_x', ['3', '4'], { own: 'two &amp; more' }),
        cond(varequal('1', 'response_one'), set('50.00', 'Add')) + cond(varequal('3', 'response_x'), set('50.00', 'Add')),
        { points: '4' },
      ),
    );

  it('EX1 fill_in_multiple_blanks: a field at each name, every label of it right', async () => {
    const question = await questionIn(blanks('fill_in_multiple_blanks_question'), 'cloze');
    expect(question.stemHtml).toBe('Roses are <span data-gap="g1"></span>, violets are <span data-gap="g2"></span>.');
    expect([
      graded(question, { g1: 'choice 2', g2: 'CHOICE 4' }),
      graded(question, { g1: 'Choice 1' }),
      graded(question, { g1: 'x' }),
    ]).toEqual([4, 2, 0]);
  });

  it('EX1 multiple_dropdowns: a list at each name', async () => {
    const question = await questionIn(blanks('multiple_dropdowns_question'), 'cloze');
    expect([graded(question, { g1: 'c1', g2: 'c1' }), graded(question, { g1: 'c2', g2: 'c1' })]).toEqual([4, 2]);
  });

  it('EX1 a name that is not in the text, or there twice, is told', async () => {
    expect(await reasonIn(blanks('multiple_dropdowns_question', 'Only [one].'))).toMatch(/\[two & more\] is not in its text/);
    expect(await reasonIn(blanks('multiple_dropdowns_question', '[one] [one] [two &amp;amp; more]'))).toMatch(
      /\[one\] is in its text twice/,
    );
  });

  it('EX1 fields within a text that count only together', async () => {
    const parts = `${mattext('Now is the ', 'text/plain')}${str('F1')}${mattext(' of ', 'text/plain')}${str('F2')}`;
    const file = quiz(
      item('', parts, cond(varequal('winter', 'F1') + varequal('York', 'F2', 'case="Yes"'), set('3', 'Add')), { decvar: '' }),
    );
    const question = await questionIn(file, 'cloze');
    expect(question.stemHtml).toBe('Now is the <span data-gap="g1"></span> of <span data-gap="g2"></span>');
    expect([
      question.points,
      question.scoring,
      graded(question, { g1: 'WINTER', g2: 'York' }),
      graded(question, { g1: 'winter', g2: 'york' }),
    ]).toEqual([3, 'all', 3, 0]);
  });

  it('EX1 an order by the places of its values', async () => {
    const list = `<response_lid ident="O" rcardinality="Ordered"><render_extension><ims_render_object>${['A', 'B', 'C'].map((one) => label(one)).join('')}</ims_render_object></render_extension></response_lid>`;
    const question = await questionIn(
      quiz(
        item('', mattext('Order') + list, cond(['B', 'C', 'A'].map((one) => varequal(one, 'O')).join(''), set('5', 'Add')), {
          decvar: '',
        }),
      ),
      'ordering',
    );
    expect(question.items.map(({ html }) => html)).toEqual(['Choice B', 'Choice C', 'Choice A']);
    expect([graded(question, ['i1', 'i2', 'i3']), graded(question, ['i2', 'i1', 'i3'])]).toEqual([5, 0]);
  });

  it('EX1 essay and text_only', async () => {
    const essay = await questionIn(
      quiz(item('essay_question', mattext('Write') + str(), cond('<other/>', ''), { points: '9' })),
      'essay',
    );
    expect(essay.points).toBe(9);
    const text = await questionIn(quiz(item('text_only_question', mattext('Read'), '', { points: '0' })), 'description');
    expect(text.points).toBe(0);
  });

  it('EX1 a formula drawn by a server is drawn here from its TeX', async () => {
    const image =
      '&lt;img class="equation_image" src="/equation_images/x" alt="LaTeX: x^2" data-equation-content="x^2 &amp;lt; 3"&gt;';
    const question = await questionIn(
      quiz(item('essay_question', mattext(`&lt;p&gt;Solve ${image}&lt;/p&gt;`) + str(), '')),
      'essay',
    );
    expect(question.stemHtml).toBe('<p>Solve \\(x^2 &lt; 3\\)</p>');
  });

  it.each([
    ['calculated_question', str(), '', /computed anew/],
    ['file_upload_question', '', '', /asks for a file/],
    ['short_answer_question', str(), cond('<varsubstring respident="response1">x</varsubstring>', set('100')), /varsubstring/],
    ['', '<response_xy ident="r"/>', '', /response_xy/],
    [
      'multiple_answers_question',
      lid('response1', ['1', '2'], { cardinality: 'Multiple' }),
      cond(varequal('1'), set('25', 'Add')) + cond(varequal('2'), set('-10', 'Add')),
      undefined,
    ],
    [
      'multiple_choice_question',
      lid('response1', ['1', '2']),
      cond(varequal('1'), '<setvar varname="A">1</setvar>') + cond(varequal('2'), '<setvar varname="B">1</setvar>'),
      /several variables/,
    ],
    ['multiple_choice_question', lid('response1', ['1', '2']), '', /no answer earns a point/],
  ])('EX1 %s is read exactly or left out with the reason', async (type, presentation, conditions, reason) => {
    const file = quiz(item(type, mattext('Text') + presentation, conditions));
    if (reason) expect(await reasonIn(file)).toMatch(reason);
    else expect(graded(await questionIn(file, 'multiple_choice'), ['c1', 'c2'])).toBe(0.6);
  });

  it('EX1 a group that draws some of its questions is told, and gives their points', async () => {
    const group = `<section ident="g" title="Group"><selection_ordering><selection><selection_number>1</selection_number><selection_extension><points_per_item>4.0</points_per_item></selection_extension></selection></selection_ordering>${item('essay_question', mattext('Write') + str(), '', { points: '1' })}</section>`;
    const { questions, report } = await imported(quiz(group));
    expect(questions[0]?.points).toBe(4);
    expect(report.warnings).toEqual([expect.stringMatching(/"Group" draws 1 of its questions/)]);
  });
});
