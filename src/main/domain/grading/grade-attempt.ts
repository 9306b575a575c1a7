import type { AnswerValue } from '../../../shared/model/answer.ts';
import type { QuestionId } from '../../../shared/model/ids.ts';
import type { Question } from '../../../shared/model/question.ts';
import { type Grade, gradeAnswer, roundPoints } from './grade-answer.ts';

export interface AttemptGrade {
  readonly score: number;
  readonly maxScore: number;
  /** Points of the answers a person still has to grade; not part of `score`. */
  readonly pendingPoints: number;
  readonly perQuestion: readonly ({ readonly questionId: QuestionId } & Grade)[];
}

/** What people decided that no key says. */
export interface Decided {
  /** Points a person gave, by question. */
  readonly marks?: ReadonlyMap<QuestionId, number>;
  /** Questions everybody gets all points for. */
  readonly given?: ReadonlySet<QuestionId>;
}

function gradeOf(question: Question, value: AnswerValue, { marks, given }: Decided): Grade {
  const maxPoints = question.points;
  if (given?.has(question.id)) return { points: maxPoints, maxPoints, state: 'auto' };
  const grade = gradeAnswer(question, value);
  const marked = grade.state === 'manual' ? marks?.get(question.id) : undefined;
  // A question may have become worth less since it was marked.
  return marked === undefined ? grade : { points: Math.min(marked, maxPoints), maxPoints, state: 'auto' };
}

/** Grades a whole attempt, in the order of the paper; a question without an answer earns nothing. Source: features EX7. */
export function gradeAttempt(
  questions: readonly Question[],
  answers: ReadonlyMap<QuestionId, AnswerValue>,
  decided: Decided = {},
): AttemptGrade {
  const perQuestion = questions.map((question) => ({
    questionId: question.id,
    ...gradeOf(question, answers.get(question.id) ?? null, decided),
  }));
  const total = (pointsOf: (grade: Grade) => number): number =>
    roundPoints(perQuestion.reduce((sum, grade) => sum + pointsOf(grade), 0));
  return {
    // What wrong choices cost is taken from the other points: nobody ends with less than nothing.
    score: Math.max(
      0,
      total(({ points }) => points),
    ),
    maxScore: total(({ maxPoints }) => maxPoints),
    pendingPoints: total(({ state, maxPoints }) => (state === 'manual' ? maxPoints : 0)),
    perQuestion,
  };
}
