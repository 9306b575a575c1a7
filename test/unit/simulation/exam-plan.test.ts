import { describe, expect, test } from 'vitest';
import { type Deed, planExam } from '../../../src/main/simulation/exam-plan.ts';
import { generateExam, generateRoster } from '../../../src/main/simulation/generated-exam.ts';
import { castMisbehaviour } from '../../../src/main/simulation/misbehaviour.ts';
import { createSeededRandom } from '../../../src/main/simulation/seeded-random.ts';
import type { CandidateQuestion } from '../../../src/shared/model/question.ts';
import { SecurityEventType } from '../../../src/shared/model/security-event.ts';

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
const candidates = Array.from({ length: 50 }, (_, index) => `S${index}`);

const plan = (seed: string, minutes = 20, speed = 1, habit?: 'everything at once' | 'leaves the page') =>
  planExam({ questions, minutes, speed, random: createSeededRandom(seed), ...(habit ? { habit } : {}) });
const answers = (deeds: readonly Deed[]) => deeds.flatMap((deed) => (deed.do === 'answer' ? [deed] : []));

describe('what a simulated candidate does', () => {
  test('OP1 the same seed plans the same day, another seed another one', () => {
    expect(plan('7/S0001')).toEqual(plan('7/S0001'));
    expect(plan('7/S0001')).not.toEqual(plan('7/S0002'));
  });

  test('OP1 every answerable question is answered in its own shape, essays as they grow, some answers more than once', () => {
    const made = answers(plan('x', 30));
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
    expect(made.length).toBeGreaterThan(
      new Set(made.map(({ questionId, value }) => questionId + JSON.stringify(value))).size * 0.5,
    );
  });

  test('OP1 deeds are in order, at a human pace, end with handing in during the last fifth, and go faster by speed', () => {
    for (const seed of candidates) {
      const deeds = plan(seed, 10);
      expect(deeds.map(({ atMs }) => atMs)).toEqual(deeds.map(({ atMs }) => atMs).sort((a, b) => a - b));
      expect(deeds.filter((deed) => deed.do === 'submit')).toHaveLength(1);
      const end = deeds.at(-1);
      expect(end?.do).toBe('submit');
      expect(end?.atMs).toBeGreaterThanOrEqual(8 * 60_000);
      expect(end?.atMs).toBeLessThan(10 * 60_000);
      expect(deeds.length).toBeLessThan(400);
    }
    expect(answers(plan('x', 10, 10)).length).toBeGreaterThan(answers(plan('x', 10, 1)).length * 5);
  });

  test('EV1 a habit is spread over the day and uses only event types of the contract', () => {
    const reports = plan('x', 10, 1, 'everything at once').flatMap((deed) => (deed.do === 'report' ? [deed] : []));
    expect(reports).toHaveLength(8);
    expect(new Set(reports.map(({ report }) => report.type))).toEqual(
      new Set(['remote_session', 'forbidden_process', 'devtools_open', 'paste']),
    );
    expect((reports.at(-1)?.atMs ?? 0) - (reports[0]?.atMs ?? 0)).toBeGreaterThan(4 * 60_000);
    for (const { report } of reports) expect(SecurityEventType.safeParse(report.type).success).toBe(true);
    expect(plan('x', 10).some((deed) => deed.do === 'report')).toBe(false);
  });

  test('EV1 a fifth of the class misbehaves, differently, by seed; in a calm class nobody', () => {
    const cast = (seed: string) => castMisbehaviour('cheats', candidates, createSeededRandom(seed));
    expect(cast('1').size).toBe(10);
    expect(new Set(cast('1').values()).size).toBe(6);
    expect(cast('1')).toEqual(cast('1'));
    expect([...cast('1').keys()]).not.toEqual([...cast('2').keys()]);
    expect(castMisbehaviour('calm', candidates, createSeededRandom('1')).size).toBe(0);
    expect(castMisbehaviour('cheats', ['only one'], createSeededRandom('1')).size).toBe(1);
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
