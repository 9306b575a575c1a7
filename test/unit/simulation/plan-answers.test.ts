import { describe, expect, test } from 'vitest';
import { generateExam, generateRoster } from '../../../src/main/simulation/generated-exam.ts';
import { type AnswerDeed, mergeDeeds, planAnswers } from '../../../src/main/simulation/plan/plan-answers.ts';
import { createSeededRandom } from '../../../src/main/simulation/seeded-random.ts';
import type { CandidateQuestion } from '../../../src/shared/model/question.ts';

const choice = (id: string) => ({ id, html: id });
const questions = [
  { id: 'q0', type: 'description', stemHtml: '', points: 0 },
  { id: 'q1', type: 'single_choice', stemHtml: '', points: 1, choices: [choice('a'), choice('b'), choice('c')] },
  { id: 'q2', type: 'multiple_choice', stemHtml: '', points: 1, choices: [choice('a'), choice('b'), choice('c')] },
  { id: 'q3', type: 'true_false', stemHtml: '', points: 1 },
  { id: 'q4', type: 'short_answer', stemHtml: '', points: 1 },
  { id: 'q5', type: 'numerical', stemHtml: '', points: 1 },
  {
    id: 'q6',
    type: 'matching',
    stemHtml: '',
    points: 1,
    stems: [choice('s1'), choice('s2')],
    choices: [choice('c1'), choice('c2')],
  },
  { id: 'q7', type: 'essay', stemHtml: '', points: 1 },
] as CandidateQuestion[];
const MINUTE = 60_000;

const answers = (seed: string, minutes = 20, speed = 1, fromMs = 0) =>
  planAnswers({ questions, fromMs, untilMs: minutes * MINUTE, speed, random: createSeededRandom(seed) });

describe('what a simulated candidate answers', () => {
  test('OP1 the same seed plans the same answers, another seed other ones', () => {
    expect([...answers('7/S0001')]).toEqual([...answers('7/S0001')]);
    expect([...answers('7/S0001')]).not.toEqual([...answers('7/S0002')]);
  });

  test('OP1 every answerable question is answered in its own shape, essays as they grow, some answers more than once', () => {
    const made = [...answers('x', 30)];
    expect(new Set(made.map(({ questionId }) => questionId))).toEqual(new Set(['q1', 'q2', 'q3', 'q4', 'q5', 'q6', 'q7']));
    const to = (id: string) => made.filter(({ questionId }) => questionId === id).map(({ value }) => value);
    expect(['a', 'b', 'c']).toEqual(expect.arrayContaining(to('q1')));
    for (const ids of to('q2') as string[][]) expect(new Set(ids).size).toBe(ids.length);
    for (const value of to('q3')) expect(value).toBeTypeOf('boolean');
    for (const value of to('q5')) expect(value).toMatch(/^-?[\d.]*$/);
    for (const pairs of to('q6')) expect(['s1', 's2']).toEqual(expect.arrayContaining(Object.keys(pairs as object)));
    const essay = to('q7').map(String);
    expect(essay.length).toBeGreaterThan(5);
    expect(essay[1]?.startsWith(String(essay[0]))).toBe(true);
  });

  test('OP1 answers are in order, at a human pace, within their time, and faster by speed', () => {
    for (let candidate = 0; candidate < 50; candidate++) {
      const made = [...answers(`c${candidate}`, 10, 1, 2 * MINUTE)];
      expect(made.map(({ atMs }) => atMs)).toEqual(made.map(({ atMs }) => atMs).sort((a, b) => a - b));
      expect(made[0]?.atMs).toBeGreaterThan(2 * MINUTE + 3_000);
      expect(made.at(-1)?.atMs).toBeLessThan(10 * MINUTE);
      expect(made.length).toBeLessThan(400);
    }
    expect([...answers('x', 10, 10)].length).toBeGreaterThan([...answers('x', 10, 1)].length * 5);
  });

  test('OP1 a day at a thousand times the speed is planned one answer at a time', () => {
    const made = answers('x', 1_440, 1_000);
    for (let count = 0; count < 10; count++) expect(made.next().value?.do).toBe('answer');
  });

  test('OP1 answers and deeds become one day in order, with handing in at its end', () => {
    const answer = (atMs: number) => ({ atMs, do: 'answer', questionId: 'q1', value: 'a' }) as unknown as AnswerDeed;
    const day = [
      ...mergeDeeds([answer(1), answer(5), answer(9)].values() as Iterator<AnswerDeed, undefined>, [
        { atMs: 3, do: 'reload' },
        { atMs: 9, do: 'submit' },
      ]),
    ];
    expect(day.map((deed) => [deed.atMs, deed.do])).toEqual([
      [1, 'answer'],
      [3, 'reload'],
      [5, 'answer'],
      [9, 'answer'],
      [9, 'submit'],
    ]);
  });

  test('EX1 the generated paper and roster are the same for the same seed', () => {
    expect(generateExam('1')).toBe(generateExam('1'));
    expect(generateExam('1')).not.toBe(generateExam('2'));
    expect(generateRoster('1', ['S0001', 'S0002']).split('\n')).toHaveLength(3);
  });

  test('OP1 chance is fair enough to play with', () => {
    const random = createSeededRandom('fair');
    const counts = [0, 0, 0, 0];
    for (let draw = 0; draw < 8_000; draw++) counts[random.whole(0, 3)]! += 1;
    for (const count of counts) expect(Math.abs(count - 2_000)).toBeLessThan(200);
    expect(random.shuffle([1, 2, 3, 4, 5]).sort()).toEqual([1, 2, 3, 4, 5]);
  });
});
