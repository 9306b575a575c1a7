import type { QuestionId } from '../../../shared/model/ids.ts';
import type { AttemptGrade } from './grade-attempt.ts';

/** Below these numbers of candidates a figure says more about chance than about the question: it is left out. */
export const FEWEST = { facility: 5, discrimination: 20, alpha: 20 } as const;

/** One candidate's whole paper, as far as figures need it. */
export type PaperGrade = Pick<AttemptGrade, 'score' | 'maxScore' | 'perQuestion'>;

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
const meanOf = (values: readonly number[]): number => sumOf(values) / values.length;

/** All points of a paper as they were earned and lost, where its score is never less than 0. */
const earnedOf = ({ perQuestion }: PaperGrade): number => perQuestion.reduce((sum, { points }) => sum + points, 0);

/** Sample variance, with n - 1. */
function varianceOf(values: readonly number[]): number {
  const mean = meanOf(values);
  return sumOf(values.map((value) => (value - mean) ** 2)) / (values.length - 1);
}

/**
 * Pearson's product-moment correlation, r = S(xy) / sqrt(S(xx) S(yy)) over deviations from the means; undefined where one of the two
 * does not vary. For a question scored 0 or 1 this is the point-biserial correlation.
 */
export function correlation(xs: readonly number[], ys: readonly number[]): number | undefined {
  const [meanX, meanY] = [meanOf(xs), meanOf(ys)];
  let [xy, xx, yy] = [0, 0, 0];
  for (const [at, x] of xs.entries()) {
    const [dx, dy] = [x - meanX, (ys[at] ?? 0) - meanY];
    xy += dx * dy;
    xx += dx * dx;
    yy += dy * dy;
  }
  // What rounding leaves of no variation at all is no variation.
  if (xx < 1e-12 || yy < 1e-12) return undefined;
  return Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy)));
}

export interface ItemFigures {
  readonly candidates: number;
  readonly unmarked: number;
  readonly facility: number | undefined;
  readonly discrimination: number | undefined;
}

/**
 * How one question did, over the candidates who had it and whose answer is graded.
 * Facility: the mean share of its points. Discrimination: the correlation of its points with the share reached in the rest of the
 * paper, the question itself taken out, so that it does not agree with itself (corrected item-total correlation: Henrysson,
 * Psychometrika 28, 1963; Crocker and Algina, Introduction to Classical and Modern Test Theory, ch. 14). The rest counts as a share,
 * because drawn papers may differ in their points; for equal papers that changes nothing.
 */
export function itemFigures(papers: readonly PaperGrade[], questionId: QuestionId): ItemFigures {
  const shares: number[] = [];
  const rests: number[] = [];
  let [candidates, unmarked] = [0, 0];
  for (const paper of papers) {
    const { maxScore, perQuestion } = paper;
    const item = perQuestion.find((grade) => grade.questionId === questionId);
    if (!item) continue;
    candidates++;
    if (item.state === 'manual') {
      unmarked++;
      continue;
    }
    if (item.maxPoints <= 0) continue;
    shares.push(item.points / item.maxPoints);
    const restMax = maxScore - item.maxPoints;
    rests.push(restMax > 0 ? (earnedOf(paper) - item.points) / restMax : 0);
  }
  return {
    candidates,
    unmarked,
    facility: shares.length >= FEWEST.facility ? meanOf(shares) : undefined,
    discrimination: shares.length >= FEWEST.discrimination ? correlation(shares, rests) : undefined,
  };
}

/**
 * Cronbach's alpha, k / (k - 1) * (1 - sum of the items' variances / variance of the totals), with sample variances (Cronbach,
 * Psychometrika 16, 1951). Undefined for fewer than two items or too few candidates, where the totals do not vary, and where
 * candidates had different papers or answers nobody marked: then there are no complete data to say it of.
 */
export function cronbachAlpha(papers: readonly PaperGrade[]): number | undefined {
  const [first] = papers;
  if (!first || papers.length < FEWEST.alpha) return undefined;
  const ids = first.perQuestion.filter(({ maxPoints }) => maxPoints > 0).map(({ questionId }) => questionId);
  if (ids.length < 2) return undefined;
  const columns = new Map(ids.map((id): [QuestionId, number[]] => [id, []]));
  for (const { perQuestion } of papers) {
    const counting = perQuestion.filter(({ maxPoints }) => maxPoints > 0);
    if (counting.length !== ids.length) return undefined;
    for (const { questionId, points, state } of counting) {
      const column = columns.get(questionId);
      if (!column || state === 'manual') return undefined;
      column.push(points);
    }
  }
  const ofTotals = varianceOf(papers.map(earnedOf));
  if (ofTotals < 1e-12) return undefined;
  const ofItems = sumOf([...columns.values()].map(varianceOf));
  return (ids.length / (ids.length - 1)) * (1 - ofItems / ofTotals);
}

const percentOf = ({ score, maxScore }: PaperGrade): number => (maxScore > 0 ? (100 * score) / maxScore : 0);

/** The totals in percent: mean, median, deviation (n - 1), and how many fall into each tenth. */
export function totalFigures(papers: readonly PaperGrade[]) {
  const percents = papers.map(percentOf).toSorted((left, right) => left - right);
  const distribution = Array.from({ length: 10 }, () => 0);
  for (const percent of percents) {
    const tenth = Math.max(0, Math.min(9, Math.floor(percent / 10 + 1e-9)));
    distribution[tenth] = (distribution[tenth] ?? 0) + 1;
  }
  const middle = percents.length >> 1;
  const median = percents.length % 2 === 1 ? percents[middle] : ((percents[middle - 1] ?? 0) + (percents[middle] ?? 0)) / 2;
  return {
    distribution,
    meanPercent: percents.length > 0 ? meanOf(percents) : undefined,
    medianPercent: percents.length > 0 ? median : undefined,
    standardDeviation: percents.length >= 2 ? Math.sqrt(varianceOf(percents)) : undefined,
  };
}
