import { describe, expect, it } from 'vitest';
import { graded, imported, questionIn, reasonIn, refusalOf } from '../../../support/qti-texts.ts';

const quiz = (...items: string[]): string =>
  `<questestinterop><assessment title="Quiz"><section>${items.join('')}</section></assessment></questestinterop>`;
const words = (text: string): string => `<material><mattext texttype="text/html">${text}</mattext></material>`;
const labels = (...ids: string[]): string =>
  ids.map((id) => `<response_label ident="${id}">${words(id)}</response_label>`).join('');
const list = (id: string, inside: string, { before = '', cardinality = 'Single', name = 'response_lid' } = {}): string =>
  `<${name} ident="${id}" rcardinality="${cardinality}">${before}<render_choice>${inside}</render_choice></${name}>`;
const field = (id: string, kind = 'response_str', fib = ''): string =>
  `<${kind} ident="${id}" rcardinality="Single"><render_fib ${fib}><response_label ident="${id}_ANS"/></render_fib></${kind}>`;
const is = (id: string, value: string): string => `<varequal respident="${id}" case="No">${value}</varequal>`;
const when = (test: string, then: string, rest = ''): string =>
  `<respcondition ${rest}><conditionvar>${test}</conditionvar>${then}</respcondition>`;
const show = (id: string): string => `<displayfeedback feedbacktype="Response" linkrefid="${id}"/>`;
const set = (value: string, action = 'Set', name = 'SCORE'): string =>
  `<setvar action="${action}" varname="${name}">${value}</setvar>`;

