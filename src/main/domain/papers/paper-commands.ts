import { isAnswered } from '../../../shared/model/answer.ts';
import type { AnswerLine } from '../../../shared/model/attempt-paper.ts';
import type { ExamId, QuestionId } from '../../../shared/model/ids.ts';
import { isAnswerable } from '../../../shared/model/question.ts';
import { findAttempt } from '../attempts/find-attempt.ts';
import { findShown } from '../grading/find-graded.ts';
import type { Grade } from '../grading/grade-answer.ts';
import { gradeOfAttempt } from '../grading/graded-paper.ts';
import { hiddenTexts } from '../grading/hidden-texts.ts';
import type { Preparation, SomeHandlers } from '../handler.ts';
import { personName } from '../identity/person-name.ts';
import type { Attempt } from '../records.ts';
import type { Store } from '../store.ts';
import { answerText } from './answer-text.ts';
import { listOf } from './draw-paper.ts';
import { paperOf } from './paper-of.ts';

const answersOf = (store: Store, attempt: Attempt) =>
  new Map(store.answers.ofAttempt(attempt.id).map(({ questionId, value }) => [questionId, value]));

/** A question that is as if it had not been asked. */
const DROPPED: Grade = { points: 0, maxPoints: 0, state: 'auto' };

/** What each answer is worth, as the result counts it: with corrected keys, and with what people marked unless that is blind. */
function gradesOf(store: Store, attempt: Attempt, blind: boolean): (id: QuestionId) => Grade {
  const graded = gradeOfAttempt(store, attempt, undefined, blind);
  const grades = new Map(graded.perQuestion.map(({ questionId, ...grade }) => [questionId, grade]));
  return (id) => grades.get(id) ?? DROPPED;
}

/** In the place of a text that nobody may read beside a name yet. */
const HIDDEN = '(hidden until all is marked)';

function linesOf(store: Store, attempt: Attempt, hidden: ReadonlySet<QuestionId>): AnswerLine[] {
  const user = store.users.byId(attempt.userId);
  const candidate = {
    attemptId: attempt.id,
    candidateNumber: (user && store.persons.get(user.personId)?.loginName) ?? '',
    name: personName(store, attempt.userId),
  };
  const answers = answersOf(store, attempt);
  const gradeOf = gradesOf(store, attempt, hidden.size > 0);
  return paperOf(store, attempt)
    .questions.filter(isAnswerable)
    .map((question, place) => {
      const value = answers.get(question.id) ?? null;
      return {
        ...candidate,
        number: place + 1,
        questionId: question.id,
        question: question.name,
        type: question.type,
        answer: isAnswered(value) && hidden.has(question.id) ? HIDDEN : answerText(question, value),
        ...gradeOf(question.id),
      };
    });
}

/**
 * What candidates were asked and what they answered, for staff (EX2, EX7). `pause` lets the room breathe between two
 * candidates: a hall has a hundred thousand answers.
 */
export const createPaperCommands = (pause: () => Promise<void>): SomeHandlers<'attempt_paper' | 'answers_get'> => ({
  attempt_paper: {
    execute: ({ store }, { attemptId }) => {
      const { attempt, exam, sitting } = findAttempt(store, attemptId);
      const { questions, orders } = paperOf(store, attempt);
      const answers = answersOf(store, attempt);
      const hidden = hiddenTexts(store, exam.id, sitting);
      const gradeOf = gradesOf(store, attempt, hidden.size > 0);
      return {
        isDrawn: store.papers.of(attemptId) !== undefined,
        questions: questions.map((question) => {
          const value = answers.get(question.id) ?? null;
          const order = orders[listOf(question.id)];
          const isHidden = isAnswered(value) && hidden.has(question.id);
          return {
            questionId: question.id,
            question,
            ...(order ? { order: [...order] } : {}),
            value: isHidden ? null : value,
            ...(isHidden ? { isHidden } : {}),
            ...gradeOf(question.id),
          };
        }),
      };
    },
  },
  answers_get: {
    prepare: async ({ examId }: { examId: ExamId }, { store }: Preparation) => {
      const { sitting } = findShown(store, examId);
      const hidden = hiddenTexts(store, examId, sitting);
      const answers: AnswerLine[] = [];
      for (const attempt of store.attempts.ofSitting(sitting.id)) {
        answers.push(...linesOf(store, attempt, hidden));
        await pause();
      }
      return answers.sort(
        (a, b) => a.candidateNumber.localeCompare(b.candidateNumber, 'en', { numeric: true }) || a.number - b.number,
      );
    },
    execute: (_work, _input, answers: AnswerLine[]) => ({ answers }),
  },
});
