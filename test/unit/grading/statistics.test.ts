import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gradeAttempt } from '../../../src/main/domain/grading/grade-attempt.ts';
import { correctedPaper } from '../../../src/main/domain/grading/graded-paper.ts';
import type { Keyed } from '../../../src/main/domain/grading/grading-store.ts';
import {
  correlation,
  cronbachAlpha,
  FEWEST,
  itemFigures,
  type PaperGrade,
  totalFigures,
} from '../../../src/main/domain/grading/statistics.ts';
import type { AnswerValue } from '../../../src/shared/model/answer.ts';
import type { QuestionId } from '../../../src/shared/model/ids.ts';
import type { Question } from '../../../src/shared/model/question.ts';

const id = (item: number) => `q${item}` as QuestionId;

/** A paper of questions of one point each. */
const paper = (points: readonly number[]): PaperGrade => ({
  score: points.reduce((sum, value) => sum + value, 0),
  maxScore: points.length,
  perQuestion: points.map((value, item) => ({ questionId: id(item), points: value, maxPoints: 1, state: 'auto' as const })),
});

/** 20 candidates: the first question is right for the better half, the second for the worse, the third for everybody. */
const CLASS = Array.from({ length: 20 }, (_, place) => paper([place >= 10 ? 1 : 0, place < 10 ? 1 : 0, 1, place / 20]));

describe('EX7 statistics', () => {
  it('EX7 a correlation worked out by hand: (1,2,3) and (1,3,2) give one half', () => {
    expect(correlation([1, 2, 3], [1, 3, 2])).toBeCloseTo(0.5, 12);
    expect(correlation([1, 2, 3], [2, 4, 6])).toBeCloseTo(1, 12);
    expect(correlation([1, 1, 1], [2, 4, 6])).toBeUndefined();
  });

  it('EX7 facility is the mean share; discrimination agrees with the rest, not with the question itself', () => {
    expect(itemFigures(CLASS, id(0))).toMatchObject({ candidates: 20, unmarked: 0, facility: 0.5 });
    // Rests: the question taken out, what is left is 1 + place / 20 for the better half, 2 + place / 20 for the other.
    const shares = CLASS.map((_, place) => (place >= 10 ? 1 : 0));
    const rests = CLASS.map((_, place) => ((place < 10 ? 1 : 0) + 1 + place / 20) / 3);
    expect(itemFigures(CLASS, id(0)).discrimination).toBeCloseTo(correlation(shares, rests) ?? 0, 12);
    expect(itemFigures(CLASS, id(0)).discrimination).toBeLessThan(0);
    expect(itemFigures(CLASS, id(2)), 'no variation, nothing to say').toMatchObject({ facility: 1, discrimination: undefined });
  });

  it('EX7 too few candidates are not spoken of', () => {
    expect(itemFigures(CLASS.slice(0, FEWEST.facility - 1), id(0)).facility).toBeUndefined();
    expect(itemFigures(CLASS.slice(0, FEWEST.facility), id(0)).facility).toBeDefined();
    expect(itemFigures(CLASS.slice(0, FEWEST.discrimination - 1), id(3)).discrimination).toBeUndefined();
    expect(cronbachAlpha(CLASS.slice(0, FEWEST.alpha - 1))).toBeUndefined();
  });

  it('EX7 alpha: questions that say the same are wholly reliable; different papers have none', () => {
    const same = Array.from({ length: 20 }, (_, place) => paper([place % 2, place % 2, place % 2]));
    expect(cronbachAlpha(same)).toBeCloseTo(1, 12);
    // Two items, k / (k - 1) = 2: 2 * (1 - (5/19 + 5/19) / (10/19)) = 0 where the items do not agree at all.
    const apart = Array.from({ length: 20 }, (_, place) => paper([place % 2, place % 4 < 2 ? 1 : 0]));
    expect(cronbachAlpha(apart)).toBeCloseTo(0, 12);
    expect(cronbachAlpha([...same, paper([1, 1])])).toBeUndefined();
  });

  it('EX7 totals fall into tenths, the full score into the last', () => {
    const papers = [paper([0, 0]), paper([1, 0]), paper([1, 1]), paper([0.2, 0])];
    expect(totalFigures(papers)).toMatchObject({
      distribution: [1, 1, 0, 0, 0, 1, 0, 0, 0, 1],
      meanPercent: 40,
      medianPercent: 30,
    });
    expect(totalFigures([]).meanPercent).toBeUndefined();
  });

  it('EX7 whatever the answers, figures stay in their bounds and everybody is in one tenth', () => {
    const row = fc.array(fc.constantFrom(0, 0.25, 0.5, 1), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 40 }), (rows) => {
        const papers = rows.map(paper);
        expect(totalFigures(papers).distribution.reduce((sum, count) => sum + count, 0)).toBe(papers.length);
        for (const item of [0, 1, 2]) {
          const { facility = 0, discrimination = 0 } = itemFigures(papers, id(item));
          expect(facility).toBeGreaterThanOrEqual(0);
          expect(facility).toBeLessThanOrEqual(1);
          expect(Math.abs(discrimination)).toBeLessThanOrEqual(1);
        }
        expect(cronbachAlpha(papers) ?? 0).toBeLessThanOrEqual(1 + 1e-9);
      }),
      { numRuns: 150 },
    );
  });
});

