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

/** Grades a whole attempt, in the order of the paper; a question without an answer earns nothing. Source: features EX7. */
export function gradeAttempt(questions: readonly Question[], answers: ReadonlyMap<QuestionId, AnswerValue>): AttemptGrade {
  const perQuestion = questions.map((question) => ({
    questionId: question.id,
    ...gradeAnswer(question, answers.get(question.id) ?? null),
  }));
  const total = (pointsOf: (grade: Grade) => number): number =>
    roundPoints(perQuestion.reduce((sum, grade) => sum + pointsOf(grade), 0));
  return {
    score: total(({ points }) => points),
    maxScore: total(({ maxPoints }) => maxPoints),
    pendingPoints: total(({ state, maxPoints }) => (state === 'manual' ? maxPoints : 0)),
    perQuestion,
  };
}