describe('EX1 QTI 1.2 of Blackboard', () => {
  const item = (type: string, blocks: string, conditions: string, { points = '8.0', most = 'maxvalue="8.0"' } = {}): string =>
    quiz(
      `<item maxattempts="0"><itemmetadata><bbmd_asi_object_id>_7_1</bbmd_asi_object_id><bbmd_questiontype>${type}</bbmd_questiontype><qmd_absolutescore_max>${points}</qmd_absolutescore_max><qmd_weighting>0.0</qmd_weighting></itemmetadata><presentation><flow class="QUESTION_BLOCK">${words('The question [x] [y]')}</flow>${blocks}</presentation><resprocessing scoremodel="SumOfScores"><outcomes><decvar defaultval="0.0" ${most} minvalue="0.0" varname="SCORE"/></outcomes>${conditions}${when('<other/>', set('0.0') + show('incorrect'), 'title="incorrect"')}</resprocessing><itemfeedback ident="correct">${words('Well done')}</itemfeedback><itemfeedback ident="incorrect">${words('No')}</itemfeedback></item>`,
    );
  const answer = (inside: string): string => `<flow class="RESPONSE_BLOCK">${inside}</flow>`;
  const right = (test: string): string => when(test, show('correct'));

  it('EX1 a blank: what shows "correct" earns the points, which stand beside a weighting of nothing', async () => {
    const question = await questionIn(
      item('Fill in the Blank', answer(field('r')), right(is('r', 'frog')) + right(is('r', 'newt'))),
      'short_answer',
    );
    expect([graded(question, 'FROG'), graded(question, 'newt'), graded(question, 'toad')]).toEqual([8, 8, 0]);
    expect(question).toMatchObject({ points: 8, idNumber: '_7_1', accepted: [{ feedback: { html: 'Well done' } }, {}] });
  });

  it('EX1 a number: its bounds count, though the number itself stands beside them', async () => {
    const bounds = '<vargte respident="r">9.5</vargte><varlte respident="r">10.5</varlte>';
    const question = await questionIn(
      item('Numeric', answer(field('r', 'response_num', 'fibtype="Decimal"')), right(bounds + is('r', '10'))),
      'numerical',
    );
    expect(question.accepted[0]?.match).toEqual({ kind: 'within', value: 10, tolerance: 0.5 });
    expect([graded(question, '10.4'), graded(question, '10.6')]).toEqual([8, 0]);
  });

  const pair = (id: string, own: string[], text: string): string =>
    `<flow class="Block">${words(text)}${list(id, own.map((one) => `<response_label ident="${one}"/>`).join(''))}</flow>`;
  const sides = (...texts: string[]): string =>
    `<flow class="RIGHT_MATCH_BLOCK">${texts.map((text) => `<flow class="Block">${words(text)}</flow>`).join('')}</flow>`;

  it('EX1 a matching: right sides in a block of their own, each pair its part of the points', async () => {
    const pairs = pair('p1', ['a1', 'a2', 'a3'], 'cat') + pair('p2', ['b1', 'b2', 'b3'], 'frog');
    const question = await questionIn(
      item('Matching', answer(pairs) + sides('insect', 'mammal', 'amphibian'), right(is('p1', 'a2')) + right(is('p2', 'b3'))),
      'matching',
    );
    const textOf = (id: string | undefined) => question.choices.find((choice) => choice.id === id)?.html;
    expect(question.stems.map(({ id, html }) => [html, textOf(question.pairs[id])])).toEqual([
      ['cat', 'mammal'],
      ['frog', 'amphibian'],
    ]);
    expect(question.choices).toHaveLength(3);
    expect(question.stemHtml).not.toContain('cat');
    const [first = ''] = question.stems.map(({ id }) => id);
    expect(graded(question, { [first]: question.pairs[first] ?? '' })).toBe(4);
  });

  it('EX1 says so where the lists and the right sides do not go together', async () => {
    const pairs = pair('p1', ['a1', 'a2'], 'cat') + pair('p2', ['b1', 'b2'], 'frog');
    expect(
      await reasonIn(item('Matching', answer(pairs) + sides('one'), right(is('p1', 'a1')) + right(is('p2', 'b2')))),
    ).toContain('as many choices as there are right sides');
  });

  it('EX1 a jumbled sentence: lists where the words stood, all or nothing', async () => {
    const question = await questionIn(
      item(
        'Jumbled Sentence',
        answer(list('x', labels('x1', 'x2')) + list('y', labels('y1', 'y2'))),
        when(`<and>${is('x', 'x1')}${is('y', 'y2')}</and>`, set('SCORE.max') + show('correct')),
      ),
      'cloze',
    );
    expect(question.stemHtml).toContain('question <span data-gap="g1"></span> <span data-gap="g2"></span>');
    expect([graded(question, { g1: 'c1', g2: 'c2' }), graded(question, { g1: 'c1', g2: 'c1' })]).toEqual([8, 0]);
    expect(question.generalFeedback).toBeUndefined();
  });

  it('EX1 either/or: the words for people; empty choices stay away; what is said to a choice stays with it', async () => {
    const choice = (id: string, text: string) =>
      `<response_label ident="${id}">${text === '' ? '' : words(text)}</response_label>`;
    const question = await questionIn(
      item(
        'Either/Or',
        answer(list('response', choice('yes', 'yes_no.true') + choice('no', 'yes_no.false') + choice('e', ''))),
        when(is('response', 'no'), set('SCORE.max') + show('correct')) +
          when('<varequal respident="yes"/>', set('0') + show('of yes')),
      ).replace('</item>', `<itemfeedback ident="of yes">${words('Think of it')}</itemfeedback></item>`),
      'single_choice',
    );
    expect(question.choices.map(({ html, weight }) => [html, weight])).toEqual([
      ['Yes', 0],
      ['No', 1],
    ]);
    expect(question.choices[0]?.feedback?.html).toContain('Think of it');
  });

  it('EX1 a short response is read by a person; a file cannot be handed in; points nobody said are one', async () => {
    const all = when('', set('SCORE.max') + show('correct'));
    await questionIn(item('Short Response', answer(field('response')), all), 'essay');
    expect(await reasonIn(item('File Upload', answer(field('response')), all))).toContain('asks for a file');
    const none = { points: '-1.0', most: '' };
    const question = await questionIn(
      item('True/False', answer(list('response', labels('true', 'false'))), when(is('response', 'true'), set('SCORE.max')), none),
      'true_false',
    );
    expect([question.answer, question.points]).toEqual([true, 1]);
  });
});

