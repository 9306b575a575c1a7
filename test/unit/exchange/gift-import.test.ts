import { describe, expect, it } from 'vitest';
import { importGift } from '../../../src/main/exchange/gift/import-gift.ts';
import type { ImportedExam } from '../../../src/main/exchange/imported-exam.ts';
import { Question } from '../../../src/shared/model/question.ts';

const read = (text: string, filename?: string): ImportedExam =>
  importGift(new TextEncoder().encode(text), filename === undefined ? {} : { filename });
const only = (text: string): Question => {
  const { questions, report } = read(text);
  expect(report.skipped).toEqual([]);
  expect(questions).toHaveLength(1);
  return Question.parse(questions[0]);
};

describe('EX1 GIFT: what each answer block means', () => {
  it('EX1 reads a single choice, its weights and feedback', () => {
    expect(only('::Tomb::Who?{~Grant#no ~%25%Jefferson =no one#yes}')).toMatchObject({
      id: 'q1',
      type: 'single_choice',
      name: 'Tomb',
      stem: 'Who?',
      stemFormat: 'moodle',
      points: 1,
      line: 1,
      choices: [
        { id: 'c1', text: 'Grant', weight: 0, feedback: { text: 'no' } },
        { id: 'c2', text: 'Jefferson', weight: 0.25 },
        { id: 'c3', text: 'no one', weight: 1, feedback: { text: 'yes' } },
      ],
    });
  });

  it('EX1 lets a candidate pick several where no choice has an =, and makes thirds whole', () => {
    const question = only('Name continents {~%33.33333%Africa ~%33.333%Asia ~%33.3%Europe ~%-100%Peru}');
    expect(question).toMatchObject({
      type: 'multiple_choice',
      choices: [{ weight: 1 / 3 }, { weight: 1 / 3 }, { weight: 1 / 3 }, { weight: -1 }],
    });
  });

  it('EX1 reads true/false, where the first feedback is for the wrong answer', () => {
    expect(only('Sun rises in the west.{F#It does not.#Right.####See an atlas.}')).toMatchObject({
      type: 'true_false',
      answer: false,
      feedbackWhenWrong: { text: 'It does not.' },
      feedbackWhenRight: { text: 'Right.' },
      generalFeedback: { text: 'See an atlas.' },
    });
    expect(only('a{TRUE# #good}')).toMatchObject({ answer: true, feedbackWhenRight: { text: 'good' } });
    expect(only('a{TRUE# #good}')).not.toHaveProperty('feedbackWhenWrong');
  });

  it('EX1 reads small letters as a short answer, as Moodle does, and says so', () => {
    const { questions, report } = read('The sun is hot. {true}');
    expect(questions[0]).toMatchObject({ type: 'short_answer', accepted: [{ text: 'true', weight: 1 }] });
    expect(report.warnings.join()).toMatch(/Line 1: .*capitals/);
  });

  it('EX1 reads short answers with shares and wildcards', () => {
    expect(only('Animal?{=Frog =%50%Cat#well =%0%*}')).toMatchObject({
      type: 'short_answer',
      caseSensitive: false,
      accepted: [
        { text: 'Frog', weight: 1 },
        { text: 'Cat', weight: 0.5, feedback: { text: 'well' } },
        { text: '*', weight: 0 },
      ],
    });
    expect(only('Write 1 as a word. {One}')).toMatchObject({ accepted: [{ text: 'One', weight: 1 }] });
  });

  it('EX1 reads numbers with tolerance, range, shares, wildcard and feedback for the rest', () => {
    expect(only('n{#1822:5}')).toMatchObject({ accepted: [{ match: { kind: 'within', value: 1822, tolerance: 5 }, weight: 1 }] });
    expect(only('n{#-1.5..2e1}')).toMatchObject({ accepted: [{ match: { kind: 'range', min: -1.5, max: 20 } }] });
    expect(only('n{#=4:0#yes =%50%4:1 ~#no}')).toMatchObject({
      accepted: [
        { match: { value: 4, tolerance: 0 }, weight: 1, feedback: { text: 'yes' } },
        { match: { tolerance: 1 }, weight: 0.5 },
        { match: { kind: 'any' }, weight: 0, feedback: { text: 'no' } },
      ],
    });
    expect(only('n{#=%100%*}')).toMatchObject({ accepted: [{ match: { kind: 'any' }, weight: 1 }] });
  });

  it('EX1 reads matching with a distractor; equal choices are one, and ids do not tell the pairs', () => {
    const question = only('Match {=Rhine -> Germany =Elbe -> Germany =Loire -> France = -> Austria}');
    expect(question).toMatchObject({
      type: 'matching',
      stems: [
        { id: 's1', text: 'Rhine' },
        { id: 's2', text: 'Elbe' },
        { id: 's3', text: 'Loire' },
      ],
      choices: [
        { id: 'c1', text: 'Austria' },
        { id: 'c2', text: 'France' },
        { id: 'c3', text: 'Germany' },
      ],
      pairs: { s1: 'c3', s2: 'c3', s3: 'c2' },
    });
  });

  it('EX1 reads essay and description; a description has no points', () => {
    expect(only('Tell.{####Later.}')).toMatchObject({ type: 'essay', points: 1, generalFeedback: { text: 'Later.' } });
    expect(only('Read the next page.')).toMatchObject({ type: 'description', points: 0 });
  });

  it('EX1 reads ranges and tolerances side by side, T and F alone, and comments among the answers', () => {
    expect(only('n{#=%100%1..5#[html]<b>in</b> =%-50%7:.5 =%0%*#never}')).toMatchObject({
      accepted: [
        { match: { kind: 'range', min: 1, max: 5 }, weight: 1, feedback: { format: 'html', text: '<b>in</b>' } },
        { match: { kind: 'within', value: 7, tolerance: 0.5 }, weight: -0.5 },
        { match: { kind: 'any' }, weight: 0 },
      ],
    });
    expect(only('So?{F####[markdown]*General*}')).toMatchObject({
      answer: false,
      generalFeedback: { format: 'markdown', html: '<p><em>General</em></p>' },
    });
    expect(only('Who?{\n// the wrong ones\n~a\n  // [tag:inside]\n=b\n}')).toMatchObject({
      choices: [{ text: 'a' }, { text: 'b' }],
      tags: ['inside'],
    });
  });

  it('EX1 reads the four formats by name, and an unknown one as text', () => {
    const formats = ['html', 'moodle', 'plain', 'markdown'].map((name) => only(`[${name}]a <b>b</b>\nc{}`));
    expect(formats.map(({ stemFormat, stemHtml }) => [stemFormat, stemHtml])).toEqual([
      ['html', 'a <b>b</b>\nc'],
      ['moodle', 'a <b>b</b> c'],
      ['plain', 'a &lt;b&gt;b&lt;/b&gt;<br>c'],
      ['markdown', '<p>a &lt;b&gt;b&lt;/b&gt;\nc</p>'],
    ]);
    expect(only('[latex]x{}')).toMatchObject({ stem: '[latex]x', stemFormat: 'moodle' });
  });

  it('EX1 puts a blank where the answers stood inside a sentence', () => {
    expect(only('Two plus two equals {=four =4}.').stem).toBe('Two plus two equals _____.');
    expect(only('{=Asia} is large.').stem).toBe('_____ is large.');
    expect(only('Large is {=Asia}').stem).toBe('Large is');
  });
});

