import { type AnswerValue, isAnswered } from '../../../shared/model/answer.ts';
import type { ExamStatistics, ItemStatistics } from '../../../shared/model/grading.ts';
import type { QuestionId, SittingId } from '../../../shared/model/ids.ts';
import { isAnswerable, type Question } from '../../../shared/model/question.ts';
import type { Handler, SomeHandlers } from '../handler.ts';
import { questionsOfSitting } from '../papers/paper-of.ts';
import type { Store } from '../store.ts';
import { gradeAttempt } from './grade-attempt.ts';
import { correctedPaper, gradedPaper } from './graded-paper.ts';
import { findEnded, isMarkedBlind } from './grading-state.ts';
import { cronbachAlpha, FEWEST, itemFigures, type PaperGrade, totalFigures } from './statistics.ts';

/** Graded at a time: some milliseconds, in which nobody has to wait for the room (R15). */
const SLICE = 20;

const hundredth = (value: number | undefined): number | undefined =>
  value === undefined ? undefined : Math.round(value * 1e4) / 1e4;

const optional = <Name extends string>(name: Name, value: number | undefined) => {
  const rounded = hundredth(value);
  return rounded === undefined ? {} : ({ [name]: rounded } as Record<Name, number>);
};

/** Which choices were taken how often, while answers go by. */
interface Picks {
  readonly counts: Map<string, number>;
  omitted: number;
}

function countPick(picks: Map<QuestionId, Picks>, question: Question, value: AnswerValue): void {
  const kept = picks.get(question.id) ?? { counts: new Map<string, number>(), omitted: 0 };
  picks.set(question.id, kept);
  if (!isAnswered(value)) kept.omitted++;
  const taken =
    typeof value === 'boolean' ? [String(value)] : typeof value === 'string' ? [value] : Array.isArray(value) ? value : [];
  if (question.type === 'single_choice' || question.type === 'multiple_choice' || question.type === 'true_false')
    for (const id of taken) kept.counts.set(id, (kept.counts.get(id) ?? 0) + 1);
}

function choicesOf(question: Question, counts: ReadonlyMap<string, number>): ItemStatistics['choices'] {
  const line = (id: string, text: string, isRight: boolean) => ({ id, text, isRight, count: counts.get(id) ?? 0 });
  if (question.type === 'single_choice' || question.type === 'multiple_choice')
    return question.choices.map(({ id, text, weight }) => line(id, text, weight > 0));
  if (question.type === 'true_false') return [line('true', 'true', question.answer), line('false', 'false', !question.answer)];
  return undefined;
}

/**
 * Grades every attempt that is over, slice by slice, and counts what was chosen. `blind` leaves out what people marked: a total that
 * moves into the next tenth tells whose it is.
 */
async function gather(store: Store, sittingId: SittingId, blind: boolean, pause: () => Promise<void>) {
  const papers: PaperGrade[] = [];
  const picks = new Map<QuestionId, Picks>();
  const attempts = store.attempts.ofSitting(sittingId);
  for (const [at, attempt] of attempts.entries()) {
    if (at % SLICE === SLICE - 1) await pause();
    const { questions, given } = gradedPaper(store, attempt);
    const answers = new Map(store.answers.ofAttempt(attempt.id).map(({ questionId, value }) => [questionId, value]));
    papers.push(gradeAttempt(questions, answers, blind ? { given } : { given, marks: store.grading.pointsOf(attempt.id) }));
    for (const question of questions) if (isAnswerable(question)) countPick(picks, question, answers.get(question.id) ?? null);
  }
  return { papers, picks };
}

/** What the results say about the questions (EX7). */
export function createStatisticsCommands(pause: () => Promise<void>): SomeHandlers<'item_statistics'> {
  const statistics: Handler<'item_statistics', ExamStatistics> = {
    prepare: async ({ examId }, { store }) => {
      const { sitting } = findEnded(store, examId);
      const blind = isMarkedBlind(store, examId, sitting);
      const { papers, picks } = await gather(store, sitting.id, blind, pause);
      const { questions } = correctedPaper(questionsOfSitting(store, sitting), store.grading.corrections(sitting.id));
      const items: ItemStatistics[] = [];
      for (const question of questions.filter(isAnswerable)) {
        await pause();
        const { candidates, unmarked, facility, discrimination } = itemFigures(papers, question.id);
        const picked = picks.get(question.id);
        const choices = choicesOf(question, picked?.counts ?? new Map());
        items.push({
          questionId: question.id,
          name: question.name,
          type: question.type,
          points: question.points,
          candidates,
          omitted: picked?.omitted ?? 0,
          unmarked,
          ...optional('facility', facility),
          ...optional('discrimination', discrimination),
          ...(choices ? { choices } : {}),
        });
      }
      const { distribution, ...totals } = totalFigures(papers);
      return {
        candidates: papers.length,
        fewest: FEWEST,
        ...(blind ? { isMarkedBlind: true } : {}),
        ...optional('meanPercent', totals.meanPercent),
        ...optional('medianPercent', totals.medianPercent),
        ...optional('standardDeviation', totals.standardDeviation),
        ...optional('alpha', cronbachAlpha(papers)),
        distribution,
        items,
      };
    },
    execute: (_work, _input, prepared) => prepared,
  };
  return { item_statistics: statistics };
}