describe('EX1 QTI 1.2 of Respondus', () => {
  const meta = (type: string, points: string) =>
    `<itemmetadata><qtimetadata>${[
      ['respondusapi_qtype', type],
      ['respondusapi_qpoints', points],
    ]
      .map(
        ([name, entry]) =>
          `<qti_metadatafield><fieldlabel>${name}</fieldlabel><fieldentry>${entry}</fieldentry></qti_metadatafield>`,
      )
      .join('')}</qtimetadata></itemmetadata>`;

  it('EX1 a matching: counted in variables and divided at the end', async () => {
    const lists = ['L1', 'L2'].map((id) => list(id, labels('A', 'B'), { before: words(`left of ${id}`) })).join('');
    const count = (id: string, choice: string, name: string) => when(is(id, choice), set('1', 'Add', `Respondus_${name}`));
    const file = quiz(
      `<item ident="q1">${meta('matching', '3.00')}<presentation>${words('Match')}${lists}</presentation><resprocessing><outcomes><decvar varname="Respondus_Correct" defaultval="0" maxvalue="2"/><decvar varname="Respondus_Incorrect" defaultval="0"/><decvar varname="que_score" defaultval="0" minvalue="0" maxvalue="100"/></outcomes>${count('L1', 'A', 'Correct')}${count('L1', 'B', 'Incorrect')}${count('L2', 'A', 'Incorrect')}${count('L2', 'B', 'Correct')}${when('<and><other/><not><other/></not></and>', set('0', 'Set', 'que_score') + set('Respondus_Correct', 'Add', 'que_score') + set('2', 'Divide', 'que_score'))}</resprocessing></item>`,
    );
    const question = await questionIn(file, 'matching');
    expect([question.points, question.stems.length, graded(question, question.pairs)]).toEqual([3, 2, 3]);
    expect(question.choices.map(({ html }) => html)).toEqual(['A', 'B']);
  });

  it('EX1 blanks that stand only in the text, by their names', async () => {
    const file = quiz(
      `<item ident="q1">${meta('fillInMultiple', '2.00')}<presentation>${words('A [a] and a [b].')}</presentation><resprocessing><outcomes><decvar varname="que_score" defaultval="0"/></outcomes>${when(`<and><or>${is('[a]', 'one')}${is('[a]', '1')}</or>${is('[b]', 'two')}</and>`, set('1', 'Set', 'que_score'))}${when('<other/>', set('0', 'Add', 'que_score'))}</resprocessing></item>`,
    );
    const question = await questionIn(file, 'cloze');
    expect(question.stemHtml).toBe('A <span data-gap="g1"></span> and a <span data-gap="g2"></span>.');
    expect([graded(question, { g1: '1', g2: 'Two' }), graded(question, { g1: '1', g2: 'x' })]).toEqual([2, 0]);
  });
});

describe('EX1 QTI 1.2 of Desire2Learn', () => {
  const item = (type: string, presentation: string, conditions: string) =>
    `<questestinterop><objectbank ident="b"><section><item ident="o1"><itemmetadata><qtimetadata><qti_metadatafield><fieldlabel>qmd_questiontype</fieldlabel><fieldentry>${type}</fieldentry></qti_metadatafield><qti_metadatafield><fieldlabel>qmd_weighting</fieldlabel><fieldentry>4.000000000</fieldentry></qti_metadatafield></qtimetadata></itemmetadata><presentation><flow>${words('Asked')}${presentation}</flow></presentation><resprocessing><outcomes><decvar vartype="Integer"/></outcomes>${conditions}</resprocessing></item></section></objectbank></questestinterop>`;

  it('EX1 short answer: asked for by the label inside the field', async () => {
    const question = await questionIn(
      item('Short Answer', field('f'), when(is('f_ANS', 'Yes'), '<setvar action="Set">100.000</setvar>')),
      'short_answer',
    );
    expect([question.points, graded(question, 'yes'), graded(question, 'f_ANS')]).toEqual([4, 4, 0]);
    const boxes = item(
      'Multi-Short Answer',
      field('f', 'response_str', 'input_boxes="3"'),
      when(is('f_ANS', 'Yes'), set('33.3')),
    );
    expect(await reasonIn(boxes)).toContain('boxes of their own');
  });

  it('EX1 multi-select: several in one "not" are each denied', async () => {
    const test = `${is('l', 'b')}${is('l', 'd')}<not>${is('l', 'a')}${is('l', 'c')}</not>`;
    const question = await questionIn(
      item('Multi-Select', list('l', labels('a', 'b', 'c', 'd'), { cardinality: 'Multiple' }), when(test, set('1', 'Add'))),
      'multiple_choice',
    );
    expect([graded(question, ['c2', 'c4']), graded(question, ['c1', 'c2', 'c4'])]).toEqual([4, 0]);
  });
});

