import type { AnswerValue } from '../../../shared/model/answer.ts';
import type { QuestionId } from '../../../shared/model/ids.ts';
import type { CandidateQuestion } from '../../../shared/model/question.ts';
import type { Pace } from '../scenarios/scenario.ts';
import type { SeededRandom } from '../seeded-random.ts';
import { draftAnswer } from './answer-drafts.ts';
import type { Deed } from './class-plan.ts';

/** A change of an answer, at its time since the sitting began. */
export interface AnswerDeed {
  readonly atMs: number;
  readonly do: 'answer';
  readonly questionId: QuestionId;
  readonly value: AnswerValue;
}

export interface AnswerPlanOptions {
  readonly questions: readonly CandidateQuestion[];
  readonly fromMs: number;
  readonly untilMs: number;
  /** 1: as a person works; 10: ten times as fast. */
  readonly speed: number;
  readonly pace?: Pace;
  readonly random: SeededRandom;
}

const THINK_SECONDS = [3, 16] as const;
const PUT_OFF = 0.15;
const REVIEW = 0.2;

/** Walks through the paper as people do: some questions are put off for later, and whoever is through looks again. */
function* workThrough(
  questions: readonly CandidateQuestion[],
  { putOff: putOffShare = PUT_OFF, review = REVIEW }: Pace,
  random: SeededRandom,
): Generator<CandidateQuestion | undefined> {
  const putOff: CandidateQuestion[] = [];
  for (const question of questions) {
    if (random.chance(putOffShare)) putOff.push(question);
    else yield question;
  }
  yield* putOff;
  const answerable = questions.filter(({ type }) => type !== 'description');
  for (;;) {
    for (const question of answerable) if (random.chance(review)) yield question;
    // Also a review that changes nothing takes its time.
    yield undefined;
  }
}

/**
 * Every change one candidate makes to the answers, in order of time and one at a time, however long the day is. The same
 * random stream and questions give the same changes.
 */
export function* planAnswers(options: AnswerPlanOptions): Generator<AnswerDeed, undefined> {
  const { questions, untilMs, speed, pace = {}, random } = options;
  const [least, most] = pace.thinkSeconds ?? THINK_SECONDS;
  let atMs = options.fromMs;
  for (const question of workThrough(questions, pace, random)) {
    atMs += (random.between(least, most) * 1_000) / speed;
    if (atMs >= untilMs) return;
    for (const { afterMs, value } of question ? draftAnswer(question, random) : []) {
      atMs += afterMs / speed;
      if (atMs >= untilMs) return;
      yield { atMs, do: 'answer', questionId: (question as CandidateQuestion).id, value };
    }
  }
}

/** Answers and other deeds as one day, in order; what is equal in time stays in this order: deeds last, so that handing in ends it. */
export function* mergeDeeds(answers: Iterator<AnswerDeed, undefined>, deeds: readonly Deed[]): Generator<AnswerDeed | Deed> {
  let answer = answers.next().value;
  for (const deed of deeds) {
    for (; answer && answer.atMs <= deed.atMs; answer = answers.next().value) yield answer;
    yield deed;
  }
  for (; answer; answer = answers.next().value) yield answer;
}
