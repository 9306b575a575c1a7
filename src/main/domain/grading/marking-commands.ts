import { type GradingRules, type Mark, type MarkingAnswer, MarkingPaperId } from '../../../shared/model/grading.ts';
import type { AttemptId } from '../../../shared/model/ids.ts';
import { toIso } from '../../../shared/model/time.ts';
import { RoomError } from '../../../shared/protocol/errors.ts';
import { signedIn } from '../access/actor.ts';
import type { SomeHandlers } from '../handler.ts';
import { candidateNumberOf, personName, staffName } from '../identity/person-name.ts';
import type { LookupKeys } from '../ports.ts';
import type { Attempt, Sitting } from '../records.ts';
import type { Store } from '../store.ts';
import { gradeOfAttempt } from './graded-paper.ts';
import { countMarks, findEnded, isBlind, isMarkedBlind, markedQuestions, rulesOf } from './grading-state.ts';
import type { StoredMark } from './grading-store.ts';
import { settleGrade } from './settle-grade.ts';

/** Points as people type them; a sum of tenths is off by less. */
const NOISE = 1e-9;

/** Steps of the exam from nothing up, and the whole of the question's points whatever they are. */
function assertPoints(points: number, most: number, { markStep }: GradingRules): void {
  const steps = points / markStep;
  if (points <= most + NOISE && (Math.abs(points - most) <= NOISE || Math.abs(steps - Math.round(steps)) <= NOISE * 100)) return;
  throw new RoomError('value_invalid', `Give from 0 to ${most} points, in steps of ${markStep}.`, {
    field: 'points',
    data: { most, markStep },
  });
}

const toMark = (store: Store, { points, comment, revision, markedAt, markedBy }: StoredMark): Mark => ({
  points,
  comment,
  revision,
  markedAt: toIso(markedAt),
  markedBy: staffName(store, markedBy),
});

type Lookup = Pick<LookupKeys, 'of'>;

/** The papers of a sitting by the names markers know them by: they follow from a key of the room, and so tell nothing and sort by chance. */
function papersOf(lookup: Lookup, store: Store, sitting: Sitting): Map<MarkingPaperId, Attempt> {
  const named = store.attempts.ofSitting(sitting.id).map((attempt): [MarkingPaperId, Attempt] => {
    const name = MarkingPaperId.parse(lookup.of('service', `marking ${sitting.id} ${attempt.id}`).slice(0, 32));
    return [name, attempt];
  });
  return new Map(named.sort(([left], [right]) => (left < right ? -1 : 1)));
}

function paperNotFound(): RoomError {
  return new RoomError('not_found', 'This sitting has no such paper: read the list of papers again.', { field: 'paperId' });
}

/** Essays, marked by people: one question over all candidates, or one candidate over all questions (EX7). */
export function createMarkingCommands(lookup: Lookup): SomeHandlers<'marking_questions' | 'marking_answers' | 'mark_save'> {
  return {
    marking_questions: {
      execute: ({ store }, { examId }) => {
        const { sitting } = findEnded(store, examId);
        const rules = rulesOf(store, examId);
        const marks = store.grading.markedOf(sitting.id);
        const withAnswers = new Set<AttemptId>();
        const questions = markedQuestions(store, sitting).map((question) => {
          const answered = new Set(store.grading.answersTo(sitting.id, question.id).map(({ attemptId }) => attemptId));
          for (const attemptId of answered) withAnswers.add(attemptId);
          return {
            questionId: question.id,
            name: question.name,
            stemHtml: question.stemHtml,
            points: question.points,
            ...(question.graderInfo ? { graderInfoHtml: question.graderInfo.html } : {}),
            ...(question.words ? { words: question.words } : {}),
            answers: answered.size,
            marked: marks.filter((mark) => mark.questionId === question.id && answered.has(mark.attemptId)).length,
          };
        });
        const papers = [...papersOf(lookup, store, sitting)];
        return {
          isBlind: isBlind(store, sitting, rules, countMarks(store, sitting)),
          markStep: rules.markStep,
          questions,
          papers: papers.flatMap(([paperId, { id }]) => (withAnswers.has(id) ? [paperId] : [])),
        };
      },
    },
    marking_answers: {
      execute: ({ store }, { examId, questionId, paperId }) => {
        const { sitting } = findEnded(store, examId);
        const blind = isMarkedBlind(store, examId, sitting);
        const papers = papersOf(lookup, store, sitting);
        if (paperId !== undefined && !papers.has(paperId)) throw paperNotFound();
        const questions = markedQuestions(store, sitting).filter(({ id }) => questionId === undefined || id === questionId);
        if (questions.length === 0)
          throw new RoomError('question_not_found', 'The exam has no such question that people mark.', { field: 'questionId' });
        const marks = new Map(
          store.grading.marksOfSitting(sitting.id).map((mark) => [`${mark.attemptId} ${mark.questionId}`, mark]),
        );
        const answers = questions.flatMap((question) => {
          const texts = new Map(store.grading.answersTo(sitting.id, question.id).map((answer) => [answer.attemptId, answer]));
          return [...papers].flatMap(([name, attempt]): MarkingAnswer[] => {
            const answer = texts.get(attempt.id);
            if (answer === undefined || (paperId !== undefined && name !== paperId)) return [];
            const mark = marks.get(`${attempt.id} ${question.id}`);
            const { userId } = attempt;
            return [
              {
                paperId: name,
                questionId: question.id,
                text: answer.text,
                answerRevision: answer.revision,
                ...(mark ? { mark: toMark(store, mark) } : {}),
                ...(blind
                  ? {}
                  : { candidate: { candidateNumber: candidateNumberOf(store, userId), name: personName(store, userId) } }),
              },
            ];
          });
        });
        return { isBlind: blind, answers };
      },
    },
    mark_save: {
      execute: (work, { examId, paperId, questionId, answerRevision, points, comment = '', revision }) => {
        const { store } = work;
        const { userId } = signedIn(work.actor);
        const { sitting } = findEnded(store, examId);
        const attempt = papersOf(lookup, store, sitting).get(paperId);
        if (!attempt) throw paperNotFound();
        const question = markedQuestions(store, sitting).find(({ id }) => id === questionId);
        const answer = store.answers.get(attempt.id, questionId);
        if (!question || typeof answer?.value !== 'string' || answer.value.trim() === '')
          throw new RoomError('question_not_found', 'This paper has no answer to such a question that people mark.', {
            field: 'questionId',
          });
        const before = store.grading.mark(attempt.id, questionId);
        const current = before ? { mark: toMark(store, before) } : { mark: null };
        if (answer.revision !== answerRevision)
          throw new RoomError('state_conflict', 'Another text counts for this answer meanwhile: read it first, then mark it.', {
            data: { ...current, answer: { text: answer.value, revision: answer.revision } },
          });
        assertPoints(points, question.points, rulesOf(store, examId));
        if ((before?.revision ?? 0) !== revision)
          throw new RoomError('state_conflict', 'Somebody else has marked this answer meanwhile: look at their mark first.', {
            data: current,
          });
        const mark: StoredMark = {
          attemptId: attempt.id,
          questionId,
          points,
          comment,
          revision: revision + 1,
          markedAt: work.now,
          markedBy: userId,
        };
        store.grading.putMark(mark);
        work.audit('answer.marked', `attempt:${attempt.id}`, {
          question: questionId,
          answer: answerRevision,
          revision: mark.revision,
          points,
          ...(before ? { before: before.points } : {}),
        });
        settleGrade(work, attempt, gradeOfAttempt(store, attempt));
        return { mark: toMark(store, mark), ...countMarks(store, sitting) };
      },
    },
  };
}
