import { wordsFor } from '../../../shared/model/event-words.ts';
import type { AttemptId } from '../../../shared/model/ids.ts';
import { raiseAlert } from '../alerts/raise-alert.ts';
import { type AlikeAnswers, createAnswerTimes, type FirstAnswer, seeFirstAnswer } from '../walls/ether/answer-timing.ts';
import type { Work } from '../work.ts';
import { findAttempt } from './find-attempt.ts';

/** First answers on their way to be compared; in memory, from the room's start on. */
export interface AnswerTimesRepo {
  /** To be told of a first answer once it is committed. */
  note(answer: FirstAnswer): void;
  /** Those that came since the last time, in the order they were committed. */
  take(): readonly FirstAnswer[];
}

const CONFIDENCE = 0.3;

function tell(work: Work, { attempts, questions }: AlikeAnswers): void {
  const pair = attempts.map((id) => findAttempt(work.store, id as AttemptId));
  const members = pair.map(({ attempt }) => ({ attemptId: attempt.id, userId: attempt.userId }));
  raiseAlert(work, {
    type: 'answers_alike',
    severity: 'low',
    title: wordsFor('answers_alike'),
    message: `${wordsFor('answers_alike')}: ${questions} questions.`,
    source: 'ether',
    reasons: [wordsFor('answers_alike')],
    examId: pair[0]?.exam.id,
    data: { members, memberCount: members.length, questions, confidence: CONFIDENCE },
  });
}

/** Tells of pairs who answer at the same moments (W5), as a hint: to be asked every second or so. */
export function createAnswerWatch(): (work: Work) => void {
  const times = createAnswerTimes();
  return (work) => {
    for (const answer of work.store.answerTimes.take()) for (const alike of seeFirstAnswer(times, answer)) tell(work, alike);
  };
}
