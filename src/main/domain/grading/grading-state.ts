import { type GradingRules, type GradingState, USUAL_RULES } from '../../../shared/model/grading.ts';
import type { ExamId } from '../../../shared/model/ids.ts';
import { toIso } from '../../../shared/model/time.ts';
import { RoomError } from '../../../shared/protocol/errors.ts';
import { candidateNumberOf } from '../identity/person-name.ts';
import { questionsOfSitting } from '../papers/paper-of.ts';
import type { Exam, Sitting } from '../records.ts';
import type { Store } from '../store.ts';
import { findGraded } from './find-graded.ts';
import { correctedPaper } from './graded-paper.ts';
import type { Publication } from './grading-store.ts';

export const rulesOf = (store: Store, examId: ExamId): GradingRules => store.grading.rules(examId) ?? USUAL_RULES;

/** The exam with a sitting that is over, or `state_conflict`: before, answers still change. */
export function findEnded(store: Store, examId: ExamId): { exam: Exam; sitting: Sitting } {
  const found = findGraded(store, examId);
  if (found.sitting.state !== 'ended')
    throw new RoomError('state_conflict', 'The exam has not ended: answers still change. End it first.', {
      data: { state: found.sitting.state },
    });
  return found;
}

/** The questions of the sitting that people mark, as they count now. */
export function markedQuestions(store: Store, sitting: Sitting) {
  const { questions, given } = correctedPaper(questionsOfSitting(store, sitting), store.grading.corrections(sitting.id));
  return questions.flatMap((question) => (question.type === 'essay' && !given.has(question.id) ? [question] : []));
}

/** How many answers people have to mark, and how many they have. */
export function countMarks(store: Store, sitting: Sitting): { toMark: number; marked: number } {
  const marked = new Set(store.grading.markedOf(sitting.id).map(({ attemptId, questionId }) => `${attemptId} ${questionId}`));
  let [toMark, done] = [0, 0];
  for (const { id } of markedQuestions(store, sitting)) {
    for (const { attemptId } of store.grading.answersTo(sitting.id, id)) {
      toMark++;
      if (marked.has(`${attemptId} ${id}`)) done++;
    }
  }
  return { toMark, marked: done };
}

/**
 * Are markers kept from names right now? Once all is marked, there is nothing left to be swayed in; and once results are published,
 * they stand beside the names.
 */
export const isBlind = (
  store: Pick<Store, 'grading'>,
  sitting: Sitting,
  rules: GradingRules,
  { toMark, marked }: { toMark: number; marked: number },
): boolean => rules.blindMarking && marked < toMark && store.grading.publication(sitting.id) === undefined;

/** Is this sitting being marked, and blind? Then no figure beside a name has in it what people gave. */
export function isMarkedBlind(store: Store, examId: ExamId, sitting: Sitting): boolean {
  const rules = rulesOf(store, examId);
  // Counting is dear, and mostly nothing is blind.
  return rules.blindMarking && sitting.state === 'ended' && isBlind(store, sitting, rules, countMarks(store, sitting));
}

/** Whose answers are kept apart with nobody having decided about them, and how many. */
export const undecidedOf = (store: Store, sitting: Sitting): GradingState['heldBy'] =>
  store.attempts.ofSitting(sitting.id).flatMap(({ id, userId }) => {
    const answers = store.answers.heldOf(id).length;
    return answers === 0 ? [] : [{ attemptId: id, candidateNumber: candidateNumberOf(store, userId), answers }];
  });

export const sumOfHeld = (heldBy: GradingState['heldBy']): number => heldBy.reduce((sum, { answers }) => sum + answers, 0);

const published = ({ at, waived, waivedHeld, passPercent }: Publication) => ({
  publishedAt: toIso(at),
  waived,
  waivedHeld,
  publishedPassPercent: passPercent,
});

/** Where the marking and the telling of the exam's sitting stand. */
export function gradingState(store: Store, exam: Exam, sitting: Sitting): GradingState {
  const rules = rulesOf(store, exam.id);
  const counts = sitting.state === 'ended' ? countMarks(store, sitting) : { toMark: 0, marked: 0 };
  const publication = store.grading.publication(sitting.id);
  const heldBy = undecidedOf(store, sitting);
  return {
    rules,
    sittingState: sitting.state,
    ...counts,
    isBlind: isBlind(store, sitting, rules, counts),
    heldAnswers: sumOfHeld(heldBy),
    heldBy,
    ...(publication ? published(publication) : {}),
    toTell: store.grading.countToTell(sitting.id),
  };
}