const truth = (item: number, points: number): Question => ({
  id: id(item),
  name: `Question ${item}`,
  stem: '',
  stemFormat: 'plain',
  stemHtml: '',
  points,
  type: 'true_false',
  answer: true,
});

describe('EX7 regrading', () => {
  const worth = fc.integer({ min: 0, max: 400 }).map((hundredths) => hundredths / 100);
  const treatment = fc.constantFrom('keyed', 'full_points', 'dropped');

  it('EX7 the difference of a score is exactly what the corrected question gave and gives, to the hundredth', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(worth, fc.boolean()), { minLength: 1, maxLength: 8 }),
        fc.nat(),
        worth,
        treatment,
        (rows, which, points, how) => {
          const questions = rows.map(([value], item) => truth(item, value));
          const answers = new Map<QuestionId, AnswerValue>(rows.map(([, given], item) => [id(item), given]));
          const target = which % rows.length;
          const before = gradeAttempt(questions, answers);
          const question = { ...truth(target, points), answer: false } as Question;
          const own = questions[target] as Question;
          const keyed: Keyed = { treatment: how, question: how === 'keyed' ? question : own };
          const paperNow = correctedPaper(questions, new Map([[id(target), keyed]]));
          const after = gradeAttempt(paperNow.questions, answers, { given: paperNow.given });
          const of = (grade: typeof before) => grade.perQuestion.find(({ questionId }) => questionId === id(target))?.points ?? 0;
          expect(Math.round((after.score - before.score) * 100)).toBe(Math.round((of(after) - of(before)) * 100));
          const gone = how === 'dropped' ? own.points : how === 'keyed' ? own.points - points : 0;
          expect(Math.round((before.maxScore - after.maxScore) * 100)).toBe(Math.round(gone * 100));
          if (how === 'full_points') expect(of(after)).toBe(own.points);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('EX7 a mark counts for an essay with an answer, and never more than the question is worth now', () => {
    const essay = { ...truth(0, 2), type: 'essay' } as unknown as Question;
    const marks = new Map([[id(0), 1.5]]);
    expect(gradeAttempt([essay], new Map([[id(0), 'text']]), { marks })).toMatchObject({ score: 1.5, pendingPoints: 0 });
    expect(gradeAttempt([essay], new Map([[id(0), 'text']]))).toMatchObject({ score: 0, pendingPoints: 2 });
    expect(gradeAttempt([essay], new Map(), { marks })).toMatchObject({ score: 0, pendingPoints: 0 });
    expect(gradeAttempt([{ ...essay, points: 1 }], new Map([[id(0), 'text']]), { marks })).toMatchObject({ score: 1 });
  });
});
