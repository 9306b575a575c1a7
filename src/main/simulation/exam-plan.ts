import type { Report } from '../../shared/client/index.ts';
import type { AnswerValue } from '../../shared/model/answer.ts';
import type { QuestionId } from '../../shared/model/ids.ts';
import type { CandidateQuestion } from '../../shared/model/question.ts';
import { draftAnswer } from './answer-drafts.ts';
import { type HabitName, misbehave } from './misbehaviour.ts';
import type { SeededRandom } from './seeded-random.ts';

/** Something a candidate does, at `atMs` of their own working time. */
export type Deed =
  | { readonly atMs: number; readonly do: 'answer'; readonly questionId: QuestionId; readonly value: AnswerValue }
  | { readonly atMs: number; readonly do: 'report'; readonly report: Report }
  | { readonly atMs: number; readonly do: 'submit' };

export interface PlanOptions {
  readonly questions: readonly CandidateQuestion[];
  readonly minutes: number;
  /** 1: as a person works; 10: ten times as fast. */
  readonly speed: number;
  readonly habit?: HabitName;
  readonly random: SeededRandom;
}

const FLAGGED_SHARE = 0.15;
const CHANGED_SHARE = 0.2;

/** Walks through the paper as people do: some questions are put off for later, and whoever is through looks again. */
function* workThrough(questions: readonly CandidateQuestion[], random: SeededRandom): Generator<CandidateQuestion> {
  const putOff: CandidateQuestion[] = [];
  for (const question of questions) {
    if (random.chance(FLAGGED_SHARE)) putOff.push(question);
    else yield question;
  }
  yield* putOff;
  const answerable = questions.filter(({ type }) => type !== 'description');
  while (answerable.length > 0) {
    for (const question of answerable) if (random.chance(CHANGED_SHARE)) yield question;
    // Also a review that changes nothing takes its time.
    yield { type: 'description', id: '' as QuestionId, stemHtml: '', points: 0 };
  }
}

/**
 * Everything one candidate will do, in order of time: answers until their time is over, the misbehaviour of their habit
 * spread over it, then submitting. The same random stream and questions give the same plan.
 */
export function planExam({ questions, minutes, speed, habit, random }: PlanOptions): Deed[] {
  const endMs = minutes * 60_000 * random.between(0.8, 0.97);
  const deeds: Deed[] = [];
  let atMs = 0;
  for (const question of workThrough(questions, random)) {
    atMs += random.between(3_000, 16_000) / speed;
    for (const { afterMs, value } of draftAnswer(question, random)) {
      atMs += afterMs / speed;
      if (atMs < endMs) deeds.push({ atMs, do: 'answer', questionId: question.id, value });
    }
    if (atMs >= endMs) break;
  }
  const groups = habit === undefined ? [] : misbehave(habit, random);
  for (const [index, group] of groups.entries()) {
    const groupAt = (endMs * (index + random.between(0.2, 0.8))) / groups.length;
    for (const [place, report] of group.entries()) {
      deeds.push({ atMs: Math.min(endMs, groupAt + (place * 700) / speed), do: 'report', report });
    }
  }
  deeds.push({ atMs: endMs, do: 'submit' });
  return deeds.sort((a, b) => a.atMs - b.atMs || Number(a.do === 'submit') - Number(b.do === 'submit'));
}
