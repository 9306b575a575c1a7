import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gradeAnswer } from '../../../src/main/domain/grading/grade-answer.ts';
import { gradeAttempt } from '../../../src/main/domain/grading/grade-attempt.ts';
import type { AnswerValue } from '../../../src/shared/model/answer.ts';
import { QuestionId } from '../../../src/shared/model/ids.ts';
import { question, TYPES } from './questions.ts';

const points = (...[asked, value]: Parameters<typeof gradeAnswer>): number => gradeAnswer(asked, value).points;

describe('EX7 grading one answer', () => {
  it('EX7 single choice: the weight of the choice; a wrong one costs what its weight says, and none costs nothing', () => {
    const asked = question('single_choice');
    expect(['c1', 'c2', 'c3', 'c4', 'c9', true, null].map((value) => points(asked, value))).toEqual([0, 4, 1, -2, 0, 0, 0]);
  });

  it('EX7 multiple choice: weights add up between nothing and all, each choice once', () => {
    const asked = question('multiple_choice');
    expect(points(asked, ['c1', 'c2'])).toBe(4);
    expect(points(asked, ['c1'])).toBe(2);
    expect(points(asked, ['c1', 'c1'])).toBe(2);
    expect(points(asked, ['c1', 'c2', 'c3'])).toBe(2);
    expect(points(asked, ['c3'])).toBe(0);
    expect(points(asked, [])).toBe(0);
    const thirds = ['c1', 'c2', 'c3'].map((id) => ({ id, text: id, html: id, weight: 0.33333 }));
    expect(points(question('multiple_choice', { choices: thirds }), ['c1', 'c2', 'c3'])).toBe(4);
  });

  it('EX7 true/false', () => {
    expect([true, false, 'true'].map((value) => points(question('true_false'), value))).toEqual([4, 0, 0]);
  });

  it('EX7 short answer: spaces, composition and case make no difference; the first match counts', () => {
    const asked = question('short_answer');
    expect(['Paris', '  pARIS ', 'comparison', 'Rome', '', ' ', true].map((value) => points(asked, value))).toEqual([
      4, 4, 2, 0, 0, 0, 0,
    ]);
    // Moodle: "The first matching answer will be used to determine the score."
    const guarded = [
      { text: '*not*Paris*', weight: 0 },
      { text: '*Paris*', weight: 1 },
    ];
    const first = question('short_answer', { accepted: guarded });
    expect(['It is Paris', 'It is not Paris'].map((value) => points(first, value))).toEqual([4, 0]);
    const accepted = [{ text: 'Café  au lait', weight: 1 }];
    expect(points(question('short_answer', { accepted }), 'cafe\u0301 AU\n lait')).toBe(4);
    expect(points(question('short_answer', { accepted, caseSensitive: true }), 'café au lait')).toBe(0);
  });

  it.each([
    ['*', 'anything', 4],
    ['a*c', 'abc', 4],
    ['a*c', 'ac', 4],
    ['a*a', 'a', 0],
    ['a*b*c', 'a-b-b-c', 4],
    ['a*b*c', 'acb', 0],
    ['5\\*3', '5*3', 4],
    ['5\\*3', '5xx3', 0],
    ['.+', 'x', 0],
    ['[a', '[A', 4],
  ])('EX7 short answer: %j on %j earns %d', (text, typed, expected) => {
    expect(points(question('short_answer', { accepted: [{ text, weight: 1 }] }), typed)).toBe(expected);
  });

  it('EX7 a hostile pattern costs no time', () => {
    const asked = question('short_answer', { accepted: [{ text: `${'a*'.repeat(2_000)}b`, weight: 1 }] });
    const started = performance.now();
    expect(points(asked, 'a'.repeat(2_000))).toBe(0);
    expect(performance.now() - started).toBeLessThan(500);
  });

  it('EX7 numerical: both ends of a tolerance and a range count, in every spelling of a number', () => {
    const asked = question('numerical');
    expect(['3.1415', '3,1415', ' 3.142 ', '3.141', '+314.15e-2', '๓.๑๔๑๕'].map((value) => points(asked, value))).toEqual([
      4, 4, 4, 4, 4, 4,
    ]);
    expect(
      ['3', '3.5', '3.1421', '3.51', '-3.1415', 'pi', '3.1415 m', '1e999', '0x3', '', '3 1415'].map((value) =>
        points(asked, value),
      ),
    ).toEqual([2, 2, 2, 0, 0, 0, 0, 0, 0, 0, 0]);
    const near = { kind: 'within', value: 1822, tolerance: 2 };
    const nearFirst = question('numerical', {
      accepted: [
        { match: near, weight: 0.5 },
        { match: { ...near, tolerance: 0 }, weight: 1 },
      ],
    });
    expect(points(nearFirst, '1822')).toBe(2);
    const negative = question('numerical', { accepted: [{ match: { kind: 'within', value: -7, tolerance: 0 }, weight: 1 }] });
    expect(points(negative, '−7')).toBe(4);
    const long = question('numerical', {
      accepted: [{ match: { kind: 'within', value: 1_234_567_890, tolerance: 0 }, weight: 1 }],
    });
    expect(['1234567890', '1234567891'].map((value) => points(long, value))).toEqual([4, 0]);
  });

  it('EX7 matching, all or nothing: one wrong or missing pair earns nothing', () => {
    const asked = { ...question('matching'), scoring: 'all' as const };
    expect(points(asked, { s1: 'c1', s2: 'c2', s3: 'c1' })).toBe(4);
    expect(points(asked, { s1: 'c1', s2: 'c2' })).toBe(0);
    expect(points(asked, { s1: 'c1', s2: 'c2', s3: 'c2' })).toBe(0);
  });

  it('EX7 matching: every right pair earns its share', () => {
    const asked = question('matching');
    expect(points(asked, { s1: 'c1', s2: 'c2', s3: 'c1' })).toBe(4);
    expect(points(asked, { s1: 'c1', s2: 'c1' })).toBe(1.3333333);
    expect(points(asked, { s1: 'c3', toString: 'c1' })).toBe(0);
    expect(points(asked, 'c1')).toBe(0);
  });

  it('EX7 ordering: by place, by neighbours, or all of it', () => {
    const wheel = ['i2', 'i3', 'i4', 'i1'];
    const asWritten = ['i1', 'i2', 'i3', 'i4'];
    const earned = (scoring: string, value: AnswerValue) => points(question('ordering', { scoring }), value);
    expect(['places', 'neighbours', 'all'].map((scoring) => earned(scoring, asWritten))).toEqual([4, 4, 4]);
    expect(['places', 'neighbours', 'all'].map((scoring) => earned(scoring, wheel))).toEqual([0, 2.6666667, 0]);
    expect(['places', 'neighbours', 'all'].map((scoring) => earned(scoring, ['i2', 'i1', 'i3', 'i4']))).toEqual([
      2, 1.3333333, 0,
    ]);
    expect(earned('neighbours', ['i1', 'i2'])).toBe(0);
  });

  it('EX7 cloze: each gap earns its share, a wrong one takes from no other', () => {
    const asked = question('cloze', { gaps: question('cloze').gaps.slice(0, 3) });
    expect(points(asked, { g1: 'paris', g2: '7,0', g3: 'c1' })).toBe(4);
    expect(points(asked, { g1: 'Rome', g3: 'c2' })).toBe(1);
    expect(points(asked, { g2: '7' })).toBe(1);
    expect(points(asked, { toString: 'c1', g3: 'c9' })).toBe(0);
    const several = question('cloze', {
      gaps: [
        { id: 'g1', share: 1, kind: 'text', accepted: [{ text: 'Paris', weight: 1 }], caseSensitive: false },
        {
          id: 'g2',
          share: 1,
          kind: 'several',
          choices: [0.5, 0.5, -0.5].map((weight, place) => ({ id: `c${place + 1}`, text: 'x', html: 'x', weight })),
        },
      ],
    });
    const picked = ['c1 c2', 'c2', 'c1 c1', 'c1 c3', 'c3', 'c1 c2 c3', 'c9', ''];
    expect(picked.map((g2) => points(several, { g1: 'Paris', g2 }))).toEqual([4, 3, 3, 2, 2, 3, 2, 2]);
    const harsh = question('cloze', {
      gaps: [
        { id: 'g1', share: 1, kind: 'choice', choices: [{ id: 'c1', text: 'a', html: 'a', weight: -1 }] },
        { id: 'g2', share: 1, kind: 'text', accepted: [{ text: 'b', weight: 1 }], caseSensitive: true },
      ],
    });
    expect(points(harsh, { g1: 'c1', g2: 'b' })).toBe(2);
  });

  it('EX7 multiple choice, all or nothing: the right ones and no other', () => {
    const asked = question('multiple_choice', { scoring: 'all' });
    expect([['c1', 'c2'], ['c1'], ['c1', 'c2', 'c4'], []].map((value) => points(asked, value))).toEqual([4, 0, 0, 0]);
  });

  it('EX7 essay: a person grades it, unless there is nothing to read', () => {
    expect(gradeAnswer(question('essay'), 'Well, …')).toEqual({ points: 0, maxPoints: 4, state: 'manual' });
    expect(gradeAnswer(question('essay'), ' \n')).toEqual({ points: 0, maxPoints: 4, state: 'auto' });
    expect(gradeAnswer(question('essay'), null)).toEqual({ points: 0, maxPoints: 4, state: 'auto' });
  });

  it('EX7 whatever is answered, points lie between nothing and all; one choice alone may cost up to as much', () => {
    const id = fc.constantFrom('c1', 'c2', 'c3', 'c4', 's1', 's2', 's3', '__proto__', 'x');
    const value: fc.Arbitrary<AnswerValue> = fc.oneof(
      fc.constant(null),
      fc.boolean(),
      fc.string(),
      id,
      fc.double().map(String),
      fc.array(id),
      fc.dictionary(id, id),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...TYPES),
        value,
        fc.nat(20),
        fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 }),
        (type, answer, worth, weights) => {
          const plain = question(type, { points: worth });
          const asked =
            'choices' in plain && plain.type !== 'matching'
              ? { ...plain, choices: plain.choices.map((choice, index) => ({ ...choice, weight: weights[index] ?? 0 })) }
              : plain;
          const grade = gradeAnswer(asked, answer);
          expect(grade.points).toBeGreaterThanOrEqual(type === 'single_choice' ? -worth : 0);
          expect(grade.points).toBeLessThanOrEqual(worth);
          expect(grade.maxPoints).toBe(worth);
        },
      ),
    );
  });
});