describe('EX1 GIFT: text', () => {
  it('EX1 undoes every escape, and leaves other backslashes alone', () => {
    const question = only(String.raw`::A\:\: b::\{x\} \~ \= \# \\ \\n 1\n2 \alpha{=\=5 ~\{\}}`);
    expect(question).toMatchObject({
      name: 'A:: b',
      stem: '{x} ~ = # \\ \\n 1\n2 \\alpha',
      choices: [{ text: '=5' }, { text: '{}' }],
    });
  });

  it('EX1 takes the format of the stem for answers and feedback unless they name one', () => {
    const question = only('[markdown]Is **it**?{=[html]<b>yes</b>#*well* ~[plain]a<b#[foo] b}');
    expect(question).toMatchObject({
      stemFormat: 'markdown',
      stemHtml: '<p>Is <strong>it</strong>?</p>',
      choices: [
        { text: '<b>yes</b>', html: '<b>yes</b>', feedback: { format: 'markdown', html: '<p><em>well</em></p>' } },
        { text: 'a<b', html: 'a&lt;b', feedback: { text: '[foo] b', format: 'markdown' } },
      ],
    });
  });

  it('EX1 keeps the indentation of code and lists, and drops it elsewhere', () => {
    expect(only('[html]<pre>\n  a\n    b\n</pre>{}').stem).toBe('<pre>\n  a\n    b\n</pre>');
    expect(only('One\n   two {T}').stem).toBe('One\ntwo');
  });

  it('EX1 reads tags and id from comments, ignores the rest, and names the line of the question', () => {
    expect(only('// About cells\n// [id:Q7] [tag:bio] [tag:a\\]b]\n\n// [tag:x]\n::N::Why?{}\n// end')).toMatchObject({
      name: 'N',
      tags: ['x'],
      line: 5,
    });
    expect(only('// [id:Q7] [tag:bio] [tag:bio]\nWhy?{}')).toMatchObject({ tags: ['bio'], idNumber: 'Q7', line: 2 });
  });

  it('EX1 names a question without a name by its first words', () => {
    expect(only('[html]<p>Why &amp; how?</p>{}').name).toBe('Why & how?');
    expect(only(`${'long '.repeat(40)}{}`).name).toHaveLength(80);
  });

  it('EX1 warns, with the line, of pictures GIFT cannot carry and leaves their description', () => {
    const { questions, report } = read('\n[html]Look <img src\\="@@PLUGINFILE@@/cell.png" alt\\="a cell">{}');
    expect(report.warnings).toEqual(['Line 2: the picture cell.png is not in the file; GIFT cannot carry it, Moodle XML can.']);
    expect(questions[0]?.stemHtml).toBe('Look <span>[image: a cell]</span>');
  });
});