describe('EX1 QTI 1.2 of Vista', () => {
  const item = (presentation: string, processing: string) =>
    quiz(`<item ident="v1"><presentation><flow>${presentation}</flow></presentation>${processing}</item>`);
  const block = (conditions: string) =>
    `<resprocessing><outcomes><decvar varname="SCORE" defaultval="0"/></outcomes>${conditions}</resprocessing>`;
  const add = (test: string, rest: string) => when(test, set('50.0', 'Add'), rest);

  it('EX1 blanks: each in a processing of its own, which a match ends; per cent are no points', async () => {
    const question = await questionIn(
      item(
        `${words('A ')}${field('f1')}${words(' and ')}${field('f2')}`,
        block(add(is('f2', 'two'), 'continue="No"')) + block(add(is('f1', 'one'), 'continue="No"')),
      ),
      'cloze',
    );
    expect([question.points, graded(question, { g1: 'one', g2: 'two' }), graded(question, { g1: 'one' })]).toEqual([1, 1, 0.5]);
  });

  it('EX1 pairs: grouped lists, in which one right side has several names', async () => {
    const group = (id: string, own: string, other: string, text: string, [first, second]: [string, string]) =>
      list(
        id,
        `<response_label ident="${own}">${words(first)}</response_label><response_label ident="${other}">${words(second)}</response_label>`,
        { before: words(text), name: 'response_grp' },
      );
    const question = await questionIn(
      item(
        words('Match') +
          group('s1', 'MATCH1', 'NO_MATCH', 'left 1', ['right 1', 'right 2']) +
          group('s2', 'MATCH2', 'NO_MATCH', 'left 2', ['right 2', 'right 1']),
        block(add(is('s1', 'MATCH1'), '') + add(is('s2', 'MATCH2'), '')),
      ),
      'matching',
    );
    expect(question.choices.map(({ html }) => html)).toEqual(['right 1', 'right 2']);
    expect(Object.values(question.pairs)).toEqual(['c1', 'c2']);
  });
});

describe('EX1 QTI 1.2 of the new quizzes of Canvas', () => {
  const blank = (id: string, kind: string, ...texts: string[]) =>
    list(
      `response_${id}`,
      texts
        .map(
          (text, at) =>
            `<response_label ident="${id}-${at}" ${kind}><material><mattext>${text}</mattext></material></response_label>`,
        )
        .join(''),
      { before: `<material><mattext>${texts[0]}</mattext></material>` },
    );
  const item = (...blanks: string[]) =>
    quiz(
      `<item ident="n1"><itemmetadata><qtimetadata><qtimetadatafield><fieldlabel>question_type</fieldlabel><fieldentry>fill_in_multiple_blanks_question</fieldentry></qtimetadatafield><qtimetadatafield><fieldlabel>points_possible</fieldlabel><fieldentry>2</fieldentry></qtimetadatafield></qtimetadata></itemmetadata><presentation>${words('It is [u1] and [u2].')}${blanks.join('')}</presentation><resprocessing><outcomes><decvar maxvalue="100" minvalue="0" varname="SCORE"/></outcomes>${['u1', 'u2'].map((id) => when(is(`response_${id}`, `${id}-0`), set('50.00', 'Add'))).join('')}</resprocessing></item>`,
    );

  it('EX1 blanks by identifier, each of its own kind', async () => {
    const question = await questionIn(
      item(
        blank('u1', 'answer_type="dropdown"', 'black', 'white'),
        blank('u2', 'answer_type="openEntry" scoring_algorithm="TextContainsAnswer"', 'red'),
      ),
      'cloze',
    );
    expect(question.gaps.map(({ kind }) => kind)).toEqual(['choice', 'text']);
    expect([graded(question, { g1: 'c1', g2: 'a dark red' }), graded(question, { g1: 'c2', g2: 'blue' })]).toEqual([2, 0]);
    const pattern = item(
      blank('u1', 'answer_type="dropdown"', 'black', 'white'),
      blank('u2', 'answer_type="openEntry" scoring_algorithm="TextRegex"', '^r.*'),
    );
    expect(await reasonIn(pattern)).toContain('regular expression');
  });

  it('EX1 tells of what stands in a bank that is not in the file', async () => {
    const { report } = await refusalOf(quiz('<bankentry_item sourcebank_ref="b1" item_ref="i9" points_possible="2.0"/>'));
    expect(report?.skipped).toEqual([
      { item: 'i9', type: 'bankentry_item', reason: expect.stringContaining('which this one only names') },
    ]);
    const known = quiz(
      '<bankentry_item item_ref="v1"/>',
      `<item ident="v1"><presentation>${words('Only a text')}</presentation></item>`,
    );
    expect((await imported(known)).report).toMatchObject({ imported: 1, skipped: [] });
  });
});