describe('EX7 grading an attempt', () => {
  it('EX7 what wrong choices cost is taken from the other points, and from nobody more than they have', () => {
    const ids = ['q1', 'q2', 'q3'].map((name) => QuestionId.parse(name));
    const paper = ids.map((id) => question('single_choice', { id }));
    const scoreOf = (...values: AnswerValue[]): number =>
      gradeAttempt(paper, new Map(ids.map((id, place) => [id, values[place] ?? null]))).score;
    expect([scoreOf('c2', 'c4'), scoreOf('c2', 'c4', 'c4'), scoreOf('c3', 'c4', 'c4'), scoreOf('c4')]).toEqual([2, 0, 0, 0]);
    expect(Object.is(scoreOf('c4'), 0), 'nothing, and not less than nothing').toBe(true);
  });

  it('EX7 adds up the points, and apart from them what a person still has to grade', () => {
    const id = (name: string) => QuestionId.parse(name);
    const paper = [
      question('true_false', { id: 'q1', points: 0.1 }),
      question('single_choice', { id: 'q2', points: 0.2 }),
      question('essay', { id: 'q3' }),
      question('essay', { id: 'q4' }),
      question('description', { id: 'q5' }),
      question('numerical', { id: 'q6' }),
    ];
    const answers = new Map<QuestionId, AnswerValue>([
      [id('q1'), true],
      [id('q2'), 'c2'],
      [id('q3'), 'text'],
      [id('q4'), null],
      [id('q9'), 'stray'],
    ]);
    const { score, maxScore, pendingPoints, perQuestion } = gradeAttempt(paper, answers);
    expect({ score, maxScore, pendingPoints }).toEqual({ score: 0.3, maxScore: 12.3, pendingPoints: 4 });
    expect(perQuestion.map(({ questionId, points: earned, state }) => [questionId, earned, state])).toEqual([
      ['q1', 0.1, 'auto'],
      ['q2', 0.2, 'auto'],
      ['q3', 0, 'manual'],
      ['q4', 0, 'auto'],
      ['q5', 0, 'auto'],
      ['q6', 0, 'auto'],
    ]);
  });
});
