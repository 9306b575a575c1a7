import { describe, expect, it } from 'vitest';
import { answer, importBank, only, question, skippedIn } from './moodle-banks.ts';

const feedback = (text: string): string => `<feedback format="html"><text>${text}</text></feedback>`;
const pair = (stem: string, right: string): string =>
  `<subquestion format="html"><text>${stem}</text><answer><text>${right}</text></answer></subquestion>`;

describe('EX1 the question types of Moodle XML', () => {
  it('EX1 reads one or several right choices, their shares, their order and what is said of each', () => {
    expect(
      only(
        question(
          'multichoice',
          `<single>true</single><shuffleanswers>false</shuffleanswers>${answer('100', 'A', feedback('yes'))}${answer('-33.33333', '<b>B</b>')}`,
        ),
      ),
    ).toMatchObject({
      type: 'single_choice',
      keepOrder: true,
      choices: [
        { id: 'c1', text: 'A', weight: 1, feedback: { text: 'yes', format: 'html' } },
        { text: '<b>B</b>', html: '<b>B</b>', weight: -1 / 3 },
      ],
    });
    const several = only(
      question(
        'multichoice',
        `<single>False</single><shuffleanswers>1</shuffleanswers>${answer('66.66667', 'A')}${answer('33.33333', 'B')}${answer('-100', 'C')}`,
      ),
    );
    expect(several).toMatchObject({ type: 'multiple_choice', choices: [{ weight: 2 / 3 }, { weight: 1 / 3 }, { weight: -1 }] });
    expect(several).not.toHaveProperty('keepOrder');
    expect(only(question('multichoiceset', `${answer('100', 'A')}${answer('100', 'B')}${answer('0', 'C')}`))).toMatchObject({
      type: 'multiple_choice',
      scoring: 'all',
    });
  });

  it('EX1 tells of choices whose shares do not come to the whole', () => {
    const { report } = importBank(
      question('multichoice', `<single>false</single>${answer('50', 'A')}${answer('30', 'B')}`) +
        question('multichoice', `<single>true</single>${answer('75', 'A')}${answer('25', 'B')}`),
    );
    expect(report.warnings).toEqual([
      'Line 3: the right choices add up to 80% of the points instead of 100%.',
      'Line 3: the best choice gives only 75% of the points.',
    ]);
  });

  it('EX1 reads true and false, in English or by their place', () => {
    const inside = `${answer('0', 'false', feedback('No.'))}${answer('100', 'true', feedback('Yes.'))}`;
    expect(only(question('truefalse', inside))).toMatchObject({
      type: 'true_false',
      answer: true,
      feedbackWhenRight: { text: 'Yes.' },
      feedbackWhenWrong: { text: 'No.' },
    });
    const foreign = importBank(question('truefalse', `${answer('0', 'จริง')}${answer('100', 'เท็จ')}`));
    expect(foreign.questions[0]).toMatchObject({ answer: false });
    expect(foreign.report.warnings).toEqual([expect.stringContaining('the first is read as true')]);
  });

  it('EX1 reads short answers with their capitals, stars and shares', () => {
    const inside = `<usecase>1</usecase>${answer('100', 'Frog')}${answer('80', 'toad*')}${answer('0', '*', feedback('No.'))}`;
    expect(only(question('shortanswer', inside))).toMatchObject({
      type: 'short_answer',
      caseSensitive: true,
      accepted: [
        { text: 'Frog', weight: 1 },
        { text: 'toad*', weight: 0.8 },
        { text: '*', weight: 0, feedback: { text: 'No.' } },
      ],
    });
  });

  it('EX1 reads numbers with their tolerance, and tells which units are lost', () => {
    const inside =
      `${answer('100', '6.25', '<tolerance>0.05</tolerance>')}${answer('50', '-1.5e3')}${answer('0', '*')}` +
      '<units><unit><multiplier>1</multiplier><unit_name>m</unit_name></unit><unit><multiplier>100</multiplier><unit_name>cm</unit_name></unit></units>' +
      '<unitgradingtype>1</unitgradingtype>';
    const { questions, report } = importBank(question('numerical', inside));
    expect(questions[0]).toMatchObject({
      type: 'numerical',
      accepted: [
        { match: { kind: 'within', value: 6.25, tolerance: 0.05 }, weight: 1 },
        { match: { kind: 'within', value: -1500, tolerance: 0 }, weight: 0.5 },
        { match: { kind: 'any' }, weight: 0 },
      ],
    });
    expect(report.warnings).toEqual([expect.stringContaining('the units m, cm are not kept')]);
  });

  it('EX1 reads pairs and distractors, and gives ids that tell nothing of the key', () => {
    const read = only(
      question('matching', pair('Dog', 'barks') + pair('Cat', 'a &lt;b&gt; meow') + pair('', 'flies') + pair('', '')),
    );
    expect(read).toMatchObject({
      type: 'matching',
      stems: [
        { id: 's1', text: 'Dog' },
        { id: 's2', text: 'Cat' },
      ],
    });
    if (read.type !== 'matching') throw new Error('a matching question was expected');
    expect(read.choices).toEqual([
      { id: 'c1', text: 'a <b> meow', html: 'a &lt;b&gt; meow' },
      { id: 'c2', text: 'barks', html: 'barks' },
      { id: 'c3', text: 'flies', html: 'flies' },
    ]);
    expect(read.pairs).toEqual({ s1: 'c2', s2: 'c1' });
  });

  it('EX1 reads of a right side the words, for Moodle shows no more of it', () => {
    const { questions, report } = importBank(
      question('matching', pair('a', '&lt;p&gt;x &amp;amp; &amp;eacute;&lt;/p&gt;') + pair('b', '1 &lt; 2')),
    );
    const [read] = questions;
    expect(read?.type === 'matching' && read.choices.map(({ text, html }) => [text, html])).toEqual([
      ['1 < 2', '1 &lt; 2'],
      ['x & é', 'x &amp; é'],
    ]);
    expect(report.warnings).toEqual(['Line 3: the markup of its right sides is not kept, as in Moodle.']);
  });

  it('EX1 reads pairs that Moodle has dragged like those it has chosen', () => {
    const pairs = '<subquestion format="html"><text>Dog</text><answer format="html"><text>barks</text></answer></subquestion>';
    const other = pairs.replace('Dog', 'Cat').replace('barks', 'purrs');
    expect(only(question('ddmatch', pairs + other))).toMatchObject({ type: 'matching', pairs: { s1: 'c1', s2: 'c2' } });
  });

  it('EX1 tells of files an essay would take', () => {
    const warnings = (inside: string) => importBank(question('essay', inside)).report.warnings;
    expect(warnings('<attachments>0</attachments>')).toEqual([]);
    expect(warnings('<attachments>-1</attachments>')).toEqual([expect.stringContaining('attach files')]);
  });

  it('EX1 reads an essay with its limits, its template and what the marker should know', () => {
    const inside =
      '<minwordlimit>50</minwordlimit><maxwordlimit></maxwordlimit><graderinfo format="html"><text>Look for &lt;b&gt;two&lt;/b&gt;.</text></graderinfo>' +
      '<responsetemplate format="html"><text><![CDATA[<p>First: a &lt; b</p><ul><li>Then</li></ul>]]></text></responsetemplate><responseformat>noinline</responseformat>';
    const { questions, report } = importBank(question('essay', inside));
    expect(questions[0]).toMatchObject({
      type: 'essay',
      words: { min: 50 },
      graderInfo: { text: 'Look for <b>two</b>.' },
      template: 'First: a < b\nThen',
    });
    expect(report.warnings).toEqual([
      'Line 3: the formatting of its template is not kept.',
      'Line 3: it asks candidates for files to attach; here they write a text.',
    ]);
  });

  it.each([
    ['ALL_OR_NOTHING', 'all', 0],
    ['-1', 'all', 0],
    ['ABSOLUTE_POSITION', 'places', 0],
    ['', 'places', 0],
    ['RELATIVE_NEXT_EXCLUDE_LAST', 'neighbours', 0],
    ['2', 'neighbours', 1],
    ['LONGEST_CONTIGUOUS_SUBSET', 'neighbours', 1],
    ['RELATIVE_TO_CORRECT', 'places', 1],
    ['MY_OWN', 'places', 1],
  ])('EX1 orders items by their places and grades %s as %s, telling what is not the same', (gradingtype, scoring, warnings) => {
    const items = `${answer('2', 'b')}${answer('3', 'a')}${answer('1', 'c')}`;
    const { questions, report } = importBank(question('ordering', `<gradingtype>${gradingtype}</gradingtype>${items}`));
    expect(questions[0]).toMatchObject({
      type: 'ordering',
      scoring,
      items: [
        { text: 'c', id: 'i3' },
        { text: 'b', id: 'i2' },
        { text: 'a', id: 'i1' },
      ],
    });
    expect(report.warnings).toHaveLength(warnings);
  });

  it('EX1 makes gaps with choices of gapselect and ddwtos, each gap with the options of its group', () => {
    const option = (name: string, text: string, group: string) =>
      `<${name}><text>${text}</text><group>${group}</group></${name}>`;
    const select = only(
      question(
        'gapselect',
        ['cat', 'dog', 'runs', 'cat'].map((text, index) => option('selectoption', text, index === 2 ? '2' : '1')).join(''),
        '<p>The [[2]] [[3]].</p>',
      ),
    );
    expect(select).toMatchObject({
      type: 'cloze',
      points: 1,
      stemHtml: '<p>The <span data-gap="g1"></span> <span data-gap="g2"></span>.</p>',
      gaps: [
        {
          id: 'g1',
          share: 1,
          choices: [
            { text: 'cat', weight: 0 },
            { text: 'dog', weight: 1 },
          ],
        },
        { id: 'g2', choices: [{ text: 'runs', weight: 1 }] },
      ],
    });
    expect(only(question('ddwtos', option('dragbox', 'x&lt;sup&gt;2&lt;/sup&gt;', '1'), 'y = [[1]]'))).toMatchObject({
      gaps: [{ choices: [{ html: 'x<sup>2</sup>' }] }],
    });
    expect(skippedIn(question('gapselect', option('selectoption', 'cat', '1'), 'The [[1]] [[2]].'))).toMatchObject([
      { type: 'gapselect', item: 'One', reason: 'the gap [[2]] names a choice the question does not have' },
    ]);
  });

  it.each([
    ['calculated', 'never computed'],
    ['calculatedsimple', 'never computed'],
    ['calculatedmulti', 'never computed'],
    ['random', 'no question'],
    ['randomsamatch', 'other questions'],
    ['ddimageortext', 'dragged onto a picture'],
    ['ddmarker', 'dragged onto a picture'],
    ['coderunner', 'programs are not run'],
    ['stack', 'algebra'],
    ['pmatch', 'add-on'],
    ['__proto__', 'add-on'],
  ])('EX1 reports a question of type %s by item, type and reason', (type, reason) => {
    const formula = answer('100', '{=constructor.constructor("return process")()}');
    expect(skippedIn(question(type, formula))).toEqual([{ line: 3, item: 'One', type, reason: expect.stringContaining(reason) }]);
  });

  it.each([
    ['multichoice', answer('0', 'A') + answer('0', 'B'), 'no answer is marked as right'],
    ['multichoice', answer('100', 'A'), 'a choice question needs at least two choices'],
    ['multichoice', answer('150', 'A') + answer('0', 'B'), 'the fraction "150" is not between -100 and 100'],
    ['multichoice', answer('100', 'A').repeat(201), 'it has more than 200 answers'],
    ['truefalse', answer('100', 'true') + answer('50', 'false'), 'true and false have shares'],
    ['shortanswer', '', 'it has no answer'],
    ['numerical', answer('100', '3,14'), 'unknown number "3,14"; write the decimal with a point'],
    ['numerical', answer('100', 'three'), 'unknown number "three"'],
    ['numerical', answer('100', '3', '<tolerance>-1</tolerance>'), 'the tolerance -1 is negative'],
    ['matching', pair('', 'x') + pair('', 'y'), 'nothing to match'],
    ['matching', pair('Dog', ''), 'has no right side'],
    ['ordering', answer('1', 'a'), 'at least two items'],
  ])('EX1 skips a %s nobody could answer (%#)', (type, inside, reason) => {
    expect(skippedIn(question(type, inside))).toEqual([{ line: 3, item: 'One', type, reason: expect.stringContaining(reason) }]);
  });
});
